using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Board;

/// <summary>Looks once for the whole server after the board's picture changed, so that no circuit has to. Bursts are one look.</summary>
public abstract class BoardFollower(LiveBoard live, IDbContextFactory<HubContext> contexts, ILogger log) : BackgroundService
{
    // Begins with a look at what is there.
    private readonly Alarm alarm = new(isRinging: true);

    protected LiveBoard Live => live;

    /// <summary>What is new since the last look.</summary>
    protected abstract Task Look(HubContext rows, CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        live.Changed += Wake;
        try
        {
            await live.Ready.WaitAsync(stoppingToken);
            while (true)
            {
                await alarm.Sleep(stoppingToken);
                await TryLook(stoppingToken);
            }
        }
        finally
        {
            live.Changed -= Wake;
        }
    }

    private async Task TryLook(CancellationToken stopping)
    {
        try
        {
            await using var rows = await contexts.CreateDbContextAsync(stopping);
            await Look(rows, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The rows could not be read; looking again after the next change");
        }
    }

    /// <summary>Looks again, though nothing changed.</summary>
    protected void Wake() => alarm.Ring();
}
