using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Where in the ledger an instant is: its lines follow each other without a gap, in the order in which they were recorded.
/// </summary>
internal static class RecordedLines
{
    /// <summary>The last line recorded up to an instant; 0: none. Asked by halves: no index is needed.</summary>
    /// <param name="rows">In a transaction that sees one moment, if others write meanwhile.</param>
    internal static async Task<long> LastUpTo(HubContext rows, Instant at, CancellationToken cancellation = default)
    {
        var (known, after) = (0L, await rows.Head.Select(h => h.Sequence).SingleOrDefaultAsync(cancellation) + 1);
        while (after - known > 1)
        {
            var middle = known + (after - known) / 2;
            if (await rows.Ledger.Where(line => line.Sequence == middle).Select(line => line.RecordedAt).SingleAsync(cancellation) <= at)
                known = middle;
            else
                after = middle;
        }
        return known;
    }
}
