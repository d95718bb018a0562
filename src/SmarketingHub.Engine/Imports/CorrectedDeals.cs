using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Finds the lead of a deal without an id that an earlier file called otherwise: a lead of the same company or person, received at the
/// same time, that no other row of this file is. Of deals with a name, which is corrected, it has ended the same way, and its closing date
/// or its amount is still the same; of those without, the first that could have come to where the row is.
/// </summary>
internal sealed class CorrectedDeals(ImportAs importAs)
{
    // The row of this file that each lead is.
    private readonly Dictionary<long, string> met = [];

    internal void Meet(ImportRow row, string key, long lead)
    {
        if (row.IsDeal == true)
            met[lead] = key;
    }

    /// <summary>Another row of this file is the lead.</summary>
    internal bool IsTaken(ImportRow row, string key, long lead) =>
        row.IsDeal == true && met.TryGetValue(lead, out var other) && other != key;

    /// <summary>Null: there is none, or nobody can tell which.</summary>
    internal Lead? Corrected(Write write, ImportRow row, string key)
    {
        if (importAs != ImportAs.History || row.IsDeal != true || row.Deal is not null && !row.At.IsClosed())
            return null;
        var found = Earlier(write, row).Where(lead => !IsTaken(row, key, lead.Id) && CouldBe(row, lead)).Take(2).ToList();
        return found.Count == 1 || found.Count > 1 && row.Deal is null ? write.Changes.Leads.Find(found[0].Id) : null;
    }

    private static bool CouldBe(ImportRow row, Lead lead) => row.Deal is null
        ? lead.ClosedAt is null || lead.Stage == row.At
        : lead.Stage == row.At && (lead.ClosedAt == Closed(row) || row.Amount is not null && lead.Amount == row.Amount);

    private static Instant? Closed(ImportRow row) => row.Reached.Count > 0 ? row.Reached[^1].At : null;

    // In the order in which they came.
    private static IEnumerable<Lead> Earlier(Write write, ImportRow row)
    {
        var rows = write.Rows;
        var account = row.Company is { } company ? write.Lookups.AccountOfName(Identities.Accounts.KeyOf(company))?.Id : null;
        var contact = Emails.Key(row.Profile.Email) is { } email ? write.Lookups.ContactOfEmail(email)?.Id : null;
        if (account is null && contact is null)
            return [];
        var received = row.ReceivedAt;
        return rows.Leads.Where(l => (account == null || l.AccountId == account) && (contact == null || l.ContactId == contact)
                && (received == null || l.ReceivedAt == received) && l.MergedInto == null && l.TakenBack == null
                && rows.ImportedRows.Any(r => r.LeadId == l.Id) && !rows.ExternalIds.Any(e => e.LeadId == l.Id))
            .OrderBy(l => l.Id).AsEnumerable();
    }
}
