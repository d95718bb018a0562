using System.Runtime.InteropServices;
using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// The open time of one fixed stretch of some months, ready to be searched: when each run of it opens, and how much
/// there was before. Immutable. Seconds count from the page's start; instants keep their nanoseconds.
/// </summary>
internal sealed class OpenPage
{
    private const long Nano = NodaConstants.NanosecondsPerSecond;

    private readonly Instant _start;
    private readonly int[] _opens;
    private readonly int[] _before; // one more than _opens: the last is the total

    /// <param name="runs">Sorted, apart from each other, within the page.</param>
    public OpenPage(long startSecond, List<Stretch> runs)
    {
        _start = Instant.FromUnixTimeSeconds(startSecond);
        _opens = new int[runs.Count];
        _before = new int[runs.Count + 1];
        var index = 0;
        foreach (var (from, to) in CollectionsMarshal.AsSpan(runs))
        {
            _opens[index] = (int)(from - startSecond);
            _before[index + 1] = _before[index] + (int)(to - from);
            index++;
        }
        Total = Duration.FromSeconds(_before[^1]);
    }

    /// <summary>All open time of the page.</summary>
    public Duration Total { get; }

    public int Count => _opens.Length;

    public Instant Open(int run) => _start.Plus(Duration.FromSeconds(_opens[run]));

    public Instant Close(int run) => _start.Plus(Duration.FromSeconds(_opens[run] + Length(run)));

    /// <summary>The last run that opens at or before an instant of the page, -1 when there is none.</summary>
    public int LastOpening(Instant at) => LastOpening((int)(SinceStart(at) / Nano));

    /// <summary>Open time from the page's start to an instant of the page.</summary>
    public Duration OpenBefore(Instant at)
    {
        var since = SinceStart(at);
        var run = LastOpening((int)(since / Nano));
        if (run < 0)
            return Duration.Zero;
        var inRun = Math.Min(since - _opens[run] * Nano, Length(run) * Nano);
        return Duration.FromNanoseconds(_before[run] * Nano + inRun);
    }

    /// <summary>The first instant that has this much open time of the page behind it: more than zero, at most the total.</summary>
    public Instant After(Duration open)
    {
        var wanted = open.ToInt64Nanoseconds();
        // Rounding up finds, for an exact fit, the run that ends with it and not the one that starts after it.
        var found = Array.BinarySearch(_before, (int)((wanted + Nano - 1) / Nano));
        var run = (found < 0 ? ~found : found) - 1;
        return _start.Plus(Duration.FromNanoseconds((_opens[run] - (long)_before[run]) * Nano + wanted));
    }

    private int Length(int run) => _before[run + 1] - _before[run];

    private int LastOpening(int second)
    {
        var found = Array.BinarySearch(_opens, second);
        return found < 0 ? ~found - 1 : found;
    }

    private long SinceStart(Instant at) => (at - _start).ToInt64Nanoseconds();
}
