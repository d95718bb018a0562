using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// Makes the rows that reports read of what the ledger tells, some leads at a time and beside all else: they are behind at worst, never
/// wrong. It looks once a second, so what another process wrote is followed, too; after a start it goes on where it was.
/// </summary>
public sealed class ReportFollower(
    Door door, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<ReportFollower> log) : BackgroundService
{
    // While others write it has a tenth of the time, else half of it.
    private const int RestBesideOthers = 9;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private bool isTold;

    /// <summary>Follows the ledger up to where it is now, without a rest.</summary>
    public async Task Follow(CancellationToken stop = default)
    {
        while (await ReportPass.Find(contexts, stop) is { } pass)
            await Go(pass, anew: false, rest: false, stop);
    }

    /// <summary>Makes all rows anew, whatever they are. Another process may go on writing meanwhile, and may follow itself.</summary>
    /// <returns>Of how many leads.</returns>
    public async Task<int> Rebuild(CancellationToken stop = default)
    {
        await door.DoPaced(Actor.System, write => write.BeginAnew());
        var leads = 0;
        if (await ReportPass.Find(contexts, stop) is { } pass)
        {
            await Go(pass, anew: true, rest: false, stop);
            leads = pass.Batches.Sum(batch => batch.Length);
        }
        await door.DoPaced(Actor.System, write => write.RemoveOrphans());
        return leads;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            do
            {
                // Whoever moves a clock of the tests on is not held up by a look at each second of it.
                await Task.Yield();
                await TryFollow(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("The rows of reports follow further after the next start");
        }
    }

    private async Task TryFollow(CancellationToken stopping)
    {
        try
        {
            if (await ReportPass.Find(contexts, stopping) is { } pass)
                await Go(pass, anew: false, rest: true, stopping);
            isTold = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A disk that is full is so for more than a second.
            if (!isTold)
                log.LogError(error, "The rows of reports could not follow the ledger; trying again each second");
            isTold = true;
        }
    }

    // A batch is folded beside the door; in it, it is only laid over what stands there.
    private async Task Go(ReportPass pass, bool anew, bool rest, CancellationToken stop)
    {
        var head = pass.Until;
        foreach (var batch in pass.Batches)
        {
            var since = time.GetTimestamp();
            var (reports, now) = await pass.Fold(batch, contexts, log, stop);
            var isLast = batch == pass.Batches[^1];
            if (!await door.DoPaced(Actor.System, write => write.Take(pass, reports, isLast, anew), "ReportRows"))
                return;
            if (rest && !isLast)
                await Task.Delay(time.GetElapsedTime(since) * (now > head ? RestBesideOthers : 1), time, stop);
            head = now;
        }
    }
}
