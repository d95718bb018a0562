using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Data;

/// <summary>Makes owed cuts good while a server runs, whoever owes them: this process, another one, or one that died.</summary>
public sealed class OwedCuts(LogCut cut, TimeProvider time, ILogger<OwedCuts> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim owed = new(0, 1);

    private void Wake()
    {
        lock (owed)
            if (owed.CurrentCount == 0)
                owed.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield();
        cut.Missed += Wake;
        try
        {
            while (true)
            {
                using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                var began = time.GetTimestamp();
                var pause = Try()
                    ? Task.WhenAny(Task.Delay(Look, time, woken.Token), owed.WaitAsync(woken.Token))
                    : Task.Delay(Pause(time.GetElapsedTime(began)), time, woken.Token);
                await pause;
                await woken.CancelAsync();
                stopping.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("What is owed by now is made good by the next start");
        }
        finally
        {
            cut.Missed -= Wake;
        }
    }

    // A try reads the whole file: of a large one it takes a fifth of the time at most.
    private static TimeSpan Pause(TimeSpan tried) => tried * 4 > Again ? tried * 4 : Again;

    // An error is no end of it: it stays owed.
    private bool Try()
    {
        try
        {
            return cut.Try();
        }
        catch (Exception error)
        {
            log.LogError(error, "The log could not be cut after somebody was forgotten; trying again");
            return true;
        }
    }
}
