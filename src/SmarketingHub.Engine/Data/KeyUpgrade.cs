using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Fills, after the migrations, what only code can work out of the rows of an older version: what is compared of what was given.
/// What was given stays as it is, since the ledger proves it.
/// </summary>
internal static class KeyUpgrade
{
    private const int Batch = 2_000;

    // Read anew, a key could be another than the one that its person was found by: so it is read anew only where the file has
    // none, or one of an older reading.
    private static readonly string[] NeededAfter = ["_Identities", "_OneEmail", "_Search", "_WorkDomains", "_PhoneTyped"];

    /// <param name="applied">The migrations that the file has just gone through.</param>
    internal static bool IsNeeded(IEnumerable<string> applied) =>
        applied.Any(name => Array.Exists(NeededAfter, after => name.EndsWith(after, StringComparison.Ordinal)));

    internal static async Task Run(HubContext rows, MailDomains mail)
    {
        await foreach (var external in rows.ExternalIds.Where(e => e.Key == "").AsAsyncEnumerable())
            external.Key = ExternalKeys.Of(new(external.System, external.Type, external.Value));
        var names = await rows.Users.Select(u => u.NormalizedUserName).ToHashSetAsync();
        await foreach (var login in rows.Users.Where(u => u.Email != null).AsAsyncEnumerable())
            // Two that are one now stay as they are: each of them comes in as before.
            if (LoginNames.Of(login.Email!) is var name && names.Add(name))
                login.NormalizedUserName = login.NormalizedEmail = name;
        await rows.SaveChangesAsync();
        var domains = await rows.WorkDomains.ToDictionaryAsync(d => d.Domain, d => d.AccountId);
        for (long? last = 0; last is not null;)
            last = await Contacts(rows, domains, last.Value);
        await rows.WorkDomains.ExecuteDeleteAsync();
        rows.WorkDomains.AddRange(domains.Where(d => !mail.IsAnybodys(d.Key))
            .Select(d => new WorkDomain { Domain = d.Key, AccountId = d.Value }));
        await rows.SaveChangesAsync();
        rows.ChangeTracker.Clear();
        await FillSearch<Contact>(rows);
        await FillSearch<Account>(rows);
    }

    private static async Task FillSearch<T>(HubContext rows) where T : class
    {
        const int atOnce = 1_000;
        for (var after = long.MinValue; ;)
        {
            var some = await rows.Set<T>().AsTracking()
                .Where(row => EF.Property<string>(row, "Search") == "" && EF.Property<long>(row, "Id") > after)
                .OrderBy(row => EF.Property<long>(row, "Id")).Take(atOnce).ToListAsync();
            if (some.Count == 0)
                return;
            foreach (var row in some)
                rows.Entry(row).Property("Search").IsModified = true;
            after = (long)rows.Entry(some[^1]).Property("Id").CurrentValue!;
            await rows.SaveChangesAsync();
            rows.ChangeTracker.Clear();
        }
    }

    private static async Task<long?> Contacts(HubContext rows, Dictionary<string, long?> domains, long after)
    {
        rows.ChangeTracker.Clear();
        var contacts = await rows.Contacts.Where(c => c.Id > after && (c.Email != null || c.Phone != null)).OrderBy(c => c.Id).Take(Batch)
            .Select(c => new
            {
                Contact = c,
                Country = rows.Leads.Where(l => l.ContactId == (c.MergedInto ?? c.Id) && l.Facts.Country != null)
                    .OrderByDescending(l => l.Id).Select(l => l.Facts.Country).FirstOrDefault(),
            }).ToListAsync();
        foreach (var (contact, country) in contacts.Select(c => (c.Contact, c.Country)))
        {
            contact.ReadPhone(KeyOf(contact, country), contact.Phone);
            // Of several that are one address now, whoever had it as it is compared keeps it.
            if (Emails.Key(contact.Email) is var key && key != contact.EmailKey)
                contact.EmailKey = contact.MergedInto is null
                    && (contacts.Exists(c => IsOf(c.Contact))
                        || await rows.Contacts.AnyAsync(c => c.EmailKey == key && c.MergedInto == null)) ? null : key;
            if (contact is { AccountId: { } account, MergedInto: null } && Emails.DomainOf(contact.Email) is { } domain)
                domains[domain] = domains.TryGetValue(domain, out var known) && known != account ? null : account;

            bool IsOf(Contact other) => other.EmailKey == key && other.MergedInto is null;
        }
        await rows.SaveChangesAsync();
        return contacts.Count == Batch ? contacts[^1].Contact.Id : null;
    }

    // The lead that said the number's country may say it no more.
    private static string? KeyOf(Contact contact, string? country) =>
        Phones.Key(contact.Phone, country) is { } key && key[0] != '+' && contact.PhoneKey is ['+', ..]
            && Phones.NationalOf(contact.PhoneKey) is { } national
            && key.EndsWith(national, StringComparison.Ordinal) ? contact.PhoneKey : Phones.Key(contact.Phone, country);
}
