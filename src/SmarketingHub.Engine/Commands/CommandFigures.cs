using System.Collections.Concurrent;

namespace SmarketingHub.Engine.Commands;

/// <summary>How commands of one kind fared since the start. The times are right to an eighth.</summary>
/// <param name="Answered">From the door to the answer: of half of them none took longer.</param>
/// <param name="AnsweredLongest">Of 99 in a hundred.</param>
/// <param name="Own">What it took itself, without waiting and without the commit that it shared: of half of them.</param>
/// <param name="OwnLongest">Of 99 in a hundred.</param>
public sealed record CommandFigure(
    string Kind, long Count, long Refused, long Failed, TimeSpan Answered, TimeSpan AnsweredLongest, TimeSpan Own, TimeSpan OwnLongest);

/// <summary>Counts commands by kind, on the thread that writes; whoever looks disturbs it not.</summary>
public sealed class CommandFigures
{
    private readonly ConcurrentDictionary<string, Counted> kinds = new(StringComparer.Ordinal);
    private long turnedAway;

    /// <summary>How many were refused because too much waited.</summary>
    public long TurnedAway => Interlocked.Read(ref turnedAway);

    /// <summary>The slowest first, by what 99 in a hundred were answered in.</summary>
    public IReadOnlyList<CommandFigure> All => [.. kinds.Select(kind => kind.Value.Read(kind.Key))
        .OrderByDescending(figure => figure.AnsweredLongest).ThenBy(figure => figure.Kind, StringComparer.Ordinal)];

    internal void Add(string kind, Outcome outcome, TimeSpan answered, TimeSpan own)
    {
        if (!kinds.TryGetValue(kind, out var counted))
            kinds[kind] = counted = new();
        counted.Add(outcome, answered, own);
    }

    internal void TurnAway() => Interlocked.Increment(ref turnedAway);

    private sealed class Counted
    {
        private readonly Durations answered = new();
        private readonly Durations own = new();
        private long count;
        private long refused;
        private long failed;

        internal void Add(Outcome outcome, TimeSpan answeredIn, TimeSpan took)
        {
            count++;
            if (outcome == Outcome.Refused)
                refused++;
            else if (outcome != Outcome.Done)
                failed++;
            answered.Add(answeredIn);
            own.Add(took);
        }

        internal CommandFigure Read(string kind) => new(
            kind, count, refused, failed, answered.Quantile(0.5), answered.Quantile(0.99), own.Quantile(0.5), own.Quantile(0.99));
    }
}
