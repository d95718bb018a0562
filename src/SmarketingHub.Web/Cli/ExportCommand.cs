using System.CommandLine;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary><c>export</c>: all leads as a CSV that can be imported again as history.</summary>
internal static class ExportCommand
{
    internal static Command Make()
    {
        var file = new Argument<FileInfo>("FILE.csv") { Description = "Where to." };
        var force = new Option<bool>("--force") { Description = "Replace FILE.csv when it exists." };
        var command = new Command("export", "Write all leads as a CSV file that can be imported again as history.") { file, force };
        command.SetAction((given, stop) => HubCommand.Run(hub => Run(hub, given.GetValue(file)!.FullName, given.GetValue(force), stop)));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, string target, bool force, CancellationToken stop)
    {
        if (File.Exists(target) && !force)
            throw new UnusableFile($"{target} exists. Choose another name, or --force.");
        var part = target + ".part";
        try
        {
            int count;
            await using (var csv = File.Create(part))
                count = await hub.Services.GetRequiredService<Exporter>().Export(csv, Actor.System, stop);
            File.Move(part, target, overwrite: true);
            Console.WriteLine($"{count} leads");
            return 0;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
