using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>The rows of reports, written through the door like all others. No line of the ledger tells of it.</summary>
internal static class ReportWriting
{
    /// <summary>
    /// Writes a batch, and how far the rows are with it. What another process wrote meanwhile is no older: a lead of which something came
    /// since is left to whoever follows that.
    /// </summary>
    /// <param name="anew">Without a look at the rows that are there, which may be damaged.</param>
    /// <returns>False: this way leads nowhere, as the rows have to be made anew meanwhile, or are a newer program's.</returns>
    internal static bool Take(
        this Write write, ReportPass pass, ReportBatch batch, IReadOnlyList<(long Lead, LeadReport Report)> reports, bool anew)
    {
        var cursor = write.Changes.Reports.Cursor;
        var since = cursor?.Rules == LeadReport.Rules ? cursor.Sequence : 0;
        if (cursor?.Rules > LeadReport.Rules || since < batch.Since)
            return false;
        var current = reports.Where(r => !write.Changes.Reports.HasMore(r.Lead, pass.Until)).ToList();
        if (anew)
            write.Rows.RemoveOf(current.ConvertAll(r => r.Lead));
        foreach (var (lead, report) in current)
            write.Changes.Reports.Become(lead, report);
        if (batch.Until > since)
            write.Changes.Reports.Move(cursor, new() { Sequence = batch.Until, Rules = LeadReport.Rules });
        return true;
    }

    /// <summary>As if there were no rows: whoever is on a way to somewhere else gives it up.</summary>
    /// <returns>False: they are a newer program's.</returns>
    internal static bool BeginAnew(this Write write)
    {
        if (write.Changes.Reports.Cursor is { Rules: > LeadReport.Rules })
            return false;
        write.Changes.Reports.Move(write.Changes.Reports.Cursor, new() { Rules = LeadReport.Rules });
        return true;
    }

    /// <summary>Leads that have rows and stand in no event.</summary>
    internal static async Task<IReadOnlyCollection<long>> Orphans(HubContext rows, CancellationToken stop)
    {
        var leads = new SortedSet<long>();
        foreach (var some in ReportKinds.Each(new Orphaned(rows)))
            leads.UnionWith(await some.ToListAsync(stop));
        return leads;
    }

    /// <summary>Takes away the rows of some of them, but of one that was received meanwhile.</summary>
    internal static bool RemoveOrphans(this Write write, IReadOnlyList<long> leads)
    {
        write.Rows.RemoveOf([.. leads.Where(lead => !write.Changes.Reports.HasMore(lead, 0))]);
        return true;
    }

    private const string Lead = nameof(ReportedLead.LeadId);

    private static void RemoveOf(this HubContext rows, List<long> leads)
    {
        foreach (var some in ReportKinds.Each(new OfLeads(rows, leads)))
            some();
    }

    private sealed class Orphaned(HubContext rows) : IForEachKind<IQueryable<long>>
    {
        public IQueryable<long> Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> ofLead, Func<T, object> key) where T : class =>
            rows.Set<T>().Select(row => EF.Property<long>(row, Lead)).Distinct()
                .Where(lead => !rows.Ledger.Any(line => line.LeadId == lead));
    }

    private sealed class OfLeads(HubContext rows, List<long> leads) : IForEachKind<Action>
    {
        public Action Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> ofLead, Func<T, object> key) where T : class =>
            () => rows.Set<T>().Where(row => leads.Contains(EF.Property<long>(row, Lead))).ExecuteDelete();
    }
}
