using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Counting;

/// <summary>What was counted.</summary>
/// <param name="At">When it was done, as a timestamp of the clock.</param>
/// <param name="Lasts">How long it is told to those who ask.</param>
/// <param name="Sequence">The ledger was counted up to here.</param>
public sealed record Counted<T>(T What, long At, TimeSpan Lasts, long Sequence);

/// <summary>
/// Figures, counted once for all who ask for the same, beside their circuits. Counting has at most a fiftieth of the time: it is done
/// less often when it takes long.
/// </summary>
public sealed class FigureCache(IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    private const int Spared = 50;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Reading> readings = [];

    private sealed record Reading(Task Counting, Func<bool> IsOver);

    /// <summary>Counted now, or a moment ago: then it is the same object.</summary>
    /// <param name="key">All that the figures depend on but what happens; one key for one type.</param>
    /// <param name="count">Of rows as of one moment, and the time it is.</param>
    public Task<Counted<T>> Once<T>(string key, Func<HubContext, Instant, Task<T>> count)
    {
        lock (gate)
        {
            if (readings.TryGetValue(key, out var reading) && !reading.IsOver())
                return (Task<Counted<T>>)reading.Counting;
            // Nobody asks again for a draft as it was before a word was changed.
            foreach (var old in readings.Where(r => r.Value.IsOver()).Select(r => r.Key).ToList())
                readings.Remove(old);
            var counting = Task.Run(() => Count(count));
            readings[key] = new(counting, () => IsOver(counting));
            return counting;
        }
    }

    /// <summary>How long it is still told to those who ask; zero or less: no longer.</summary>
    public TimeSpan Left<T>(Counted<T> counted) => counted.Lasts - time.GetElapsedTime(counted.At);

    private bool IsOver<T>(Task<Counted<T>> reading) =>
        reading.IsCompleted && (!reading.IsCompletedSuccessfully || Left(reading.Result) <= TimeSpan.Zero);

    private async Task<Counted<T>> Count<T>(Func<HubContext, Instant, Task<T>> count)
    {
        var begun = time.GetTimestamp();
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = rows.BeginRead();
        var sequence = await rows.Head.Select(head => head.Sequence).SingleAsync();
        var what = await count(rows, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var at = time.GetTimestamp();
        return new(what, at, TimeSpan.FromTicks(Math.Max(Lasts.Ticks, time.GetElapsedTime(begun, at).Ticks * Spared)), sequence);
    }
}
