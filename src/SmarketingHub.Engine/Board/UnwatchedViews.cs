namespace SmarketingHub.Engine.Board;

/// <summary>
/// Which views stay for a while when nobody watches them any more. Filters are what callers make up: their views must neither fill the
/// memory nor grow old in it, where to collect them holds up all, and each takes in each change.
/// </summary>
internal static class UnwatchedViews
{
    private const int Most = 64;

    // Together they hold as many cards as two boards at most; fewer than these do not matter.
    private const int Boards = 2;
    private const int FewCards = 100_000;

    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(1);

    /// <summary>Those that do not stay. Those used last do, and those whom somebody is about to enter.</summary>
    /// <param name="cards">How many the whole board has.</param>
    internal static List<LiveView> ToLetGo(IEnumerable<LiveView> views, int cards, TimeProvider time)
    {
        var (places, room, go) = (Most, Math.Max(FewCards, Boards * cards), new List<LiveView>());
        foreach (var view in views.Where(view => view is { Watching: 0, Awaited: 0 }).OrderByDescending(view => view.UsedAt))
            // None takes more than half of what is left: searches for half of the board leave room for the small views of partners.
            if (places > 0 && view.Held is var held && held <= room / 2 && time.GetElapsedTime(view.UsedAt) <= Stay)
                (places, room) = (places - 1, room - held);
            else
                go.Add(view);
        return go;
    }
}
