using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Cli;

/// <summary><c>forget</c>: a person, for good; also beside a running server.</summary>
internal static class ForgetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, ForgetReason> Reasons = new()
    {
        ["erasure-request"] = ForgetReason.ErasureRequest,
        ["consent-withdrawn"] = ForgetReason.ConsentWithdrawn,
        ["no-longer-needed"] = ForgetReason.NoLongerNeeded,
        ["kept-too-long"] = ForgetReason.KeptTooLong,
        ["other"] = ForgetReason.Other,
    };

    internal static Command Make()
    {
        var contact = new Argument<long?>("CONTACT")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The contact's number, as a lead tells it.",
        };
        var email = new Option<string?>("--email")
        {
            Description = "The person's address instead; '-' reads it from standard input, so that no shell remembers it.",
        };
        var reason = new Option<string>("--reason") { Required = true, Description = "Why; the ledger keeps it." };
        reason.AcceptOnlyFromAmong([.. Reasons.Keys]);
        var command = new Command("forget",
            "Forget a person: names, addresses, words and ids go for good, the leads stay with what happened to them. Backups keep what "
                + "they had.") { contact, email, reason };
        command.Validators.Add(result =>
        {
            if (result.GetResult(contact) is { Tokens.Count: > 0 } == result.GetResult(email) is { Tokens.Count: > 0 })
                result.AddError("Say whom: CONTACT, or --email.");
        });
        command.SetAction((given, _) => HubCommand.Run(hub => Run(hub, given.GetValue(contact), given.GetValue(email),
            Reasons[given.GetValue(reason)!])));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, long? contact, string? email, ForgetReason reason)
    {
        var id = contact ?? await Find(hub, email == "-" ? Console.In.ReadLine() ?? "" : email!);
        var forgotten = await hub.Services.GetRequiredService<Forgetter>().Forget(Actor.System, id, reason);
        var at = InstantPattern.General.Format(forgotten.At);
        Console.WriteLine(forgotten.Before
            ? $"Contact {forgotten.Contact} was forgotten already, at {at}." : $"Contact {forgotten.Contact} is forgotten.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{forgotten.Leads.Count} leads stay: {string.Join(", ", forgotten.Leads)}"));
        var cut = hub.Services.GetRequiredService<LogCut>();
        if (forgotten.IsCut || await cut.TrySoon(Patience))
            Console.WriteLine("Nothing of the person is left in the file and its log.");
        else
            Console.WriteLine(
                "Somebody still reads what was there before. The log is cut as soon as they are done: by the server, or by the next "
                    + "command.");
        if (cut.Copies() is { Count: > 0 } copies)
            Console.WriteLine($"These still hold what was there when they were made: {string.Join(", ", copies)}");
        return 0;
    }

    private static async Task<long> Find(HubCommand hub, string email)
    {
        var key = Emails.Key(email.Trim()) ?? throw new InvalidArgument("email", "This is no email address: name@example.com.");
        await using var rows = hub.Rows();
        // Of several with one address only one is found by it elsewhere.
        var found = await rows.Contacts.Where(c => c.EmailKey == key || c.EmailKey == null && c.Email!.ToLower() == key)
            .Select(c => c.MergedInto ?? c.Id).Distinct().ToListAsync();
        return found switch
        {
            [var one] => one,
            [] => throw new NotFound("Nobody here has that address."),
            _ => throw new InvalidArgument("email", $"Several contacts have that address; forget each: {string.Join(", ", found)}."),
        };
    }
}
