using System.Security.Cryptography;
using System.Text.Json;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>Writes leads with all their rows, and the ledger of their lives.</summary>
internal sealed class LeadWriter(BulkRows bulk, Company company, LedgerHead head, Plan plan)
{
    private const int LeadsAnAccount = 4;
    private const string Caller = "key:1";
    private static readonly string[] FirstNames = ["Ana", "Ivan", "Marta", "Oleg", "Lucía", "Jan", "Chloé", "Ben"];
    private static readonly string[] LastNames = ["Kowal", "Petrov", "Nowak", "García", "Müller", "Martin", "Smith"];

    private readonly List<Person> sellers = [.. company.People.Values.Where(p => p.Role == Role.Rep).OrderBy(p => p.Id)];
    private Contact? contact;

    internal void Write()
    {
        Account? account = null;
        for (var number = 0; number < plan.Leads; number++)
        {
            if (number % LeadsAnAccount == 0)
                bulk.Add(account = new()
                {
                    Id = NextId(),
                    Name = $"Company {number / LeadsAnAccount}",
                    NameKey = $"company{number / LeadsAnAccount}",
                });
            Lead(number, account!);
        }
    }

    private void Lead(int number, Account account)
    {
        var profile = new Profile(
            FirstNames[number % FirstNames.Length], LastNames[number % LastNames.Length],
            $"person{number}@company{number / LeadsAnAccount}.example", null, "Head of Marketing");
        contact = new()
        {
            Id = NextId(),
            AccountId = account.Id,
            Key = RandomNumberGenerator.GetBytes(32),
            FirstName = profile.FirstName,
            LastName = profile.LastName,
            Email = profile.Email,
            EmailKey = Emails.Key(profile.Email),
            Title = profile.Title,
        };
        bulk.Add(contact);
        var text = Keep(contact.Id, JsonSerializer.Serialize(profile, LedgerJson.Options));
        var lead = new Lead { Id = NextId() };
        var inquiry = NextId();
        var life = new LeadLife(number, plan, lead, company, new(NextId, (of, words, _) => Keep(of, words), _ => 0));
        var events = life.Live(contact.Id, account.Id, inquiry, text, sellers);
        life.Care();
        bulk.Add(lead);
        bulk.Add(new Inquiry
        {
            Id = inquiry,
            LeadId = lead.Id,
            ContactId = contact.Id,
            Source = lead.Facts.Source,
            Product = lead.Facts.Product,
            ReceivedAt = lead.ReceivedAt,
        });
        lead.Handoffs.ForEach(bulk.Add);
        lead.Clocks.ForEach(bulk.Add);
        lead.Attempts.ForEach(bulk.Add);
        foreach (var happened in events)
            Record(lead.Id, happened);
    }

    private long NextId() => ++head.LastId;

    private TextRef Keep(long contactId, string text)
    {
        var kept = new PersonalText { Id = NextId(), ContactId = contactId, Text = text };
        bulk.Add(kept);
        return new(kept.Id, Engine.Commands.Write.Digest(contact!.Key!, text));
    }

    private void Record(long lead, Happened happened)
    {
        var (type, body, at) = (LedgerJson.NameOf(happened.Event.GetType()), LedgerJson.Write(happened.Event),
            happened.At.ToUnixTimeMilliseconds());
        head.Sequence++;
        head.Hash = Chain.Next(head.Hash, head.Sequence, lead, type, Caller, at, at, body);
        bulk.Add(new LedgerEvent
        {
            Sequence = head.Sequence,
            LeadId = lead,
            Type = type,
            Actor = Caller,
            At = happened.At,
            RecordedAt = happened.At,
            Body = body,
            Hash = head.Hash,
        });
    }
}
