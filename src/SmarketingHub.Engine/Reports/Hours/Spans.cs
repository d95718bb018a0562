using NodaTime;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>Seconds since 1970, in order and apart from each other, ready to be cut by.</summary>
internal sealed class Spans
{
    private readonly long[] starts;
    private readonly long[] ends;

    /// <param name="spans">In order, apart from each other; the empty ones are left out.</param>
    internal Spans(IEnumerable<(long From, long To)> spans)
    {
        List<(long From, long To)> full = [.. spans.Where(span => span.From < span.To)];
        starts = [.. full.Select(span => span.From)];
        ends = [.. full.Select(span => span.To)];
    }

    internal static Spans None { get; } = new([]);

    internal static Spans Of(IEnumerable<Interval> intervals) => new(intervals.Select(i => (Second(i.Start), Second(i.End))));

    /// <summary>Rounded down, once: whatever is cut there adds up.</summary>
    internal static long Second(Instant at) => at.ToUnixTimeSeconds();

    /// <summary>Hands on what of [from, to) lies in a span, with the span's number, and what lies in none.</summary>
    internal void Cut(long from, long to, Action<int, long, long> inside, Action<long, long> outside)
    {
        for (var i = FirstEndingAfter(from); from < to; i++)
        {
            var (start, end) = i < starts.Length ? (Math.Clamp(starts[i], from, to), Math.Min(ends[i], to)) : (to, to);
            if (from < start)
                outside(from, start);
            if (start < end)
                inside(i, start, end);
            from = Math.Max(start, end);
        }
    }

    private int FirstEndingAfter(long at)
    {
        var found = Array.BinarySearch(ends, at);
        return found < 0 ? ~found : found + 1;
    }
}
