using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Data;

/// <summary>Makes owed cuts good while a server runs, whoever owes them: this process, another one, or one that died.</summary>
public sealed class OwedCuts(LogCut cut, TimeProvider time, ILogger<OwedCuts> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly Alarm alarm = new(isRinging: false);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield();
        cut.Missed += alarm.Ring;
        try
        {
            while (true)
            {
                var began = time.GetTimestamp();
                if (Try())
                    await alarm.Sleep(Look, time, stopping);
                else
                    await Task.Delay(Pause(time.GetElapsedTime(began)), time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("What is owed by now is made good by the next start");
        }
        finally
        {
            cut.Missed -= alarm.Ring;
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
