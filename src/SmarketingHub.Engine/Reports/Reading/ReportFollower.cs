using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

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
    private bool isLeft;

    /// <summary>Follows the ledger up to where it is now, without a rest.</summary>
    public async Task Follow(CancellationToken stop = default)
    {
        while (await ReportPass.Find(contexts, stop) is { } pass)
            await Go(pass, anew: false, rest: false, stop);
    }

    /// <summary>Makes all rows anew, whatever they are. Another process may go on writing meanwhile, and may follow itself.</summary>
    /// <returns>Of how many leads; null: a newer program makes them, and they are left to it.</returns>
    public async Task<int?> Rebuild(CancellationToken stop = default)
    {
        if (!await door.DoPaced(Actor.System, write => write.BeginAnew()))
            return null;
        var leads = 0;
        // One that gave up, because another process makes them anew as well, begins again.
        while (await ReportPass.Find(contexts, stop) is { } pass)
            if (await Go(pass, anew: true, rest: false, stop))
            {
                leads = pass.Batches.Sum(batch => batch.Leads.Length);
                break;
            }
        await using var rows = await contexts.CreateDbContextAsync(stop);
        if (await ReportPass.AreNewer(rows, stop))
            return null;
        foreach (var orphans in (await ReportWriting.Orphans(rows, stop)).Chunk(ReportPass.AtOnce))
            await door.DoPaced(Actor.System, write => write.RemoveOrphans(orphans));
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
            else
                await LookWhose(stopping);
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

    private async Task LookWhose(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var areNewer = await ReportPass.AreNewer(rows, stopping);
        if (areNewer && !isLeft)
            log.LogWarning(
                "A newer program makes the rows of reports: this one leaves them to it, and its reports read the ledger, which takes long");
        isLeft = areNewer;
    }

    // False: it gave up. A batch is folded beside the door; in it, it is only laid over what stands there.
    private async Task<bool> Go(ReportPass pass, bool anew, bool rest, CancellationToken stop)
    {
        var head = pass.Until;
        foreach (var batch in pass.Batches)
        {
            var since = time.GetTimestamp();
            var (reports, now) = await pass.Fold(batch.Leads, contexts, log, stop);
            if (!await Write(pass, batch, reports, anew))
                return false;
            if (rest && batch != pass.Batches[^1])
                await Task.Delay(time.GetElapsedTime(since) * (now > head ? RestBesideOthers : 1), time, stop);
            head = now;
        }
        return true;
    }

    private async Task<bool> Write(ReportPass pass, ReportBatch batch, List<(long Lead, LeadReport Report)> reports, bool anew)
    {
        Task<bool> Take(bool anew) => door.DoPaced(Actor.System, write => write.Take(pass, batch, reports, anew), "ReportRows");
        try
        {
            return await Take(anew);
        }
        catch (Exception error) when (!anew && error is not OperationCanceledException)
        {
            // A row that cannot be read must not keep all others from following. A disk that is full fails again.
            var isTaken = await Take(anew: true);
            log.LogWarning(error, "Rows of reports could not be read: those of {Leads} leads were written anew", reports.Count);
            return isTaken;
        }
    }
}
