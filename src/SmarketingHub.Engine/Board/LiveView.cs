namespace SmarketingHub.Engine.Board;

/// <summary>
/// What one filter lets through, live, for all who watch it: what changed is worked out once, however many they are.
/// Each watch has its place. Changes wait here, the newest of each card only, until the slowest has taken them.
/// </summary>
internal sealed class LiveView(BoardFilter filter, BoardView view, TimeProvider time)
{
    /// <summary>So many changed leads at least are remembered for those who come back.</summary>
    private const int Remembered = 500;

    private readonly Lock gate = new();
    private readonly HashSet<BoardWatch> watches = [];

    // What changed here and when last, the latest first; without a card, the lead left.
    private readonly LinkedList<(long Lead, Card? Card, long Sequence)> changed = new();
    private readonly Dictionary<long, LinkedListNode<(long Lead, Card? Card, long Sequence)>> byLead = [];
    private long rememberedFrom = view.Sequence;

    // What was told since the last change: one object for all who were at the same place.
    private readonly Dictionary<long, BoardChange> told = [];
    private BoardView view = view;
    private bool broken;
    private long usedAt = time.GetTimestamp();

    public BoardFilter Filter => filter;

    public BoardView View
    {
        get
        {
            lock (gate)
                return view;
        }
    }

    /// <summary>How many cards it has for itself: what holds everything shares them with the board.</summary>
    public int Held => filter.IsEverything ? 0 : View.Count;

    public int Watching
    {
        get
        {
            lock (gate)
                return watches.Count;
        }
    }

    /// <summary>When somebody last asked for it, or the last who watched it left.</summary>
    public long UsedAt
    {
        get
        {
            lock (gate)
                return usedAt;
        }
    }

    /// <summary>How many asked for it and have not come yet; by the views' gate.</summary>
    public int Awaited { get; set; }

    public void Use()
    {
        lock (gate)
            usedAt = time.GetTimestamp();
    }

    public BoardWatch Enter()
    {
        lock (gate)
        {
            var watch = new BoardWatch(this, view);
            watches.Add(watch);
            if (broken)
                watch.Signal();
            return watch;
        }
    }

    public void Leave(BoardWatch watch)
    {
        lock (gate)
            if (watches.Remove(watch) && watches.Count == 0)
                usedAt = time.GetTimestamp();
    }

    /// <summary>From the live board, on its own thread: quick, and never blocks.</summary>
    /// <param name="whole">The board with these changes; null unless this view holds everything and shares its cards.</param>
    public void Take(IReadOnlyList<CardChange> changes, long sequence, BoardView? whole = null)
    {
        lock (gate)
        {
            var held = changes.Select(change => change.Through(filter)).Where(change => !change.IsNone).ToList();
            var after = held.Count == 0 ? view : whole ?? view.With(held);
            told.Clear();
            view = after with { Sequence = sequence };
            if (held.Count == 0)
                return;
            foreach (var change in held)
                Remember(change.Lead, change.After, sequence);
            Forget();
            foreach (var watch in watches)
                watch.Signal();
        }
    }

    /// <summary>It failed at a change and is not live any more: whoever watches learns it at the next look.</summary>
    public void Break()
    {
        lock (gate)
        {
            broken = true;
            foreach (var watch in watches)
                watch.Signal();
        }
    }

    /// <summary>
    /// Brings a watch to its newest and says what changed here after a sequence;
    /// null and no move when that is longer ago than is remembered, or still to come.
    /// </summary>
    /// <param name="after">Null: after the watch's own place.</param>
    /// <exception cref="InvalidOperationException">The view broke.</exception>
    public BoardChange? Tell(BoardWatch watch, long? after)
    {
        lock (gate)
        {
            ThrowIfBroken(watch);
            var from = after ?? watch.View.Sequence;
            if (from < rememberedFrom || from > view.Sequence)
                return null;
            if (!told.TryGetValue(from, out var change))
            {
                if (told.Count > Remembered)
                    told.Clear();
                told[from] = change = Since(from);
            }
            // Nothing new moves nobody: the next change begins where the last one that was told ended.
            if (after is not null || change.Cards.Count + change.Gone.Count > 0)
                watch.View = view;
            return change;
        }
    }

    /// <summary>Brings a watch to its newest, whatever changed.</summary>
    /// <exception cref="InvalidOperationException">The view broke.</exception>
    public BoardView Renew(BoardWatch watch)
    {
        lock (gate)
        {
            ThrowIfBroken(watch);
            return watch.View = view;
        }
    }

    private void ThrowIfBroken(BoardWatch watch)
    {
        if (!broken)
            return;
        // Whoever waits again learns it again, instead of waiting forever.
        watch.Signal();
        throw new InvalidOperationException("This view of the board could not take in a change. Watch anew.");
    }

    private BoardChange Since(long from)
    {
        var (cards, gone) = (new List<Card>(), new List<long>());
        for (var node = changed.First; node is not null && node.Value.Sequence > from; node = node.Next)
            if (node.Value.Card is { } card)
                cards.Add(card);
            else
                gone.Add(node.Value.Lead);
        return new(from, view.Sequence, cards, gone);
    }

    private void Remember(long lead, Card? card, long sequence)
    {
        if (byLead.TryGetValue(lead, out var node))
            changed.Remove(node);
        byLead[lead] = changed.AddFirst((lead, card, sequence));
    }

    private void Forget()
    {
        if (changed.Count <= Remembered)
            return;
        var slowest = watches.Count == 0 ? long.MaxValue : watches.Min(watch => watch.View.Sequence);
        while (changed.Count > Remembered && changed.Last!.Value is var oldest && oldest.Sequence <= slowest)
        {
            changed.RemoveLast();
            byLead.Remove(oldest.Lead);
            rememberedFrom = oldest.Sequence;
        }
    }
}
