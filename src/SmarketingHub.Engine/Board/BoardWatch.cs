namespace SmarketingHub.Engine.Board;

/// <summary>What changed in one view between two sequences: cards that entered or changed, and ids that left.</summary>
public sealed record BoardChange(long From, long To, IReadOnlyList<Card> Cards, IReadOnlyList<long> Gone);

/// <summary>
/// One viewer's live view. Changes wait here, the newest of each card only, until the viewer takes them:
/// bursts are coalesced, and a slow viewer slows nobody.
/// </summary>
public sealed class BoardWatch : IDisposable
{
    private readonly BoardFeed feed;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0, 1);
    private Dictionary<long, Card?> pending = [];
    private long pendingTo;

    internal BoardWatch(BoardFeed feed, BoardFilter filter, BoardView view) => (this.feed, Filter, View, pendingTo) = (feed, filter, view, view.Sequence);

    public BoardFilter Filter { get; }

    /// <summary>What the viewer has taken in so far.</summary>
    public BoardView View { get; private set; }

    /// <summary>Waits until something in this view changed, takes it into <see cref="View"/> and says what it was.</summary>
    public async Task<BoardChange> Next(CancellationToken cancellation)
    {
        while (true)
        {
            await signal.WaitAsync(cancellation);
            if (Take() is { } change)
                return change;
        }
    }

    public void Dispose() => feed.Leave(this);

    /// <summary>From the feed, on its own thread: quick, and never blocks.</summary>
    internal void Offer(IReadOnlyDictionary<long, Card?> changed, long to)
    {
        lock (gate)
        {
            foreach (var (id, card) in changed)
                pending[id] = card;
            pendingTo = to;
            if (signal.CurrentCount == 0)
                signal.Release();
        }
    }

    private BoardChange? Take()
    {
        Dictionary<long, Card?> taken;
        long to;
        lock (gate)
            (taken, pending, to) = (pending, [], pendingTo);
        var (view, cards, gone) = (View, new List<Card>(), new List<long>());
        foreach (var (id, card) in taken)
        {
            var before = view.Cards.GetValueOrDefault(id);
            var after = card is not null && Filter.Holds(card) ? card : null;
            if (before == after)
                continue;
            view = view.With(id, after);
            if (after is not null)
                cards.Add(after);
            else
                gone.Add(id);
        }
        var from = View.Sequence;
        // A view without a change keeps its place: the next change is told from there.
        if (cards.Count == 0 && gone.Count == 0)
            return null;
        View = view with { Sequence = to };
        return new(from, to, cards, gone);
    }
}
