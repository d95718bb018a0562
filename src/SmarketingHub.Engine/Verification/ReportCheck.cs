using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Verification;

/// <summary>
/// Folds what reports read of some leads after the others and compares it with the rows, as far as these have followed the ledger: to be
/// behind is no fault.
/// </summary>
internal sealed class ReportCheck(HubContext rows, Problems problems)
{
    private readonly Dictionary<long, List<Line>> lines = [];
    private long since;

    internal void Begin() => problems.Read("The rows of reports", () => "up to their cursor", () =>
    {
        since = rows.ReportCursor.AsNoTracking().Where(c => c.Rules == LeadReport.Rules).Select(c => c.Sequence).SingleOrDefault();
        if (rows.Head.Select(h => h.Sequence).Single() is var head && since > head)
            problems.Add($"The rows of reports say that they have event {since}; the ledger ends at {head}.");
    });

    internal void Note(LedgerEvent line)
    {
        if (since == 0)
            return;
        if (!lines.TryGetValue(line.LeadId!.Value, out var ofLead))
            lines.Add(line.LeadId.Value, ofLead = []);
        ofLead.Add(new(line.Sequence, line.Type, line.Actor, line.At, line.RecordedAt, line.Body));
    }

    /// <summary>What was noted with the rows of leads above an id, up to another.</summary>
    internal void Compare(long from, long to)
    {
        if (since == 0)
            return;
        problems.Read("The rows of reports", () => $"of leads after {from}", () =>
        {
            var reports = lines.Where(l => l.Value[^1].Sequence <= since).ToDictionary(l => l.Key, l => Report(l.Key, l.Value));
            foreach (var compare in ReportKinds.Each(new Comparing(this, reports, from, to)))
                compare();
        });
        lines.Clear();
    }

    private LeadReport Report(long lead, List<Line> ofLead)
    {
        var knownAt = Line.LastRecorded(ofLead);
        TakenBack.LeaveOut(ofLead, line => (line.Sequence, line.Type, line.Body));
        var report = LeadReport.None;
        // Lines that cannot be read are told of by the check of the leads.
        problems.Read($"Lead {lead}", () => "for reports", () => report = LeadReport.Of(lead, ofLead, knownAt));
        return report;
    }

    private void Compare<T>(
        Dictionary<long, LeadReport> reports, long from, long to, string what, Func<LeadReport, IReadOnlyList<T>> of, Func<T, object> key)
        where T : class
    {
        var stored = rows.Set<T>().AsNoTracking()
            .Where(row => EF.Property<long>(row, nameof(ReportedLead.LeadId)) > from
                && EF.Property<long>(row, nameof(ReportedLead.LeadId)) <= to)
            .Select(row => new { Lead = EF.Property<long>(row, nameof(ReportedLead.LeadId)), Row = row })
            .AsEnumerable().GroupBy(one => one.Lead).ToDictionary(g => g.Key, g => g.ToDictionary(one => key(one.Row), one => one.Row));
        foreach (var (id, report) in reports)
        {
            var ofLead = stored.GetValueOrDefault(id) ?? [];
            stored.Remove(id);
            foreach (var shall in of(report))
                if (!ofLead.Remove(key(shall), out var row))
                    problems.Add($"Lead {id}: in reports {what} {key(shall)} has no row.");
                else
                    problems.AddRange(Differences.OfRow(shall, row).Select(d => $"Lead {id}: in reports {what} {key(shall)} {d}"));
            foreach (var left in ofLead.Keys)
                problems.Add($"Lead {id}: in reports {what} {left} stands in no event.");
        }
        foreach (var id in stored.Keys.Where(id => !lines.ContainsKey(id)).Order())
            problems.Add($"Lead {id}: reports have rows of it, and it stands in no event.");
    }

    private sealed class Comparing(ReportCheck check, Dictionary<long, LeadReport> reports, long from, long to) : IForEachKind<Action>
    {
        public Action Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> ofLead, Func<T, object> key) where T : class =>
            () => check.Compare(reports, from, to, name, ofLead, key);
    }
}
