using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// What intake and imports ask the rows for every inquiry, as statements kept prepared. A row that is found may be changed: it is written
/// with the command.
/// </summary>
internal sealed class Lookups(HubContext rows, Changes changes) : IDisposable
{
    /// <summary>A number that more people have says nothing of any of them, and no command looks at all of them.</summary>
    internal const int MostOfPhone = 50;

    private static readonly Func<HubContext, long, string, IEnumerable<long>> WithAddresses =
        EF.CompileQuery((HubContext rows, long account, string ending) =>
            rows.Contacts.Where(c => c.AccountId == account && c.MergedInto == null && c.EmailKey!.EndsWith(ending)).Select(c => c.Id));

    // Reads all addresses: asked only when somebody moves whose domain is shared.
    private static readonly Func<HubContext, long, string, IEnumerable<long>> WithAddressesElsewhere =
        EF.CompileQuery((HubContext rows, long account, string ending) =>
            rows.Contacts.Where(c => c.AccountId != null && c.AccountId != account && c.MergedInto == null && c.EmailKey!.EndsWith(ending))
                .Select(c => c.Id));

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    /// <summary>Also one that this command adds.</summary>
    internal Contact Contact(long id) => changes.Contacts.Find(c => c.Id == id)
        ?? First(changes.Contacts, With("contact", () => changes.Contacts.Table.SelectWhere("\"Id\" = $1"), id), c => c.Id)
        ?? throw new InvalidOperationException($"There is no contact {id}.");

    /// <summary>Of a person whose contacts were merged, the one that goes on.</summary>
    internal Contact? ContactOfEmail(string key) => First(changes.Contacts, With("email", () => changes.Contacts.Table.Select(
        """FROM "Contacts" AS known JOIN "Contacts" AS goes ON goes."Id" = COALESCE(known."MergedInto", known."Id") WHERE """
            + """known."EmailKey" = $1 LIMIT 1""", "goes."), key), c => c.Id);

    /// <summary>Who has this number; of more than <see cref="MostOfPhone"/> only some.</summary>
    internal IReadOnlyList<PhoneOwner> PersonsOfPhone(PhoneLookup phone)
    {
        var select = With("phone", () => rows.Prepare($"""
            SELECT DISTINCT goes."Id", goes."Email" IS NOT NULL FROM "Contacts" AS known
            JOIN "Contacts" AS goes ON goes."Id" = COALESCE(known."MergedInto", known."Id")
            WHERE known."PhoneKey" = $1 OR known."PhoneKey" = $2 OR known."PhoneTyped" = $3 LIMIT {MostOfPhone + 1}
            """), phone);
        var sharing = new List<PhoneOwner>();
        while (select.Read())
            sharing.Add(new(select.Long(0), select.Bool(1)));
        select.Reset();
        return sharing;
    }

    internal bool HasPhone(long person, PhoneLookup phone)
    {
        var select = With("phone of", () => rows.Prepare("""
            SELECT 1 FROM "Contacts"
            WHERE ("PhoneKey" = $1 OR "PhoneKey" = $2 OR "PhoneTyped" = $3) AND ("Id" = $4 OR "MergedInto" = $4) LIMIT 1
            """), phone);
        select.Set(3, person);
        return select.Number() is not null;
    }

    /// <summary>Also one that this command adds.</summary>
    internal Account Account(long id) => changes.Accounts.Find(a => a.Id == id)
        ?? First(changes.Accounts, With("account", () => changes.Accounts.Table.SelectWhere("\"Id\" = $1"), id), a => a.Id)
        ?? throw new InvalidOperationException($"There is no account {id}.");

    internal Account? AccountOfName(string key) => changes.Accounts.Find(a => a.NameKey == key)
        ?? First(changes.Accounts, With("name", () => changes.Accounts.Table.SelectWhere("\"NameKey\" = $1 ORDER BY \"Id\" LIMIT 1"), key),
            a => a.Id);

    /// <summary>Also one that this command adds.</summary>
    internal WorkDomain? WorkDomain(string domain) => changes.WorkDomains.Find(d => d.Domain == domain)
        ?? First(changes.WorkDomains, With("domain", () => changes.WorkDomains.Table.SelectWhere("\"Domain\" = $1"), domain),
            d => d.Domain);

    /// <summary>Is anybody of the company who has an address there? As this command leaves them.</summary>
    internal bool HasPeople(long account, string domain) =>
        changes.Contacts.Find(c => c.AccountId == account && c.MergedInto is null && Emails.DomainOf(c.Email) == domain) is not null
        || WithAddresses(rows, account, "@" + domain).Any(IsUntouched);

    /// <summary>Is anybody of another company who has an address there? As this command leaves them.</summary>
    internal bool HasPeopleElsewhere(long account, string domain) =>
        changes.Contacts.Find(c => c.AccountId is { } other && other != account && c.MergedInto is null
            && Emails.DomainOf(c.Email) == domain) is not null
        || WithAddressesElsewhere(rows, account, "@" + domain).Any(IsUntouched);

