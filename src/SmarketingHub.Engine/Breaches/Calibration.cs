using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Breaches;

/// <summary>A promise on which the forecast is tried: how it went after half of its time.</summary>
/// <param name="Target">Business time in seconds that was promised.</param>
/// <param name="Breached">No longer owed it was not; null: its time is not up yet, or it is held.</param>
public readonly record struct TriedPromise(PromiseClass Kind, long? Person, long Target, bool? Breached);

/// <summary>Those that were called by a chance in one range.</summary>
/// <param name="From">0 to 1; what is called exactly this is in.</param>
/// <param name="To">The last range has its end in.</param>
/// <param name="Called">The mean of what they were called by; null: none were.</param>
/// <param name="Share">How many of them breached; null: none were called so.</param>
public sealed record CalledRange(double From, double To, int Promises, int Breached, double? Called, ShareOf? Share)
{
    /// <summary>What they were called by lies within the interval of the share that breached; null: none were called so.</summary>
    public bool? Holds => Share is { } share && Called is { } called ? called >= share.Low && called <= share.High : null;
}

/// <summary>
/// Whether the forecast holds: of those that it called 60 to 80%, so many breached. Fitted on the promises of the 90 days until
/// 30 days ago, as they stood then by what is known now, and tried on those that have started since, each at half of its time.
/// </summary>
/// <param name="Undecided">Came to half of their time, and it is not up yet, or they are held.</param>
/// <param name="Unsaid">Of too few like them was known.</param>
public sealed record Calibration(IReadOnlyList<CalledRange> Ranges, int Undecided, int Unsaid)
{
    private const int Count = 5;

    public int Tried => Ranges.Sum(range => range.Promises);

    /// <param name="pace">Of the promises before.</param>
    /// <param name="tried">Undone after half of their time.</param>
    public static Calibration Of(PastPace pace, IEnumerable<TriedPromise> tried)
    {
        var (called, undecided, unsaid) = (new List<(double Chance, bool Breached)>(), 0, 0);
        foreach (var promise in tried)
            if (promise.Breached is not { } breached)
                undecided++;
            else if (pace.Chance(promise.Kind, promise.Person, promise.Target / 2, promise.Target) is { } chance)
                called.Add((chance.Value, breached));
            else
                unsaid++;
        var ranges = called.ToLookup(c => Math.Min((int)(c.Chance * Count), Count - 1));
        return new(
            [.. Enumerable.Range(0, Count).Select(i => RangeOf(i, [.. ranges[i]]))], undecided, unsaid);
    }

    private static CalledRange RangeOf(int index, List<(double Chance, bool Breached)> called)
    {
        var breached = called.Count(c => c.Breached);
        return new((double)index / Count, (index + 1.0) / Count, called.Count, breached,
            called.Count == 0 ? null : called.Average(c => c.Chance), Wilson.Of(breached, called.Count));
    }
}
