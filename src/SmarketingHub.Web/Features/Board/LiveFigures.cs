using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Features.Board;

/// <summary>What the board shows beside its cards, counted over all that a viewer may see.</summary>
public sealed record BoardFigures(OnTime? OnTime, OpenTimes OpenTimes, FilterChoices Choices)
{
    public static readonly BoardFigures None = new(null, new(new Dictionary<string, long[][]>()), FilterChoices.None);
}

/// <summary>The board's figures, the last ones kept: no picture of it waits for new ones.</summary>
public sealed class LiveFigures(LiveBoard live, FigureCache figures)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, BoardFigures> known = [];
    private OpenTimes openTimes = BoardFigures.None.OpenTimes;

    /// <summary>What was counted last.</summary>
    public BoardFigures Known(Actor viewer)
    {
        lock (gate)
            return known.GetValueOrDefault(KeyOf(viewer), BoardFigures.None);
    }

    /// <summary>Counted now, or a while ago: then it is the same object as <see cref="Known"/>.</summary>
    public async Task<BoardFigures> Newest(Actor viewer) =>
        (await figures.Once($"board {KeyOf(viewer)}", (rows, now) => Count(rows, now, viewer))).What;

    private static string KeyOf(Actor viewer) => viewer.SeesOnly() ?? "*";

    private async Task<BoardFigures> Count(HubContext rows, Instant now, Actor viewer)
    {
        var counted = new BoardFigures(
            await OnTime.Read(rows, now, viewer.SeesOnly()),
            openTimes = OpenTimesNow.Of(live, now, openTimes),
            FilterChoices.Of((await live.Where(BoardFilter.Everything.For(viewer), CancellationToken.None)).Cards)
                .Or(Known(viewer).Choices));
        lock (gate)
            known[KeyOf(viewer)] = counted;
        return counted;
    }
}
