using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The leads whose rows are not what was known at a moment: something of them is not in the rows yet, or was recorded later.
/// </summary>
/// <param name="Ids">Their ids, in their order; those of leads that are gone since among them.</param>
/// <param name="Since">The rows have the ledger up to this line.</param>
/// <param name="Behind">Lines of so many of them come after it.</param>
/// <param name="IsPast">Some were recorded after the moment.</param>
internal sealed record UnreadLeads(IReadOnlySet<long> Ids, long Since, int Behind, bool IsPast, Instant KnownAt)
{
    /// <param name="rows">In a transaction that sees one moment.</param>
    internal static async Task<UnreadLeads> Find(HubContext rows, Instant knownAt, CancellationToken cancellation)
    {
        var since = await ReportPass.SinceOf(rows, cancellation);
        var behind = await LinesSince(rows, since).Distinct().ToListAsync(cancellation);
        // Of what was received later nothing was known.
        var later = await rows.ReportedLeads.Where(lead => lead.KnownAt > knownAt)
            .Select(lead => new { lead.LeadId, WasKnown = lead.ReceivedAt <= knownAt }).ToListAsync(cancellation);
        // One that is gone has no row that could tell when it was so; nothing happens to it any more.
        var gone = await rows.Leads.IgnoreQueryFilters().Where(l => l.LastAt > knownAt && l.TakenBack != null).Select(l => l.Id)
            .ToListAsync(cancellation);
        var ids = new SortedSet<long>([.. behind, .. later.Where(lead => lead.WasKnown).Select(lead => lead.LeadId), .. gone]);
        return new(ids, since, behind.Count, later.Count > 0, knownAt);
    }

    /// <summary>The rows of all other leads.</summary>
    internal IQueryable<T> Without<T>(HubContext rows) where T : class
    {
        var all = rows.Set<T>().AsNoTracking();
        if (Behind > 0)
            all = all.Where(row => !LinesSince(rows, Since).Contains(EF.Property<long>(row, nameof(ReportedLead.LeadId))));
        if (IsPast)
            all = all.Where(row => !Later(rows, KnownAt).Contains(EF.Property<long>(row, nameof(ReportedLead.LeadId))));
        return all;
    }

    private static IQueryable<long> LinesSince(HubContext rows, long since) =>
        rows.Ledger.Where(line => line.Sequence > since && line.LeadId != null).Select(line => line.LeadId!.Value);

    private static IQueryable<long> Later(HubContext rows, Instant knownAt) =>
        rows.ReportedLeads.Where(lead => lead.KnownAt > knownAt).Select(lead => lead.LeadId);
}
