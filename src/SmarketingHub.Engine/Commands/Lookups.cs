using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Commands;

/// <summary>What intake and imports ask the rows for every inquiry. Compiled, since what EF Core does for a query costs more than the database does.</summary>
internal static class Lookups
{
    /// <summary>A number that more people have says nothing of any of them, and no command looks at all of them.</summary>
    internal const int MostOfPhone = 50;

    private static readonly Func<HubContext, long, Contact> ContactById =
        EF.CompileQuery((HubContext rows, long id) => rows.Contacts.Single(c => c.Id == id));

    // Of a person whose contacts were merged, the one that goes on.
    private static readonly Func<HubContext, string, Contact?> ByEmail = EF.CompileQuery((HubContext rows, string email) =>
        (from contact in rows.Contacts
         where contact.EmailKey == email
         join goesOn in rows.Contacts on contact.MergedInto ?? contact.Id equals goesOn.Id
         select goesOn).FirstOrDefault());

    private static readonly Func<HubContext, string, string, string, IEnumerable<Sharing>> ByPhone = EF.CompileQuery(
        (HubContext rows, string key, string bare, string typed) =>
            (from contact in rows.Contacts
             where contact.PhoneKey == key || contact.PhoneKey == bare || contact.PhoneTyped == typed
             join goesOn in rows.Contacts on contact.MergedInto ?? contact.Id equals goesOn.Id
             select new Sharing(goesOn.Id, goesOn.Email != null)).Distinct().Take(MostOfPhone + 1));

    private static readonly Func<HubContext, string, string, string, long, bool> SharesPhone = EF.CompileQuery(
        (HubContext rows, string key, string bare, string typed, long person) => rows.Contacts.Any(c => (c.Id == person || c.MergedInto == person)
            && (c.PhoneKey == key || c.PhoneKey == bare || c.PhoneTyped == typed)));

    private static readonly Func<HubContext, long, Account> AccountById =
        EF.CompileQuery((HubContext rows, long id) => rows.Accounts.Single(a => a.Id == id));

    private static readonly Func<HubContext, string, Account?> ByName =
        EF.CompileQuery((HubContext rows, string key) => rows.Accounts.FirstOrDefault(a => a.NameKey == key));

    private static readonly Func<HubContext, string, WorkDomain?> ByDomain =
        EF.CompileQuery((HubContext rows, string domain) => rows.WorkDomains.FirstOrDefault(d => d.Domain == domain));

    private static readonly Func<HubContext, long, string, IEnumerable<long>> WithAddresses = EF.CompileQuery((HubContext rows, long account, string ending) =>
        rows.Contacts.Where(c => c.AccountId == account && c.MergedInto == null && c.EmailKey!.EndsWith(ending)).Select(c => c.Id));

    // Reads all addresses: asked only when somebody moves whose domain is shared.
    private static readonly Func<HubContext, long, string, IEnumerable<long>> WithAddressesElsewhere = EF.CompileQuery((HubContext rows, long account, string ending) =>
        rows.Contacts.Where(c => c.AccountId != null && c.AccountId != account && c.MergedInto == null && c.EmailKey!.EndsWith(ending)).Select(c => c.Id));

    private static readonly Func<HubContext, long, long?> OpenLead =
        EF.CompileQuery((HubContext rows, long contact) => rows.Leads.Where(l => l.ContactId == contact && l.ClosedAt == null).Min(l => (long?)l.Id));

    // A duplicate went into another: what comes after follows on that one.
    private static readonly Func<HubContext, long, long?> NewestLead = EF.CompileQuery((HubContext rows, long contact) =>
        rows.Leads.Where(l => l.ContactId == contact).OrderBy(l => l.MergedInto != null).ThenByDescending(l => l.Id).Select(l => (long?)l.Id).FirstOrDefault());

    private static readonly Func<HubContext, long, bool> AnyOpportunity =
        EF.CompileQuery((HubContext rows, long account) => rows.Leads.Any(l => l.AccountId == account && l.Stage == Stage.Opportunity));

    private static readonly Func<HubContext, string, ExternalId?> ByExternalId =
        EF.CompileQuery((HubContext rows, string key) => rows.ExternalIds.OrderBy(e => e.LeadId).FirstOrDefault(e => e.Key == key));

    private static readonly Func<HubContext, string, ImportedRow?> Imported =
        EF.CompileQuery((HubContext rows, string key) => rows.ImportedRows.FirstOrDefault(r => r.Key == key));

    /// <summary>Also one that this command adds.</summary>
    internal static Contact Contact(this HubContext rows, long id) => rows.Contacts.Local.FindEntry(id)?.Entity ?? ContactById(rows, id);

    internal static Contact? ContactOfEmail(this HubContext rows, string key) => ByEmail(rows, key);

    /// <summary>Who has this number; of more than <see cref="MostOfPhone"/> only some.</summary>
    internal static IReadOnlyList<Sharing> PersonsOfPhone(this HubContext rows, AskedPhone phone) => [.. ByPhone(rows, phone.Key, phone.Bare, phone.Typed)];

    internal static bool HasPhone(this HubContext rows, long person, AskedPhone phone) => SharesPhone(rows, phone.Key, phone.Bare, phone.Typed, person);

    /// <summary>Also one that this command adds.</summary>
    internal static Account Account(this HubContext rows, long id) => rows.Accounts.Local.FindEntry(id)?.Entity ?? AccountById(rows, id);

    internal static Account? AccountOfName(this HubContext rows, string key) => rows.Accounts.Local.FirstOrDefault(a => a.NameKey == key) ?? ByName(rows, key);

    /// <summary>Also one that this command adds.</summary>
    internal static WorkDomain? WorkDomain(this HubContext rows, string domain) => rows.WorkDomains.Local.FindEntry(domain)?.Entity ?? ByDomain(rows, domain);

    /// <summary>Is anybody of the company who has an address there? As this command leaves them.</summary>
    internal static bool HasPeople(this HubContext rows, long account, string domain) =>
        rows.Contacts.Local.Any(c => c.AccountId == account && c.MergedInto is null && Emails.DomainOf(c.Email) == domain)
        || WithAddresses(rows, account, "@" + domain).Any(id => rows.Contacts.Local.FindEntry(id) is null);

    /// <summary>Is anybody of another company who has an address there? As this command leaves them.</summary>
    internal static bool HasPeopleElsewhere(this HubContext rows, long account, string domain) =>
        rows.Contacts.Local.Any(c => c.AccountId is { } other && other != account && c.MergedInto is null && Emails.DomainOf(c.Email) == domain)
        || WithAddressesElsewhere(rows, account, "@" + domain).Any(id => rows.Contacts.Local.FindEntry(id) is null);

    internal static long? OpenLeadOf(this HubContext rows, long contact) => OpenLead(rows, contact);

    internal static long? NewestLeadOf(this HubContext rows, long contact) => NewestLead(rows, contact);

    internal static bool HasOpportunity(this HubContext rows, long account) => AnyOpportunity(rows, account);

    /// <summary>Also one that this command adds.</summary>
    internal static ExternalId? Of(this HubContext rows, ExternalRef external) =>
        ExternalKeys.Of(external) is var key && rows.ExternalIds.Local.FirstOrDefault(e => e.Key == key) is { } added ? added : ByExternalId(rows, key);

    internal static ImportedRow? ImportedBefore(this HubContext rows, string key) => Imported(rows, key);
}

/// <summary>Somebody who has a number.</summary>
internal sealed record Sharing(long Person, bool HasEmail);
