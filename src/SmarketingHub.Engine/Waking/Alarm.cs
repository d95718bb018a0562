using NodaTime;

namespace SmarketingHub.Engine.Waking;

/// <summary>
/// Lets one worker sleep until something is due or somebody rings. Whoever rings while it works is not forgotten, and many rings are one.
/// </summary>
/// <param name="isRinging">Whether the first sleep ends at once.</param>
internal sealed class Alarm(bool isRinging)
{
    private readonly SemaphoreSlim rung = new(isRinging ? 1 : 0, 1);
    private readonly Lock gate = new();

    /// <summary>Ends the sleep, or the next one. Anybody may, at any time.</summary>
    internal void Ring()
    {
        lock (gate)
            if (rung.CurrentCount == 0)
                rung.Release();
    }

    /// <summary>Sleeps until somebody rings.</summary>
    internal Task Sleep(CancellationToken stopping) => rung.WaitAsync(stopping);

    /// <summary>Sleeps until somebody rings, so long at most; not at all if that is zero or less.</summary>
    /// <exception cref="OperationCanceledException">The program stops.</exception>
    internal async Task Sleep(TimeSpan longest, TimeProvider time, CancellationToken stopping)
    {
        if (longest <= TimeSpan.Zero)
            return;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(longest, time, ended.Token), rung.WaitAsync(ended.Token));
        await ended.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Sleeps until an instant or until somebody rings, so long at most.</summary>
    /// <param name="until">Null: nothing is known to be due.</param>
    internal Task Sleep(Instant? until, TimeSpan longest, TimeProvider time, CancellationToken stopping) =>
        Sleep(until is { } next && (next - time.Now()).ToTimeSpan() is var left && left < longest ? left : longest, time, stopping);
}
