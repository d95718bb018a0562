using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Replay;

/// <summary>How many promises of one variant became what, on one thread.</summary>
internal sealed class Counts
{
    private sealed class Commitment(Promise promise, string owedBy)
    {
        internal Promise Promise { get; } = promise;
        internal string OwedBy { get; } = owedBy;
        internal int[] Verdicts { get; } = new int[Enum.GetValues<Verdict>().Length];
        internal int Excused;
        internal List<int> Seconds { get; } = [];
    }

    private const int Hours = 24;
    private readonly Dictionary<(long Agreement, string Commitment), Commitment> commitments = [];
    private readonly int[] hours = new int[7 * Hours];
    private int leads;
    private int uncovered;
    private int paused;
    private int corrected;

    internal void Lead() => leads++;

    internal void Uncovered() => uncovered++;

    /// <param name="clock">Which it was, for its commitment's words and the time it took; null: only the verdict is known.</param>
    internal void Count(Judgement judged, Promise promise, string owedBy, ReplayedClock? clock)
    {
        var key = (judged.Agreement!.Value, judged.Commitment!);
        if (!commitments.TryGetValue(key, out var commitment))
            commitments[key] = commitment = new(promise, owedBy);
        if (judged is { Verdict: Verdict.Breached, Excused: true })
            commitment.Excused++;
        else
            commitment.Verdicts[(int)judged.Verdict]++;
        paused += judged.Paused ? 1 : 0;
        corrected += judged is { Verdict: Verdict.Met, Corrected: true } ? 1 : 0;
        if (clock is null)
            return;
        if (clock.Taken is { } taken)
            commitment.Seconds.Add((int)taken.TotalSeconds);
        if (judged is { Verdict: Verdict.Breached, Excused: false, DueAt: { } due })
        {
            // A deadline at a closing instant is missed in the hour before it.
            var last = due.Minus(Duration.FromMilliseconds(1)).InZone(clock.Calendar.Zone);
            hours[((int)last.DayOfWeek - 1) * Hours + last.Hour]++;
        }
    }

    internal void Add(Counts other)
    {
        (leads, uncovered) = (leads + other.leads, uncovered + other.uncovered);
        (paused, corrected) = (paused + other.paused, corrected + other.corrected);
        for (var i = 0; i < hours.Length; i++)
            hours[i] += other.hours[i];
        foreach (var (key, theirs) in other.commitments)
        {
            if (!commitments.TryGetValue(key, out var mine))
                commitments[key] = mine = new(theirs.Promise, theirs.OwedBy);
            for (var i = 0; i < mine.Verdicts.Length; i++)
                mine.Verdicts[i] += theirs.Verdicts[i];
            mine.Excused += theirs.Excused;
            mine.Seconds.AddRange(theirs.Seconds);
        }
    }

    /// <param name="order">The commitments as the agreement lists them come first.</param>
    internal Figures ToFigures(IReadOnlyList<string> order)
    {
        int Sum(Verdict verdict) => commitments.Values.Sum(c => c.Verdicts[(int)verdict]);
        return new(
            leads, Sum(Verdict.Met), Sum(Verdict.Breached), Sum(Verdict.Open), Sum(Verdict.Void), uncovered, paused,
            commitments.Values.Sum(c => c.Excused), corrected,
            [.. commitments.Values.GroupBy(c => c.Promise).OrderBy(g => g.Key).Select(ToFigures)],
            [
                .. commitments.OrderBy(c => order.TakeWhile(id => id != c.Key.Commitment).Count()).ThenBy(c => c.Key)
                    .Select(c => ToFigures(c.Key.Agreement, c.Key.Commitment, c.Value)),
            ],
            [
                .. hours.Select((breaches, hour) => new WorstHour((IsoDayOfWeek)(hour / Hours + 1), hour % Hours, breaches))
                    .Where(h => h.Breaches > 0).OrderByDescending(h => h.Breaches).Take(3),
            ]);
    }

    private static CommitmentFigures ToFigures(long agreement, string id, Commitment c) => new(
        agreement, id, c.Promise, c.OwedBy, c.Verdicts[(int)Verdict.Met], c.Verdicts[(int)Verdict.Breached], c.Verdicts[(int)Verdict.Open],
        c.Verdicts[(int)Verdict.Void], c.Excused, Median(c.Seconds));

    private static PromiseFigures ToFigures(IGrouping<Promise, Commitment> all)
    {
        int Sum(Verdict verdict) => all.Sum(c => c.Verdicts[(int)verdict]);
        return new(
            all.Key, Sum(Verdict.Met), Sum(Verdict.Breached), Sum(Verdict.Open), Sum(Verdict.Void), all.Sum(c => c.Excused),
            Median([.. all.SelectMany(c => c.Seconds)]));
    }

    private static Duration? Median(List<int> seconds)
    {
        if (seconds.Count == 0)
            return null;
        seconds.Sort();
        return Duration.FromSeconds((seconds[(seconds.Count - 1) / 2] + (long)seconds[seconds.Count / 2]) / 2);
    }
}
