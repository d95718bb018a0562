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
        var head = new Option<string>("--head")
        {
            Description = "A signed head from a nightly mail, the whole line: say whether this ledger still contains it, so that nothing "
                + "was cut off or rewritten since, and whether this installation signed it.",
        };
        var key = new Option<bool>("--key")
        {
            Description = "Print the public key by which this installation signs heads, as PEM, and verify nothing.",
        };
        command.Options.Add(head);
        command.Options.Add(key);
        head.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is { } line && SignedHead.Read(line) is null)
                given.AddError("--head: this is no signed head. Copy the whole line from the mail: it begins with smarketinghub-head-1.");
        });
        command.SetAction((parsed, _) => ConsoleErrors.Run(() =>
            parsed.GetValue(key) ? HubCommand.Run(PrintKey)
                : FileDamage.Of(HubCommand.Settings().Connection) is { Count: > 0 } damage ? Task.FromResult(Tell(damage))
                : HubCommand.Run(hub => Run(hub, parsed.GetValue(head) is { } line ? SignedHead.Read(line) : null))));
        return command;
    }

    private static async Task<int> PrintKey(HubCommand hub)
    {
        await using var rows = hub.Rows();
        Console.WriteLine(await HeadKey.Public(hub.Door, rows));
        return 0;
    }

    private static Task<int> Run(HubCommand hub, SignedHead? kept)
    {
        using var rows = hub.Rows();
        var found = Verifier.Verify(rows, kept);
        Console.WriteLine($"sequence {found.Sequence}");
        Console.WriteLine($"head {found.Head}");
        Console.WriteLine($"leads {found.Leads}");
        Console.WriteLine($"clocks {found.Clocks}");
        foreach (var sentence in found.Kept?.Sentences ?? [])
            Console.WriteLine(sentence);
        var told = Tell(found.Problems);
        return Task.FromResult(found.Kept is { Holds: false } ? 1 : told);
    }

    private static int Tell(IReadOnlyList<string> problems)
    {
        Console.WriteLine(problems.Count == 0 ? "The record is whole." : "The record is NOT whole.");
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        return problems.Count == 0 ? 0 : 1;
    }
}
