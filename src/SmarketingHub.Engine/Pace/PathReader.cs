using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Pace;

/// <summary>Folds leads' ways from the ledger, one after another: as of a moment, whatever the rows say now.</summary>
internal static class PathReader
{
    /// <summary>The events that can change what a period counts.</summary>
    internal static readonly string[] Telling =
    [
        .. new[]
        {
            typeof(LeadCaptured), typeof(InquiryJoined), typeof(LeadEdited), typeof(LeadMerged), typeof(StageMoved), typeof(LeadPlaced),
            typeof(ImportTakenBack), typeof(HandoffOffered), typeof(HandoffAccepted), typeof(HandoffReturned), typeof(HandoffDisputed),
            typeof(TimeOutWithdrawn), typeof(HandoffClosed),
        }.Select(LedgerJson.NameOf),
    ];

    /// <param name="rows">Where the ledger is.</param>
    /// <param name="leads">Which leads; read from their rows, so rather too many than too few.</param>
    /// <param name="knownAt">What was recorded later is not known; null: all is.</param>
    /// <param name="moment">
    /// What happened later, by its own time, is left out. What an import told that was taken back, whenever, never was.
    /// </param>
    internal static async IAsyncEnumerable<LeadPath> Read(
        HubContext rows, IQueryable<long> leads, Instant moment, Instant? knownAt = null)
    {
        var known = knownAt ?? Instant.MaxValue;
        var lines = rows.Ledger.AsNoTracking()
            .Where(e => e.LeadId != null && leads.Contains(e.LeadId.Value) && Telling.Contains(e.Type)
                && (e.At <= moment || e.Type == TakenBack.Event) && (knownAt == null || e.RecordedAt <= known))
            .OrderBy(e => e.LeadId).ThenBy(e => e.Sequence).Select(e => new Line(e.LeadId!.Value, e.Sequence, e.Type, e.At, e.Body));
        var ofLead = new List<Line>();
        await foreach (var line in lines.AsAsyncEnumerable())
        {
            if (ofLead.Count > 0 && ofLead[0].Lead != line.Lead)
            {
                yield return Fold(ofLead);
                ofLead.Clear();
            }
            ofLead.Add(line);
        }
        if (ofLead.Count > 0)
            yield return Fold(ofLead);
    }

    /// <summary>Leads of which the ledger tells something that counts since then, whatever became of it.</summary>
    internal static async Task<IQueryable<long>> Touched(HubContext rows, Instant since)
    {
        // Nothing is recorded before it happened, but by a computer's clock that was set back.
        var before = await RecordedLines.LastUpTo(rows, since - Duration.FromDays(1));
        return rows.Ledger.Where(e => e.Sequence > before && e.LeadId != null && e.At >= since && Telling.Contains(e.Type))
            .Select(e => e.LeadId!.Value).Distinct();
    }

    private static LeadPath Fold(List<Line> lines)
    {
        var path = new LeadPath(lines[0].Lead);
        TakenBack.LeaveOut(lines, line => (line.Sequence, line.Type, line.Body));
        foreach (var line in lines)
            path.Apply(LedgerJson.Read(line.Type, line.Body)!, line.At);
        return path;
    }

    private sealed record Line(long Lead, long Sequence, string Type, Instant At, byte[] Body);
}
