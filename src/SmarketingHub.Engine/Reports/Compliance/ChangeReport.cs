using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>Reads what of two periods' promises is to be compared.</summary>
public static class ChangeReport
{
    /// <summary>Null: in one of the two periods nothing was decided.</summary>
    public static WhyChanged? Read(ReportMoment moment, ReportRequest before, ReportRequest now)
    {
        var loads = new OpenPromises(moment, Instant.Min(before.From, now.From), Instant.Max(before.To, now.To));
        return WhyChanged.Of(Sorts(moment, before, loads), Sorts(moment, now, loads));
    }

    private static Dictionary<PromiseSort, Decided> Sorts(ReportMoment moment, ReportRequest request, OpenPromises loads)
    {
        var promises = new PromiseFilter(moment, request)
            .Ask(rows => rows.Where(p => p.State == ClockState.Met || p.State == ClockState.Breached && p.Excuse == null).Select(p => new
            {
                p.Promise,
                p.Source,
                p.Grade,
                p.Agreement,
                p.Version,
                p.Person,
                p.StartedAt,
                IsMet = p.State == ClockState.Met,
            }));
        var sorts = new Dictionary<PromiseSort, Decided>();
        foreach (var p in promises)
        {
            var sort = new PromiseSort(p.Promise, p.Source?.ToUpperInvariant(), p.Grade?.ToUpperInvariant(), p.Agreement, p.Version,
                loads.Band(p.Person, p.StartedAt));
            sorts[sort] = sorts.GetValueOrDefault(sort) + new Decided(p.IsMet ? 1 : 0, 1);
        }
        return sorts;
    }
}

/// <summary>
/// How many promises somebody had open at an instant: started, and neither done nor void yet, whatever is asked of them. Each counts for
/// whom it ended with, or is with now.
/// </summary>
internal sealed class OpenPromises
{
    private readonly Dictionary<long, (List<Instant> Started, List<Instant> Ended)> people = [];

    internal OpenPromises(ReportMoment moment, Instant from, Instant to)
    {
        var promises = moment.Promises.Ask(rows => rows
            .Where(p => p.Person != null && p.State != null && p.StartedAt < to && (p.DoneAt == null || p.DoneAt > from))
            .Select(p => new { Person = p.Person!.Value, p.StartedAt, p.DoneAt }));
        foreach (var promise in promises)
        {
            if (!people.TryGetValue(promise.Person, out var known))
                people[promise.Person] = known = ([], []);
            known.Started.Add(promise.StartedAt);
            if (promise.DoneAt is { } done)
                known.Ended.Add(done);
        }
        foreach (var (started, ended) in people.Values)
        {
            started.Sort();
            ended.Sort();
        }
    }

    /// <param name="at">When a promise of the person started: that one, and others of the same moment, are not counted.</param>
    internal LoadBand Band(long? person, Instant at) => person is not { } id ? LoadBand.Queue
        : people.TryGetValue(id, out var known) ? LoadBands.Of(Math.Max(0, Below(known.Started, at) - Below(known.Ended, at)))
        : LoadBand.None;

    // How many lie before it.
    private static int Below(List<Instant> sorted, Instant at)
    {
        var found = sorted.BinarySearch(at);
        if (found < 0)
            return ~found;
        while (found > 0 && sorted[found - 1] == at)
            found--;
        return found;
    }
}
