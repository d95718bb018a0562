using System.CommandLine;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary><c>import-undo</c>: an import taken back as a whole, also beside a running server.</summary>
internal static class ImportUndoCommand
{
    internal static Command Make()
    {
        var id = new Argument<long>("ID") { Description = "The import's number, as import and GET /imports tell it." };
        var look = new Option<bool>("--look") { Description = "Only say what it would do." };
        var command = new Command("import-undo",
            "Take an import back as a whole, as long as nobody has worked on its leads since. Run again after a stop, it goes on.")
            { id, look };
        command.SetAction((given, stop) => HubCommand.Run(
            hub => Run(hub.Services.GetRequiredService<ImportUndo>(), given.GetValue(id), given.GetValue(look), stop)));
        return command;
    }

    private static async Task<int> Run(ImportUndo undo, long id, bool onlyLook, CancellationToken stop)
    {
        if (onlyLook)
            return Tell(await undo.Look(id, Actor.System, stop));
        var run = await undo.TakeBack(id, Actor.System, stop);
        Console.WriteLine($"Import {id} is taken back: {run.TakenBackLeads} leads are gone, or as they were without it.");
        if (run.Error is { } error)
            Console.WriteLine(error);
        return 0;
    }

    private static int Tell(UndoLook look)
    {
        Console.WriteLine(
            $"{look.Gone} leads would be gone, {look.PutBack} would be as they were without it, {look.InTheWay} stand in the way.");
        if (look.WhyNot is { } whyNot)
            Console.WriteLine(whyNot);
        foreach (var (lead, why) in look.First)
            Console.WriteLine($"Lead {lead}: {why}");
        return look.CanBe ? 0 : 1;
    }
}
