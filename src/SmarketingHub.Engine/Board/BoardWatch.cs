namespace SmarketingHub.Engine.Board;

/// <summary>What changed in one view between two sequences: cards that entered or changed, and ids that left.</summary>
public sealed record BoardChange(long From, long To, IReadOnlyList<Card> Cards, IReadOnlyList<long> Gone);

/// <summary>
/// One viewer's place in a live view. Bursts are coalesced until the viewer takes them, and a slow viewer slows nobody.
/// </summary>
public sealed class BoardWatch : IDisposable
{
    private readonly LiveView live;
    private readonly SemaphoreSlim signal = new(0, 1);
    private volatile BoardView view;

    internal BoardWatch(LiveView live, BoardView view) => (this.live, this.view) = (live, view);

    public BoardFilter Filter => live.Filter;

    /// <summary>What the viewer has taken in so far.</summary>
    public BoardView View
    {
        get => view;
        internal set => view = value;
    }

    /// <summary>
    /// Waits until something in this view changed, takes it into <see cref="View"/> and says what it was:
    /// one object for all viewers who were at the same place.
    /// </summary>
    /// <exception cref="InvalidOperationException">The view could not take in a change; watch anew.</exception>
    public async Task<BoardChange> Next(CancellationToken cancellation)
    {
        while (true)
        {
            await signal.WaitAsync(cancellation);
            // What another call of CatchUp has told already is not told again.
            if (live.Tell(this, null) is { } change && change.Cards.Count + change.Gone.Count > 0)
                return change;
        }
    }

    /// <summary>Whether <see cref="Next"/> has something to look at already; it may be nothing new.</summary>
    internal bool IsSignalled => signal.CurrentCount > 0;

    /// <summary>Takes all that is new into <see cref="View"/> and says what changed after a sequence.</summary>
    /// <returns>Null when that is longer ago than is remembered, or still to come; nothing is taken then.</returns>
    public BoardChange? CatchUp(long after) => live.Tell(this, after);

    /// <summary>Takes all that is new into <see cref="View"/>, told or not.</summary>
    /// <exception cref="InvalidOperationException">The view could not take in a change; watch anew.</exception>
    internal BoardView Renew() => live.Renew(this);

    public void Dispose() => live.Leave(this);

    /// <summary>From within the view's gate.</summary>
    internal void Signal()
    {
        if (signal.CurrentCount == 0)
            signal.Release();
    }
}
