using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// The board and the live views of it that there are, one a filter. A new one is built beside the board's own thread, from the picture of
/// that moment; what changed meanwhile is laid over it before anybody gets it. Those that nobody watches any more stay for a
/// minute as far as there is room: who comes back finds a view ready and is told what it missed. The others go with the next change or the
/// next new view.
/// </summary>
/// <param name="giveWay">Called between parts of a building; it may wait for a moment.</param>
public sealed class LiveViews(TimeProvider time, ILogger log, Action? giveWay = null)
{
    // Building is work for the processor; a crowd of searches leaves the others to the door and the live board. It has threads of its own:
    // those of the pool answer whoever waits for a command, and there are not many of them.
    private static readonly int Places = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Lock gate = new();
    private readonly Dictionary<BoardFilter, LiveView> views = [];
    private readonly Dictionary<BoardFilter, Building> building = [];
    private readonly Queue<Building> toBuild = [];
    private int builders;
    private volatile WholeBoard whole = WholeBoard.Empty;

    /// <summary>The whole board; every view has taken in what it has.</summary>
    public WholeBoard Whole => whole;

    public int Watching
    {
        get
        {
            lock (gate)
                return views.Values.Sum(view => view.Watching);
        }
    }

    /// <summary>How many views there are, watched or not.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return views.Count;
        }
    }

    /// <summary>
    /// A place in the filter's view, which is built when there is none. Callers of the same filter wait for one building.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the others do.</exception>
    public ValueTask<BoardWatch> Enter(BoardFilter filter, CancellationToken cancellation) =>
        Use(filter, view => view.Enter(), cancellation);

    /// <summary>What the filter lets through of the board as it is now, or later.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the others do.</exception>
    public ValueTask<BoardView> Of(BoardFilter filter, CancellationToken cancellation) => Use(filter, view => view.View, cancellation);

    /// <summary>From the live board, on its own thread.</summary>
    /// <param name="after">The board with these changes.</param>
    public void Take(IReadOnlyList<CardChange> changes, WholeBoard after)
    {
        lock (gate)
        {
            LetGo();
            foreach (var view in views.Values)
                if (!TryTake(view, changes, after))
                    views.Remove(view.Filter);
            foreach (var unfinished in building.Values)
                unfinished.Missed?.Enqueue((changes, after.Sequence));
            whole = after;
        }
    }

    /// <summary>
    /// Brings a watch to its newest; with the whole board of the same moment, which finds each card by its lead, as no view does.
    /// </summary>
    /// <exception cref="InvalidOperationException">The view could not take in a change; watch anew.</exception>
    public (BoardView View, WholeBoard Whole) Renew(BoardWatch watch)
    {
        lock (gate)
            return (watch.Renew(), whole);
    }

    // A filter that fails at a card is a fault of ours; it must neither stop the board nor keep the change from the other views.
    private bool TryTake(LiveView view, IReadOnlyList<CardChange> changes, WholeBoard after)
    {
        try
        {
            view.Take(changes, after.Sequence, view.Filter.IsEverything ? after.View : null);
            return true;
        }
        catch (Exception error)
        {
            log.LogError(error, "A view of the board could not take in a change; it was dropped, and whoever watches it has to ask again");
            view.Break();
            return false;
        }
    }

    private async ValueTask<T> Use<T>(BoardFilter filter, Func<LiveView, T> use, CancellationToken cancellation)
    {
        Building asked;
        lock (gate)
        {
            if (Find(filter) is { } view)
                return use(view);
            asked = Ask(filter);
        }
        try
        {
            return use(await asked.Done.WaitAsync(cancellation));
        }
        finally
        {
            lock (gate)
                asked.Leave();
        }
    }

    private LiveView? Find(BoardFilter filter)
    {
        if (!views.TryGetValue(filter, out var view))
        {
            // Everything is there already.
            if (!filter.IsEverything)
                return null;
            views[filter] = view = new(filter, whole.View, time);
        }
        view.Use();
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
        asked.Join();
        return asked;
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
                (start, asked.Missed) = (whole.View, []);
            if (TryGoOn(asked) && start.Where(asked.Filter, GoOn) is { } view)
                CatchUp(asked, new(asked.Filter, view, time));
        }
        catch (Exception error)
        {
            lock (gate)
                building.Remove(asked.Filter);
            asked.Fail(error);
        }

        bool GoOn()
        {
            giveWay?.Invoke();
            return TryGoOn(asked);
        }
    }

    // Who types asks for something else with each letter: what all have left is built no further.
    private bool TryGoOn(Building asked)
    {
        lock (gate)
        {
            if (!asked.IsAwaited)
                building.Remove(asked.Filter);
            return asked.IsAwaited;
        }
    }

    // Round by round what came meanwhile gets less; the last of it is laid over while nothing comes.
    private void CatchUp(Building asked, LiveView view)
    {
        const int rounds = 10;
        const int few = 100;
        for (var round = 1; ; round++)
        {
            Queue<(IReadOnlyList<CardChange> Changes, long Sequence)> missed;
            lock (gate)
            {
                missed = asked.Missed!;
                if (round == rounds || missed.Sum(change => change.Changes.Count) <= few)
                {
                    LayOver(missed, view);
                    LetGo();
                    view.Use();
                    views[view.Filter] = view;
                    building.Remove(asked.Filter);
                    asked.Finish(view);
                    return;
                }
                asked.Missed = [];
            }
            LayOver(missed, view);
        }
    }

    private static void LayOver(Queue<(IReadOnlyList<CardChange> Changes, long Sequence)> missed, LiveView view)
    {
        foreach (var (changes, sequence) in missed)
            view.Take(changes, sequence);
    }

    private void LetGo()
    {
        foreach (var view in UnwatchedViews.ToLetGo(views.Values, whole.View.Count, time))
            views.Remove(view.Filter);
    }
}
