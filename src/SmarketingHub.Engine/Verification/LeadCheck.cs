using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>Folds the events of some leads after the others, in the order of their ids, and compares these leads' rows, those of
/// reports among them, and texts.</summary>
internal sealed class LeadCheck(HubContext rows, TextCheck texts, Problems problems)
{
    private const int AtOnce = 500;

    private readonly Dictionary<long, Lead> folded = new(AtOnce);
    private readonly ReportCheck reports = new(rows, problems);
    private long comparedTo = long.MinValue;
    private long events;

    internal int Leads { get; private set; }
    internal int Clocks { get; private set; }

    /// <param name="expected">So many events are about leads.</param>
    internal void Run(long expected)
    {
        reports.Begin();
        var isRead = problems.Read("The ledger", () => $"by its leads, after {comparedTo}", () =>
        {
            // By the index of leads, which has each lead's events in their order.
            foreach (var line in rows.Ledger.AsNoTracking().Where(e => e.LeadId != null).OrderBy(e => e.LeadId).ThenBy(e => e.Sequence)
                .AsEnumerable())
            {
                if (folded.Count == AtOnce && !folded.ContainsKey(line.LeadId!.Value))
                    Compare(line.LeadId.Value - 1);
                Apply(line.LeadId!.Value, line);
                reports.Note(line);
                events++;
            }
        });
        if (!isRead)
            return;
        if (events != expected)
            problems.Add($"{expected} events are about leads; by their leads there are {events}.");
        Compare(long.MaxValue);
    }

    private void Apply(long id, LedgerEvent line)
    {
        if (!folded.TryGetValue(id, out var lead))
            folded.Add(id, lead = new() { Id = id });
        try
        {
            if (LedgerJson.Read(line.Type, line.Body) is not { } happened)
            {
                problems.Add($"Event {line.Sequence} has an unknown type '{line.Type}'.");
                return;
            }
            lead.Apply(happened, line.At);
            texts.Note(id, happened);
        }
        catch (Exception error)
        {
            problems.Add($"Event {line.Sequence} ({line.Type}) cannot be read: {error.Message}");
        }
    }

    /// <summary>What was folded with the rows up to an id, those among them that stand in no event.</summary>
    private void Compare(long to)
    {
        if (!problems.Read("The leads", () => "as a whole", () => CompareRows(to)))
            foreach (var id in folded.Keys)
                Find(id);
        problems.Read("The texts", () => "as a whole", () => problems.AddRange(texts.ProblemsOfNoted(rows)));
        reports.Compare(comparedTo, to);
        (Leads, Clocks, comparedTo) = (Leads + folded.Count, Clocks + folded.Values.Sum(lead => lead.Clocks.Count), to);
        folded.Clear();
    }

    private void CompareRows(long to)
    {
        var missing = folded.Keys.ToHashSet();
        var from = comparedTo;
        // More rows than leads were folded are rows that stand in no event: those come by and by, too.
        for (var (more, after) = (true, from); more;)
        {
            var stored = rows.Leads.IgnoreQueryFilters().AsNoTracking().Where(l => l.Id > after && l.Id <= to)
                .Include(l => l.Handoffs).Include(l => l.Clocks)
                .Include(l => l.Attempts)
                .AsSplitQuery().OrderBy(l => l.Id).Take(AtOnce).ToList();
            foreach (var lead in stored)
            {
                missing.Remove(lead.Id);
                if (folded.TryGetValue(lead.Id, out var expected))
                    problems.AddRange(Differences.Of(expected, lead).Select(difference => $"Lead {lead.Id}: {difference}"));
                else
                    problems.Add($"Lead {lead.Id} stands in no event.");
            }
            (more, after) = (stored.Count == AtOnce, stored.Count == 0 ? after : stored[^1].Id);
        }
        problems.AddRange(missing.Order().Select(id => $"Lead {id} has no row."));
    }

    // A damaged row among many: which one?
    private void Find(long id)
    {
        problems.Read($"Lead {id}", () => "itself", () => rows.Leads.IgnoreQueryFilters().AsNoTracking().SingleOrDefault(l => l.Id == id));
        problems.Read($"Lead {id}", () => "in its hand-offs", () => rows.Handoffs.AsNoTracking().Where(h => h.LeadId == id).ToList());
        problems.Read($"Lead {id}", () => "in its clocks", () => rows.Clocks.AsNoTracking().Where(c => c.LeadId == id).ToList());
        problems.Read($"Lead {id}", () => "in its attempts", () => rows.Attempts.AsNoTracking().Where(a => a.LeadId == id).ToList());
    }
}
