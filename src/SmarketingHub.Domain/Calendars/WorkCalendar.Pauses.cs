using NodaTime;

namespace SmarketingHub.Domain.Calendars;

public sealed partial class WorkCalendar
{
    // Some decades of ordinary hours; more explains nothing to anyone.
    private const int MostSegments = 100_000;

    /// <summary>Like <see cref="Due(Instant, Duration)"/>, with pauses during which nothing counts.</summary>
    /// <param name="pauses">In any order, overlapping or not, on any side of the start; one without an end holds forever.</param>
    /// <exception cref="CalendarException">The target is negative, is not reached before 2200, or the start is out of reach.</exception>
    public Instant Due(Instant start, Duration target, IReadOnlyList<Interval> pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        if (pauses.Count == 0 || target <= Duration.Zero)
            return Due(start, target);
        Reach.Check(start, nameof(start));
        var (from, remaining) = (start, target);
        foreach (var pause in Pauses.Within(pauses, start, Reach.Latest))
        {
            var open = _open.Between(from, pause.Start);
            if (open >= remaining)
                break;
            (from, remaining) = (pause.End, remaining - open);
        }
        return Due(from, remaining);
    }

    /// <summary>Like <see cref="Elapsed(Instant, Instant)"/>, less the business time inside the pauses.</summary>
    /// <param name="pauses">In any order, overlapping or not; one without an end holds until <paramref name="end"/>.</param>
    /// <exception cref="CalendarException">The end is before the start, or one of them out of reach.</exception>
    public Duration Elapsed(Instant start, Instant end, IReadOnlyList<Interval> pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        var open = Elapsed(start, end);
        if (pauses.Count > 0)
        {
            foreach (var pause in Pauses.Within(pauses, start, end))
                open -= _open.Between(pause.Start, pause.End);
        }
        return open;
    }

    /// <summary>
    /// What the time between two instants was: neighbours of different kinds that cover it without a gap. What is
    /// counted adds up to the elapsed business time. A pause outranks everything inside it.
    /// </summary>
    /// <returns>Empty when the two instants are the same.</returns>
    /// <exception cref="CalendarException">The end is before the start, one of them is out of reach, or there would be more than 100,000
    /// segments.</exception>
    public IReadOnlyList<Segment> Segments(Instant start, Instant end, IReadOnlyList<Interval>? pauses = null)
    {
        Reach.Check(start, end);
        using var paused = new Layer(Pauses.Within(pauses ?? [], start, end));
        using var open = new Layer(_open.Runs(start, end));
        using var holiday = new Layer(RemovedByHolidays(start, end));
        var segments = new List<Segment>();
        for (var at = start; at < end;)
        {
            var kind = paused.Covers(at) ? SegmentKind.Paused
                : open.Covers(at) ? SegmentKind.Counted
                : holiday.Covers(at) ? SegmentKind.Holiday
                : SegmentKind.Closed;
            var next = Instant.Min(Instant.Min(paused.NextChange(at), open.NextChange(at)), Instant.Min(holiday.NextChange(at), end));
            if (segments is [.., var last] && last.Kind == kind)
                segments[^1] = last with { End = next };
            else if (segments.Count < MostSegments)
                segments.Add(new Segment(kind, at, next));
            else
                throw new CalendarException(nameof(end), $"{end} is more than {MostSegments} segments after {start}; give a shorter time.");
            at = next;
        }
        return segments;
    }

    private List<Interval> RemovedByHolidays(Instant start, Instant end)
    {
        var removed = new List<Stretch>();
        var (first, last) = (start.InZone(Zone).Date.PlusDays(-2), end.InZone(Zone).Date.PlusDays(1));
        foreach (var date in Holidays)
        {
            if (first <= date && date <= last)
                _windows.AddTo(removed, date);
        }
        Stretch.Merge(removed, new Stretch(Reach.Earliest.ToUnixTimeSeconds(), Reach.Latest.ToUnixTimeSeconds()));
        return removed.ConvertAll(stretch => new Interval(Instant.FromUnixTimeSeconds(stretch.From),
            Instant.FromUnixTimeSeconds(stretch.To)));
    }
}
