using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// Folds for reports what their rows do not tell. Where that is much, there is one such fold in memory at a time: whoever asks for the same
/// moment shares it, and whoever asks for another one waits until nobody reads it any more.
/// </summary>
public sealed class ReportFolds
{
    // So many are folded whoever does it besides.
    private const int Few = 500;

    // The rows of so many leads are 250 to 500 megabytes.
    private const int Most = 100_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly int few, most;
    private readonly SemaphoreSlim turn = new(1);
    private readonly List<Shared> all = [];

    public ReportFolds() : this(Few, Most)
    {
    }

    internal ReportFolds(int few, int most) => (this.few, this.most) = (few, most);

    /// <exception cref="Busy">They are too many, or others are before it.</exception>
    internal async Task<FoldsInHand> Take(HubContext rows, UnreadLeads unread, CancellationToken cancellation)
    {
        if (unread.Ids.Count > most)
            throw Busy.ToReport(unread.Ids.Count, most, unread.Behind);
        if (unread.Ids.Count <= few)
            return new(FoldedRows.Of(rows, unread.Ids, unread.KnownAt, cancellation), null);
        while (true)
        {
            var (fold, isFirst) = Join(unread);
            try
            {
                if (isFirst)
                    await Fold(fold, rows, unread, cancellation);
                return new(await fold.Rows.Task.WaitAsync(cancellation), () => Leave(fold));
            }
            catch (Exception error)
            {
                Leave(fold);
                // Whoever folded it for all has gone.
                if (isFirst || error is not OperationCanceledException || cancellation.IsCancellationRequested)
                    throw;
            }
        }
    }

    private (Shared Fold, bool IsFirst) Join(UnreadLeads unread)
    {
        lock (all)
        {
            var known = all.Find(fold => fold.Unread.KnownAt == unread.KnownAt && fold.Unread.Ids.SetEquals(unread.Ids));
            if (known is null)
                all.Add(known = new(unread));
            return (known, ++known.Readers == 1);
        }
    }

    private async Task Fold(Shared fold, HubContext rows, UnreadLeads unread, CancellationToken cancellation)
    {
        try
        {
            if (!await turn.WaitAsync(LongestWait, cancellation))
                throw Busy.WithReports();
            fold.HasTurn = true;
            fold.Rows.SetResult(FoldedRows.Of(rows, unread.Ids, unread.KnownAt, cancellation));
        }
        catch (Exception error)
        {
            // Nobody else joins it.
            lock (all)
                all.Remove(fold);
            fold.Rows.SetException(error is OperationCanceledException ? new OperationCanceledException() : error);
            // Who waits for it is told; nobody may.
            _ = fold.Rows.Task.Exception;
            throw;
        }
    }

    private void Leave(Shared fold)
    {
        lock (all)
        {
            if (--fold.Readers > 0)
                return;
            all.Remove(fold);
        }
        if (fold.HasTurn)
            turn.Release();
    }

    private sealed class Shared(UnreadLeads unread)
    {
        internal UnreadLeads Unread => unread;
        internal TaskCompletionSource<FoldedRows> Rows { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        internal int Readers { get; set; }
        internal bool HasTurn { get; set; }
    }
}

/// <summary>Folded rows, while a report reads them.</summary>
internal sealed class FoldsInHand(FoldedRows rows, Action? leave) : IDisposable
{
    private Action? leave = leave;

    internal FoldedRows Rows => rows;

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
