using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>Compares which contacts were merged into which with what the ledger tells of it.</summary>
internal sealed class ContactCheck
{
    internal static readonly string Event = LedgerJson.NameOf(typeof(LeadMerged));

    private readonly Dictionary<long, long> mergedInto = [];

    internal void Note(LeadEvent happened)
    {
        if (happened is not LeadMerged { Contact: { } from, IntoContact: { } into })
            return;
        mergedInto[from] = into;
    }

    internal IEnumerable<string> Problems(HubContext rows)
    {
        var missing = mergedInto.Keys.ToDictionary(from => from, Last);
        foreach (var row in rows.Contacts.Where(c => c.MergedInto != null).Select(c => new { c.Id, c.MergedInto }).AsEnumerable())
            if (!missing.Remove(row.Id, out var into))
                yield return $"Contact {row.Id} is merged into {row.MergedInto}, which stands in no event.";
            else if (into != row.MergedInto)
                yield return $"Contact {row.Id} is merged into {row.MergedInto}, by the ledger {into}.";
        foreach (var (id, into) in missing)
            yield return $"Contact {id} is not merged, by the ledger into {into}.";
    }

    // The one that goes on, at the end of a chain: it may have been merged later itself.
    private long Last(long from)
    {
        var (last, seen) = (mergedInto[from], new HashSet<long> { from });
        // A circle is nothing that the product writes.
        while (seen.Add(last) && mergedInto.TryGetValue(last, out var further))
            last = further;
        return mergedInto[from] = last;
    }
}
