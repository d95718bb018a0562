using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>
/// The domains of a person's addresses that nobody else has. Read before the command: all contacts are looked at, and the door does not
/// wait for it.
/// </summary>
internal sealed class OwnDomains
{
    private readonly Dictionary<string, bool> areTheirs = [];
    private long newest;

    internal static async Task<OwnDomains> Read(HubContext rows, IReadOnlyList<Contact> contacts)
    {
        var found = new OwnDomains { newest = await rows.Contacts.MaxAsync(c => (long?)c.Id) ?? 0 };
        var ids = contacts.Select(c => c.Id).ToList();
        foreach (var domain in DomainsOf(contacts))
            found.areTheirs[domain] = !await rows.Contacts.AnyAsync(c => c.EmailKey!.EndsWith("@" + domain) && !ids.Contains(c.Id));
        return found;
    }

    /// <summary>Within the command: whoever came since is looked at now. A domain that was not looked at is left alone.</summary>
    internal List<string> Of(HubContext rows, IReadOnlyList<Contact> contacts)
    {
        var since = rows.Contacts.Where(c => c.Id > newest && c.EmailKey != null).Select(c => c.EmailKey).AsEnumerable()
            .Select(Emails.DomainOf).ToHashSet();
        return [.. DomainsOf(contacts).Where(domain => areTheirs.GetValueOrDefault(domain) && !since.Contains(domain))];
    }

    private static IEnumerable<string> DomainsOf(IEnumerable<Contact> contacts) =>
        contacts.Select(c => Emails.DomainOf(c.Email)).OfType<string>().Distinct();
}
