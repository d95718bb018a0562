namespace SmarketingHub.Engine.Board;

/// <summary>A view that is being built, and those who asked for it. All of it by the gate of the views.</summary>
internal sealed class Building(BoardFilter filter)
{
    private readonly TaskCompletionSource<LiveView> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;
    private LiveView? made;

    public BoardFilter Filter => filter;

    public Task<LiveView> Done => done.Task;

    public bool IsAwaited => waiting > 0;

    /// <summary>What the board took in since the building began, and up to which sequence; null: it has not.</summary>
    public Queue<(IReadOnlyList<CardChange> Changes, long Sequence)>? Missed { get; set; }

    public void Join() => waiting++;

    /// <summary>One who asked has the view, or waits no longer.</summary>
    public void Leave()
    {
        waiting--;
        if (made is not null)
            made.Awaited = waiting;
    }

    public void Finish(LiveView view)
    {
        (made = view).Awaited = waiting;
        done.SetResult(view);
    }

    public void Fail(Exception error) => done.SetException(error);
}
