using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// The board and the live views of it that there are, one a filter. A new one is built beside the board's own thread, from the picture of
/// that moment; what changed meanwhile is laid over it before anybody gets it. One that nobody watches any more stays for a minute:
/// a crowd that comes back, or a program that asks again, finds it ready.
/// </summary>
/// <param name="giveWay">Called between parts of a building; it may wait for a moment.</param>
public sealed class LiveViews(TimeProvider time, ILogger log, Action? giveWay = null)
{
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(1);

    // Filters are what callers make up: their views must not fill the memory.
    private const int MostUnwatched = 16;

    // Building is work for the processor; a crowd of searches leaves the others to the door and the live board. It has threads of its own:
    // those of the pool answer whoever waits for a command, and there are not many of them.
    private static readonly int Places = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Lock gate = new();
    private readonly Dictionary<BoardFilter, LiveView> views = [];
    private readonly Dictionary<BoardFilter, Building> building = [];
    private readonly Queue<Building> toBuild = [];
    private int builders;
    private volatile BoardView whole = BoardView.Empty;

    /// <summary>The whole board; every view has taken in what it has.</summary>
    public BoardView Whole => whole;

    public int Watching
    {
        get
        {
            lock (gate)
                return views.Values.Sum(view => view.Watching);
        }
    }

    /// <summary>
    /// A place in the filter's view, which is built when there is none. Callers of the same filter wait for one building.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the others do.</exception>
    public async ValueTask<BoardWatch> Enter(BoardFilter filter, CancellationToken cancellation)
    {
        // A crowd of other filters may have pushed it out before this one came to enter.
        while (true)
        {
            Building asked;
            lock (gate)
            {
                if (Find(filter) is { } view)
                    return view.Enter();
                asked = Ask(filter);
            }
            await Built(asked, cancellation);
        }
    }

    /// <summary>What the filter lets through of the board as it is now, or later.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the others do.</exception>
    public async ValueTask<BoardView> Of(BoardFilter filter, CancellationToken cancellation)
    {
        Building asked;
        lock (gate)
        {
            if (Find(filter) is { } view)
                return view.View;
            asked = Ask(filter);
        }
        return (await Built(asked, cancellation)).View;
    }

    /// <summary>From the live board, on its own thread.</summary>
    /// <param name="after">The board with these changes.</param>
    public void Take(IReadOnlyDictionary<long, Card?> changes, BoardView after)
    {
        lock (gate)
        {
            foreach (var view in views.Values)
                if (view.Watching > 0)
                    view.UsedAt = time.GetTimestamp();
                else if (time.GetElapsedTime(view.UsedAt) > Unwatched)
                    views.Remove(view.Filter);
            foreach (var view in views.Values)
                if (!TryTake(view, changes, after))
                    views.Remove(view.Filter);
            foreach (var unfinished in building.Values)
                unfinished.Missed?.Enqueue((changes, after));
            whole = after;
        }
    }

    // A filter that fails at a card is a fault of ours; it must neither stop the board nor keep the change from the other views.
    private bool TryTake(LiveView view, IReadOnlyDictionary<long, Card?> changes, BoardView after)
    {
        try
        {
            view.Take(changes, after);
            return true;
        }
        catch (Exception error)
        {
            log.LogError(error, "A view of the board could not take in a change; it was dropped, and whoever watches it has to ask again");
            view.Break();
            return false;
        }
    }

    private LiveView? Find(BoardFilter filter)
    {
        if (!views.TryGetValue(filter, out var view))
        {
            // Everything is there already.
            if (!filter.IsEverything)
                return null;
            view = Add(new(filter, whole));
        }
        view.UsedAt = time.GetTimestamp();
        return view;
    }

    private Building Ask(BoardFilter filter)
    {
        if (!building.TryGetValue(filter, out var asked))
        {
            building[filter] = asked = new(filter);
            toBuild.Enqueue(asked);
            if (builders < Places)
            {
                builders++;
                _ = Task.Factory.StartNew(BuildAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        asked.Waiting++;
        return asked;
    }

    private async Task<LiveView> Built(Building asked, CancellationToken cancellation)
    {
        try
        {
            return await asked.Done.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (gate)
                asked.Waiting--;
        }
    }

    private void BuildAll()
    {
        while (true)
        {
            Building? next;
            lock (gate)
                if (!toBuild.TryDequeue(out next))
                {
                    builders--;
                    return;
                }
            Build(next);
        }
    }

    private void Build(Building asked)
    {
        try
        {
            BoardView start;
            lock (gate)
            {
                if (asked.Waiting == 0)
                {
                    // All who asked have gone.
                    building.Remove(asked.Filter);
                    asked.Done.SetCanceled();
                    return;
                }
                (start, asked.Missed) = (whole, []);
            }
            asked.Done.SetResult(CatchUp(asked, new(asked.Filter, start.Where(asked.Filter, giveWay))));
        }
        catch (Exception error)
        {
            lock (gate)
                building.Remove(asked.Filter);
            asked.Done.SetException(error);
        }
    }

    // Round by round what came meanwhile gets less; the last of it is laid over while nothing comes.
    private LiveView CatchUp(Building asked, LiveView view)
    {
        const int rounds = 10;
        const int few = 100;
        for (var round = 1; ; round++)
        {
            Queue<(IReadOnlyDictionary<long, Card?> Changes, BoardView After)> missed;
            lock (gate)
            {
                missed = asked.Missed!;
                if (round == rounds || missed.Sum(change => change.Changes.Count) <= few)
                {
                    foreach (var (changes, after) in missed)
                        view.Take(changes, after);
                    building.Remove(asked.Filter);
                    return Add(view);
                }
                asked.Missed = [];
            }
            foreach (var (changes, after) in missed)
                view.Take(changes, after);
        }
    }

    private LiveView Add(LiveView view)
    {
        var unwatched = views.Values.Where(other => other.Watching == 0).ToList();
        if (unwatched.Count >= MostUnwatched)
            views.Remove(unwatched.MinBy(other => other.UsedAt)!.Filter);
        view.UsedAt = time.GetTimestamp();
        return views[view.Filter] = view;
    }

    private sealed class Building(BoardFilter filter)
    {
        public BoardFilter Filter => filter;
        public TaskCompletionSource<LiveView> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many callers.</summary>
        public int Waiting { get; set; }

        /// <summary>What the board took in since the building began; null: it has not.</summary>
        public Queue<(IReadOnlyDictionary<long, Card?> Changes, BoardView After)>? Missed { get; set; }
    }
}
