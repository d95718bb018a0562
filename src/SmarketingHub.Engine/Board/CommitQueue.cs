using System.Threading.Channels;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Board;

/// <summary>What the door committed and the board has not taken in yet. The door's own thread adds to it, and waits for nobody.</summary>
internal sealed class CommitQueue
{
    // While the picture is read for the first time, commits wait here; of more than these they are read, too.
    private const int Most = 1_000;

    // It wakes, and tells nothing.
    private static readonly Commit Nothing = new(0, 0, [], true);

    private readonly Channel<Commit> commits =
        Channel.CreateBounded<Commit>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private long askedFor;

    /// <summary>Somebody knows of a commit with this sequence, perhaps another process's, and waits for it.</summary>
    internal long AskedFor => Volatile.Read(ref askedFor);

    internal void Add(Commit commit) => commits.Writer.TryWrite(commit);

    internal void Ask(long sequence)
    {
        InterlockedMax(sequence);
        commits.Writer.TryWrite(Nothing);
    }

    internal Task Wait(CancellationToken cancellation) => commits.Reader.WaitToReadAsync(cancellation).AsTask();

    /// <summary>All that are there; null: none, or so many that some were not let in.</summary>
    internal List<Commit>? TakeAll()
    {
        var all = new List<Commit>();
        while (commits.Reader.TryRead(out var commit))
            all.Add(commit);
        return all.Count is > 0 and < Most ? all : null;
    }

    private void InterlockedMax(long sequence)
    {
        var known = AskedFor;
        while (known < sequence && Interlocked.CompareExchange(ref askedFor, sequence, known) is var now && now != known)
            known = now;
    }
}
