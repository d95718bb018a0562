using System.CommandLine;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Web.Cli;

/// <summary><c>verify</c>: folds the ledger and compares.</summary>
internal static class VerifyCommand
{
    internal static Command Make()
    {
        var command = new Command("verify",
            "Fold the whole ledger and compare it with every lead, hand-off and clock, and with what reports read. Keep the head that it "
                + "prints elsewhere: it proves later that nothing was rewritten.");
        command.SetAction((_, _) => ConsoleErrors.Run(() =>
            FileDamage.Of(HubCommand.Settings().Connection) is { Count: > 0 } damage
                ? Task.FromResult(Tell(damage)) : HubCommand.Run(Run)));
        return command;
    }

    private static Task<int> Run(HubCommand hub)
    {
        using var rows = hub.Rows();
        var found = Verifier.Verify(rows);
        Console.WriteLine($"sequence {found.Sequence}");
        Console.WriteLine($"head {found.Head}");
        Console.WriteLine($"leads {found.Leads}");
        Console.WriteLine($"clocks {found.Clocks}");
        return Task.FromResult(Tell(found.Problems));
    }
    private static int Tell(IReadOnlyList<string> problems)
    {
        Console.WriteLine(problems.Count == 0 ? "The record is whole." : "The record is NOT whole.");
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        return problems.Count == 0 ? 0 : 1;
    }
}
