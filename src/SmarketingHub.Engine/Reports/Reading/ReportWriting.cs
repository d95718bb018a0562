using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>The rows of reports, written through the door like all others. No line of the ledger tells of it.</summary>
internal static class ReportWriting
{
    /// <summary>
    /// Writes a batch, and with the last one how far the rows are. What another process wrote meanwhile is no older: a lead of which
    /// something came since is left to whoever follows that.
    /// </summary>
    /// <param name="anew">Without a look at the rows that are there, which may be damaged.</param>
    /// <returns>False: the rows have to be made anew meanwhile, and this way led nowhere.</returns>
    internal static bool Take(
        this Write write, ReportPass pass, IReadOnlyList<(long Lead, LeadReport Report)> reports, bool isLast, bool anew)
    {
        var cursor = write.Changes.Reports.Cursor;
        var since = cursor?.Rules == LeadReport.Rules ? cursor.Sequence : 0;
        if (since < pass.Since)
            return false;
        var current = reports.Where(r => !write.Changes.Reports.HasMore(r.Lead, pass.Until)).ToList();
        if (anew)
            write.Rows.RemoveOf(current.ConvertAll(r => r.Lead));
        foreach (var (lead, report) in current)
            write.Changes.Reports.Become(lead, report);
        if (isLast && pass.Until > since)
            write.Changes.Reports.Move(cursor, new() { Sequence = pass.Until, Rules = LeadReport.Rules });
        return true;
    }

    /// <summary>As if there were no rows: whoever is on a way to somewhere else gives it up.</summary>
    internal static bool BeginAnew(this Write write)
    {
        write.Changes.Reports.Move(write.Changes.Reports.Cursor, new() { Rules = LeadReport.Rules });
        return true;
    }

    /// <summary>Takes away rows of leads that stand in no event.</summary>
    internal static int RemoveOrphans(this Write write)
    {
        var rows = write.Rows;
        int Of<T>() where T : class =>
            rows.Set<T>().Where(row => !rows.Ledger.Any(line => line.LeadId == EF.Property<long>(row, Lead))).ExecuteDelete();
        return Of<ReportedLead>() + Of<ReportedPromise>() + Of<LeadStretch>() + Of<LeadAct>() + Of<ReportedHandoff>() + Of<LeadReturn>()
            + Of<LeadPause>();
    }

    private const string Lead = nameof(ReportedLead.LeadId);

    private static void RemoveOf(this HubContext rows, List<long> leads)
    {
        int Of<T>() where T : class => rows.Set<T>().Where(row => leads.Contains(EF.Property<long>(row, Lead))).ExecuteDelete();
        _ = Of<ReportedLead>() + Of<ReportedPromise>() + Of<LeadStretch>() + Of<LeadAct>() + Of<ReportedHandoff>() + Of<LeadReturn>()
            + Of<LeadPause>();
    }
}
