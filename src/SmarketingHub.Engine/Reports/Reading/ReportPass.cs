using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>One way from where the rows are to where the ledger was when it began: each lead on it is folded once.</summary>
/// <param name="Since">The rows have the ledger up to this line …</param>
/// <param name="Until">… and up to this one when the last batch is written.</param>
/// <param name="Batches">Leads of which something comes in between; at least one batch, and the last one may be empty.</param>
internal sealed record ReportPass(long Since, long Until, IReadOnlyList<long[]> Batches)
{
    // In a transaction that nobody waits for.
    private const int AtOnce = 50;

    /// <summary>Null: the rows are where the ledger is.</summary>
    internal static async Task<ReportPass?> Find(IDbContextFactory<HubContext> contexts, CancellationToken stop)
    {
        await using var rows = await contexts.CreateDbContextAsync(stop);
        await using var reading = rows.BeginRead();
        var (since, until) = (await SinceOf(rows, stop), await rows.Head.Select(h => h.Sequence).SingleOrDefaultAsync(stop));
        if (since == until)
            return null;
        var leads = await rows.Ledger.Where(line => line.Sequence > since && line.LeadId != null).Select(line => line.LeadId!.Value)
            .Distinct().OrderBy(id => id).ToListAsync(stop);
        return new(since, until, [.. leads.Chunk(AtOnce).DefaultIfEmpty([])]);
    }

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
