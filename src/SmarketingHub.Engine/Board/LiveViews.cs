namespace SmarketingHub.Engine.Board;

/// <summary>
/// The live views there are, one a filter. One that nobody watches any more stays for a minute:
/// a crowd that comes back, or a program that asks again, finds it ready. The feed calls from within its gate.
/// </summary>
internal sealed class LiveViews(TimeProvider time)
{
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(1);

    // Filters are what callers make up: their views must not fill the memory.
    private const int MostUnwatched = 16;

    private readonly Dictionary<BoardFilter, LiveView> views = [];

    public int Watching => views.Values.Sum(view => view.Watching);

    public LiveView Of(BoardFilter filter, BoardView whole)
    {
        if (!views.TryGetValue(filter, out var view))
        {
            MakeRoom();
            views[filter] = view = new(filter, whole.Where(filter));
        }
        view.UsedAt = time.GetTimestamp();
        return view;
    }

    public void Take(IReadOnlyDictionary<long, Card?> changes, BoardView whole)
    {
        foreach (var view in views.Values)
            if (view.Watching > 0)
                view.UsedAt = time.GetTimestamp();
            else if (time.GetElapsedTime(view.UsedAt) > Unwatched)
                views.Remove(view.Filter);
        foreach (var view in views.Values)
            view.Take(changes, whole);
    }

    private void MakeRoom()
    {
        var unwatched = views.Values.Where(view => view.Watching == 0).ToList();
        if (unwatched.Count >= MostUnwatched)
            views.Remove(unwatched.MinBy(view => view.UsedAt)!.Filter);
    }
}
