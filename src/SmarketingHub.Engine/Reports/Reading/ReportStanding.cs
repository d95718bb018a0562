using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>How far the rows of reports are.</summary>
/// <param name="Behind">Lines of the ledger that are not in them yet: a report reads those itself.</param>
/// <param name="Since">When the first of these was recorded; null: there is none.</param>
/// <param name="AreNewer">A newer program makes them: to this one all lines are behind.</param>
/// <param name="LeftOut">Leads that are in no report, as their lines of the ledger cannot be folded; the log and 'verify' say why.</param>
public sealed record ReportStanding(long Behind, Instant? Since, bool AreNewer, int LeftOut)
{
    /// <param name="rows">Read in one transaction, if others write meanwhile.</param>
    public static async Task<ReportStanding> Read(HubContext rows, CancellationToken cancellation = default)
    {
        var since = await ReportPass.SinceOf(rows, cancellation);
        var head = await rows.Head.Select(h => h.Sequence).SingleOrDefaultAsync(cancellation);
        var first = await rows.Ledger.Where(line => line.Sequence > since).OrderBy(line => line.Sequence)
            .Select(line => (Instant?)line.RecordedAt).FirstOrDefaultAsync(cancellation);
        // Whatever has come this far and is not gone has a row, if it can be read.
        var without = await rows.Leads.Where(lead => !rows.ReportedLeads.Any(row => row.LeadId == lead.Id)
                && !rows.Ledger.Any(line => line.LeadId == lead.Id && line.Sequence > since))
            .CountAsync(cancellation);
        return new(head - since, first, await ReportPass.AreNewer(rows, cancellation), without);
    }
}
