namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>What happened at one time.</summary>
/// <param name="AtRisk">Watched right before it, those among them whose watch ends at it.</param>
internal readonly record struct RiskRow(long Time, int AtRisk, int Events, int Competing);

/// <summary>
/// Subjects by their times. Whoever is censored at a time at which something happens was still there when it happened: events come first.
/// </summary>
internal sealed class RiskTable
{
    private RiskTable(int n, int events, int competing, long longest, List<RiskRow> rows) =>
        (N, Events, Competing, Longest, Rows) = (n, events, competing, longest, rows);

    internal int N { get; }
    internal int Events { get; }
    internal int Competing { get; }
    internal int Censored => N - Events - Competing;
    internal long Longest { get; }

    /// <summary>In the order of time; those with an event of either kind.</summary>
    internal List<RiskRow> Rows { get; }

    internal static RiskTable Of(IEnumerable<Subject> subjects)
    {
        var sorted = subjects.ToArray();
        Array.Sort(sorted, (one, other) => one.Time.CompareTo(other.Time));
        if (sorted.Length > 0)
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0].Time, nameof(subjects));
        var (rows, events, competing) = (new List<RiskRow>(), 0, 0);
        for (var first = 0; first < sorted.Length;)
        {
            var (time, happened, others, next) = (sorted[first].Time, 0, 0, first);
            for (; next < sorted.Length && sorted[next].Time == time; next++)
            {
                happened += sorted[next].Ending == Ending.Event ? 1 : 0;
                others += sorted[next].Ending == Ending.Competing ? 1 : 0;
            }
            if (happened + others > 0)
                rows.Add(new(time, sorted.Length - first, happened, others));
            (events, competing, first) = (events + happened, competing + others, next);
        }
        return new(sorted.Length, events, competing, sorted.Length == 0 ? 0 : sorted[^1].Time, rows);
    }
}
