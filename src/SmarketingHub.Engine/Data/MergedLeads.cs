using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

/// <summary>What a lead took over from its duplicates, and what may be one more.</summary>
public static class MergedLeads
{
    // A duplicate's clocks ended with it; what was said and done goes on. Where its person went is told by the merge itself.
    private static readonly string[] Left =
        [.. typeof(LeadEvent).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(ClockEvent)) || t == typeof(Uncovered) || t == typeof(ContactMerged))
            .Select(LedgerJson.NameOf)];

    /// <summary>The leads that were merged into this one, also by way of another, as far as the actor may see them.</summary>
    public static async Task<long[]> DuplicatesOf(this HubContext rows, Actor actor, long lead)
    {
        var all = new List<long>();
        for (long[] next = [lead]; next.Length > 0; all.AddRange(next))
        {
            var into = next;
            next = await rows.Leads.Where(l => l.MergedInto != null && into.Contains(l.MergedInto.Value)).Select(l => l.Id).ToArrayAsync();
        }
        return all.Count == 0 ? [] : await rows.Leads.SeenBy(actor).Where(l => all.Contains(l.Id)).Select(l => l.Id).ToArrayAsync();
    }

    /// <summary>A lead's own events, and those of its duplicates that tell of no clock.</summary>
    public static IQueryable<LedgerEvent> TimelineOf(this HubContext rows, long lead, long[] duplicates) => duplicates.Length == 0
        ? rows.Ledger.AsNoTracking().Where(e => e.LeadId == lead)
        : rows.Ledger.AsNoTracking().Where(e => e.LeadId == lead || duplicates.Contains(e.LeadId!.Value) && !Left.Contains(e.Type));

    /// <summary>Open leads of other persons with the same phone number, the newest first: they may be one.</summary>
    public static IQueryable<Lead> SamePhone(this HubContext rows, Actor actor, long contact) =>
        from mine in rows.Contacts
        where mine.Id == contact && mine.PhoneKey != null
        from other in rows.Contacts
        where other.PhoneKey != null && (other.PhoneKey == mine.PhoneKey || mine.PhoneTyped != null && other.PhoneKey == mine.PhoneTyped
            || other.PhoneTyped != null && other.PhoneTyped == mine.PhoneKey)
        where other.Id != contact && other.MergedInto == null
        join lead in rows.Leads.AsNoTracking().SeenBy(actor) on other.Id equals lead.ContactId
        where lead.ClosedAt == null
        orderby lead.ReceivedAt descending
        select lead;
}
