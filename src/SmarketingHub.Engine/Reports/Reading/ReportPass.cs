using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// One way from where the rows are to where the ledger was when it began: each lead on it is folded once, in the order of the leads' last
/// lines, so that what is written of it counts and a restart goes on there.
/// </summary>
/// <param name="Until">The line at which the ledger ended.</param>
/// <param name="Batches">Leads of which something comes in between; at least one batch, and the last one may be empty.</param>
internal sealed record ReportPass(long Until, IReadOnlyList<ReportBatch> Batches)
{
    /// <summary>In a transaction that nobody waits for.</summary>
    internal const int AtOnce = 50;

    /// <summary>Null: the rows are where the ledger is, or <see cref="AreNewer"/>.</summary>
    internal static async Task<ReportPass?> Find(IDbContextFactory<HubContext> contexts, CancellationToken stop)
    {
        await using var rows = await contexts.CreateDbContextAsync(stop);
        await using var reading = rows.BeginRead();
        var (since, until) = (await SinceOf(rows, stop), await rows.Head.Select(h => h.Sequence).SingleOrDefaultAsync(stop));
        if (since == until || await AreNewer(rows, stop))
            return null;
        var leads = await rows.Ledger.Where(line => line.Sequence > since && line.LeadId != null).GroupBy(line => line.LeadId!.Value)
            .Select(lines => new { Lead = lines.Key, Last = lines.Max(line => line.Sequence) }).OrderBy(lead => lead.Last)
            .ToListAsync(stop);
        var batches = new List<ReportBatch>();
        foreach (var some in leads.Chunk(AtOnce))
            batches.Add(new(batches.Count == 0 ? since : batches[^1].Until, some[^1].Last, Array.ConvertAll(some, lead => lead.Lead)));
        if (batches.Count == 0)
            batches.Add(new(since, until, []));
        batches[^1] = batches[^1] with { Until = until };
        return new(until, batches);
    }

    /// <summary>A newer program makes the rows: they are its own, and are left to it.</summary>
    internal static Task<bool> AreNewer(HubContext rows, CancellationToken stop) =>
        rows.ReportCursor.AnyAsync(c => c.Rules > LeadReport.Rules, stop);

    /// <summary>Up to where the rows have the ledger: 0 where other rules made them, or nothing has yet.</summary>
    internal static Task<long> SinceOf(HubContext rows, CancellationToken stop) =>
        rows.ReportCursor.AsNoTracking().Where(c => c.Rules == LeadReport.Rules).Select(c => c.Sequence).SingleOrDefaultAsync(stop);

    /// <summary>What the ledger up to the end of this way makes of some leads, and where the ledger is by now.</summary>
    internal async Task<(List<(long Lead, LeadReport Report)> Reports, long Head)> Fold(
        IEnumerable<long> leads, IDbContextFactory<HubContext> contexts, ILogger log, CancellationToken stop)
    {
        await using var rows = await contexts.CreateDbContextAsync(stop);
        await using var reading = rows.BeginRead();
        var reports = new List<(long, LeadReport)>();
        foreach (var (lead, lines, known) in Histories.Read(rows, leads, Until))
            reports.Add((lead, Fold(lead, lines, known, log)));
        return (reports, await rows.Head.Select(h => h.Sequence).SingleAsync(stop));
    }

    // One lead whose lines cannot be read keeps out itself alone; the verification names what is wrong with them.
    private static LeadReport Fold(long lead, List<Ledger.Line> lines, Instant knownAt, ILogger log)
    {
        try
        {
            return LeadReport.Of(lead, lines, knownAt);
        }
        catch (Exception error)
        {
            log.LogError(error, "Lead {Lead} is in no report: its lines of the ledger cannot be folded", lead);
            return LeadReport.None;
        }
    }
}

/// <summary>Some of the leads of a way.</summary>
/// <param name="Since">The rows have the ledger up to this line …</param>
/// <param name="Until">… and up to this one when it is written: what comes in between is of these leads, or of ones with more.</param>
internal sealed record ReportBatch(long Since, long Until, long[] Leads);
