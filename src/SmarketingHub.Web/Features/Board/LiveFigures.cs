using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Board;

/// <summary>What the board shows beside its cards, counted over all that a viewer may see.</summary>
public sealed record BoardFigures(OnTime? OnTime, OpenTimes OpenTimes, FilterChoices Choices)
{
    public static readonly BoardFigures None = new(null, new(new Dictionary<string, long[][]>()), FilterChoices.None);
}

/// <summary>
/// Counts the board's figures once for all who look at the same, beside their circuits: none waits for it with its cards.
/// </summary>
public sealed class LiveFigures(LiveBoard live, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(15);

    // Counting has at most a fiftieth of the time: it is done less often when it takes long.
    private const int Spared = 50;

    private sealed record Counted(BoardFigures Figures, long At, TimeSpan Lasts);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Counted>> readings = [];
    private readonly Dictionary<string, BoardFigures> known = [];
    private OpenTimes openTimes = BoardFigures.None.OpenTimes;

    /// <summary>What was counted last.</summary>
    public BoardFigures Known(Actor viewer)
    {
        lock (gate)
            return known.GetValueOrDefault(KeyOf(viewer), BoardFigures.None);
    }

    /// <summary>Counted now, or a while ago: then it is the same object as <see cref="Known"/>.</summary>
    public async Task<BoardFigures> Newest(Actor viewer)
    {
        Task<Counted> reading;
        lock (gate)
            if (!readings.TryGetValue(KeyOf(viewer), out reading!) || IsOver(reading))
                readings[KeyOf(viewer)] = reading = Task.Run(() => Count(viewer));
        return (await reading).Figures;
    }

    private static string KeyOf(Actor viewer) => viewer.SeesOnly() ?? "*";

    private bool IsOver(Task<Counted> reading) =>
        reading.IsCompleted && (!reading.IsCompletedSuccessfully || time.GetElapsedTime(reading.Result.At) >= reading.Result.Lasts);

    private async Task<Counted> Count(Actor viewer)
    {
        var begun = time.GetTimestamp();
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await using var rows = await contexts.CreateDbContextAsync();
        var figures = new BoardFigures(
            await OnTime.Read(rows, now, viewer.SeesOnly()),
            openTimes = OpenTimesNow.Of(live, now, openTimes),
            FilterChoices.Of((await live.Where(BoardFilter.Everything.For(viewer), CancellationToken.None)).Cards.Values)
                .Or(Known(viewer).Choices));
        lock (gate)
            known[KeyOf(viewer)] = figures;
        var at = time.GetTimestamp();
        return new(figures, at, TimeSpan.FromTicks(Math.Max(Lasts.Ticks, time.GetElapsedTime(begun, at).Ticks * Spared)));
    }
}
