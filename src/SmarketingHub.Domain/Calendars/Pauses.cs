using NodaTime;

namespace SmarketingHub.Domain.Calendars;

internal static class Pauses
{
    /// <summary>The pauses cut to a time span, in order and apart from each other; what lies outside is dropped.</summary>
    public static List<Interval> Within(IReadOnlyList<Interval> pauses, Instant from, Instant to)
    {
        var cut = new List<Interval>(pauses.Count);
        foreach (var pause in pauses)
        {
            var start = pause.HasStart ? Instant.Max(pause.Start, from) : from;
            var end = pause.HasEnd ? Instant.Min(pause.End, to) : to;
            if (start < end)
                cut.Add(new Interval(start, end));
        }
        cut.Sort((a, b) => a.Start.CompareTo(b.Start));
        var merged = new List<Interval>(cut.Count);
        foreach (var pause in cut)
        {
            if (merged is [.., var last] && pause.Start <= last.End)
                merged[^1] = new Interval(last.Start, Instant.Max(last.End, pause.End));
            else
                merged.Add(pause);
        }
        return merged;
    }
}
