using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

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
            typeof(HandoffOffered),
            typeof(HandoffAccepted), typeof(HandoffReturned), typeof(HandoffDisputed), typeof(TimeOutWithdrawn), typeof(HandoffClosed),
        }.Select(LedgerJson.NameOf),
    ];

    /// <param name="rows">Where the ledger is.</param>
    /// <param name="leads">Which leads; read from their rows, so rather too many than too few.</param>
    /// <param name="moment">What happened later, by its own time, is left out.</param>
    internal static async IAsyncEnumerable<LeadPath> Read(HubContext rows, IQueryable<long> leads, Instant moment)
    {
        var lines = rows.Ledger.AsNoTracking()
            .Where(e => e.LeadId != null && leads.Contains(e.LeadId.Value) && Telling.Contains(e.Type) && e.At <= moment)
            .OrderBy(e => e.LeadId).ThenBy(e => e.Sequence).Select(e => new { LeadId = e.LeadId!.Value, e.Type, e.At, e.Body });
        LeadPath? path = null;
        await foreach (var line in lines.AsAsyncEnumerable())
        {
            if (path is not null && path.Id != line.LeadId)
                yield return path;
            path = path?.Id == line.LeadId ? path : new(line.LeadId);
            path.Apply(LedgerJson.Read(line.Type, line.Body)!, line.At);
        }
        if (path is not null)
            yield return path;
    }
}