    internal long? OpenLeadOf(long contact) =>
        With("open lead", () => rows.Prepare("""SELECT MIN("Id") FROM "Leads" WHERE "ContactId" = $1 AND "ClosedAt" IS NULL"""), contact)
            .Number();

    /// <summary>A duplicate went into another: what comes after follows on that one. None that is gone.</summary>
    internal long? NewestLeadOf(long contact) => With("newest lead", () => rows.Prepare("""
        SELECT "Id" FROM "Leads" WHERE "ContactId" = $1 AND "TakenBack" IS NULL ORDER BY "MergedInto" IS NOT NULL, "Id" DESC LIMIT 1
        """), contact).Number();

    internal bool HasOpportunity(Account account) => !changes.Accounts.Adds(account) && With("opportunity", () => rows.Prepare(
        """SELECT "Id" FROM "Leads" WHERE "AccountId" = $1 AND "Stage" = 'Opportunity' LIMIT 1"""), account.Id).Number() is not null;

    /// <summary>Also one that this command adds.</summary>
    internal ExternalId? Of(ExternalRef external) =>
        ExternalKeys.Of(external) is var key && changes.ExternalIds.Find(e => e.Key == key) is { } known ? known
            : First(changes.ExternalIds,
                With("external", () => changes.ExternalIds.Table.SelectWhere("\"Key\" = $1 ORDER BY \"LeadId\" LIMIT 1"), key),
                e => (e.System, e.Type, e.Value));

    /// <summary>By the newest run that took something from it.</summary>
    internal ImportedRow? ImportedBefore(string key) => changes.ImportedRows.Find(r => r.Key == key)
        ?? First(changes.ImportedRows, With("imported", () =>
            changes.ImportedRows.Table.SelectWhere("\"Key\" = $1 ORDER BY \"Import\" DESC LIMIT 1"), key), r => (r.Key, r.Import));

    internal IdempotencyKey? Once(string caller, string key)
    {
        var select = With("once", () => changes.IdempotencyKeys.Table.SelectWhere("\"Caller\" = $1 AND \"Key\" = $2"), caller);
        select.Set(1, key);
        return First(changes.IdempotencyKeys, select, k => (k.Caller, k.Key));
    }

    /// <summary>As this command leaves it so far; null: no turn was ever taken by the rule.</summary>
    internal RuleTurn? TurnOf(string rule)
    {
        var key = RuleTurn.KeyOf(rule);
        return changes.RuleTurns.Find(t => t.Rule == key)
            ?? First(changes.RuleTurns, With("turn", () => changes.RuleTurns.Table.SelectWhere("\"Rule\" = $1"), key), t => t.Rule);
    }

    /// <summary>The line of the ledger in which the lead was last routed, by how it stands in the rows; null: it never was.</summary>
    internal RoutedLead? LastRouted(long lead) => changes.RoutedLeads.FindLast(r => r.LeadId == lead)
        ?? changes.RoutedLeads.Table.First(With("routed", () =>
            changes.RoutedLeads.Table.SelectWhere("\"LeadId\" = $1 ORDER BY \"Sequence\" DESC LIMIT 1"), lead));

    internal LedgerEvent? Line(long sequence) => changes.Ledger.FindLast(e => e.Sequence == sequence)
        ?? changes.Ledger.Table.First(With("line", () => changes.Ledger.Table.SelectWhere("\"Sequence\" = $1"), sequence));

    internal bool WasWith(string party, long lead)
    {
        if (changes.PartnerLeads.Find(p => p.Party == party && p.LeadId == lead) is not null)
            return true;
        var select = With("partner", () => rows.Prepare("""SELECT 1 FROM "PartnerLeads" WHERE "Party" = $1 AND "LeadId" = $2"""), party);
        select.Set(1, lead);
        return select.Number() is not null;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
    }

    private bool IsUntouched(long contact) => changes.Contacts.Find(c => c.Id == contact) is null;

    // One that the command has by now stays as it has it.
    private static T? First<T, TKey>(RowChanges<T> table, Statement select, Func<T, TKey> key) where T : class where TKey : notnull =>
        table.Table.First(select) is not { } found ? null
        : table.Find(known => key(known).Equals(key(found))) ?? table.Loaded(found);

    private Statement With(string name, Func<Statement> prepare, long parameter)
    {
        var statement = Prepared(name, prepare);
        statement.Set(0, parameter);
        return statement;
    }

    private Statement With(string name, Func<Statement> prepare, string parameter)
    {
        var statement = Prepared(name, prepare);
        statement.Set(0, parameter);
        return statement;
    }

    private Statement With(string name, Func<Statement> prepare, PhoneLookup phone)
    {
        var statement = Prepared(name, prepare);
        statement.Set(0, phone.Key);
        statement.Set(1, phone.Bare);
        statement.Set(2, phone.Typed);
        return statement;
    }

    private Statement Prepared(string name, Func<Statement> prepare) =>
        statements.TryGetValue(name, out var known) ? known : statements[name] = prepare();
}

/// <summary>Somebody who has a number.</summary>
internal sealed record PhoneOwner(long Person, bool HasEmail);
