using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>
/// Fires every due point, once and never early: sleeps until the next one, and wakes when a commit may have brought an earlier one.
/// After a stop, what fell due meanwhile fires in its order.
/// </summary>
public sealed class Enforcer(
    IDbContextFactory<HubContext> contexts, Door door, Troubles troubles, TimeProvider time, ILogger<Enforcer> log) : BackgroundService
{
    // Another process may write an earlier due point without telling us; and a clock may jump.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly Alarm alarm = new(isRinging: false);
    private readonly CompanyDue company = new(time, troubles);

    /// <summary>Fires everything due by now, in order.</summary>
    /// <param name="stop">What is left then fires after the next start.</param>
    /// <returns>When the next falls due; null: nothing will.</returns>
    public async Task<Instant?> FireAll(CancellationToken stop = default)
    {
        foreach (var trouble in troubles.ToTry(time.Now()))
        {
            stop.ThrowIfCancellationRequested();
            await Retry(trouble);
        }
        // Asked outside of the door: a look that finds nothing writes nothing, and so wakes nobody.
        var next = await NextDue();
        while (next <= time.Now())
        {
            // What touches many leads goes on from one batch to the next, with no look for what else is due but its own.
            bool othersAreLeft;
            do
            {
                stop.ThrowIfCancellationRequested();
                othersAreLeft = await FireBatch();
            }
            while (othersAreLeft);
            next = await NextDue();
        }
        return next;
    }

    /// <returns>Whether others are left of what touches many leads.</returns>
    private async Task<bool> FireBatch()
    {
        try
        {
            return await Try(DecideBatch);
        }
        // All of it was decided, and some of it could not be written. Written one by one, it says which.
        catch (Exception error) when (error is not Busy)
        {
            log.LogWarning("What is due could not be written together, and is written one by one: {Error}", error.GetType().Name);
            return await Try(write => { write.IsWrittenAtOnce = true; return DecideBatch(write); });
        }
    }

    // Alone, so that nothing else is undone with it.
    private async Task Retry(Trouble trouble)
    {
        var isDone = await Try(write =>
        {
            write.IsWrittenAtOnce = true;
            if (trouble.Lead is { } lead)
                write.FireDue(lead);
            else
                company.Retry(write, trouble.Key);
            return true;
        });
        if (!isDone)
            return;
        troubles.Mended(trouble.Key);
        // What waits for it may be done now.
        company.Forget();
        log.LogInformation("What was due on {Key} was carried out, at try {Tries}", trouble.Key, trouble.Tries + 1);
    }

    private async Task<bool> Try(Func<Write, bool> change)
    {
        var before = company.Reached;
        try
        {
            return await door.DoPaced(Actor.System, change, "Due");
        }
        catch (DueFailed error)
        {
            // One that fails must not hold up all others.
            company.Undone(before);
            log.LogError(error, "What is due on {Key} could not be carried out; it is tried again", error.Key);
            troubles.Failed(error.Key, error.Lead, error.InnerException!, time.Now());
            return false;
        }
        catch
        {
            company.Undone(before);
            throw;
        }
    }

    // The leads first, up to what is due in the company: one order.
    private bool DecideBatch(Write write)
    {
        var due = company.Next(write.Rows);
        var fired = write.FireDue(due < write.Now ? due.Value : write.Now, troubles.Leads, time);
        return !fired && due <= write.Now && company.Fire(write, write.Now);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        door.Committed += Wake;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    await alarm.Sleep(await FireAll(stopping), LongestSleep, time, stopping);
                }
                catch (Busy busy)
                {
                    log.LogError("Due points wait: {Reason}", busy.Message);
                    await Task.Delay(LongestSleep, time, stopping);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    log.LogError(error, "Due points could not be fired; trying again in a second");
                    await Task.Delay(LongestSleep, time, stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Enforcement stopped");
        }
        finally
        {
            door.Committed -= Wake;
        }
    }

    private void Wake(Commit commit) => alarm.Ring();

    /// <summary>The oldest due point that has not fired, of a lead or of the company, whatever keeps it; also one to come.</summary>
    public Instant? OldestDue()
    {
        using var rows = contexts.CreateDbContext();
        var lead = rows.Due(ImmutableHashSet<long>.Empty).Select(l => l.NextDueAt).FirstOrDefault();
        return company.Next(rows) is { } other && !(lead <= other) ? other : lead;
    }

    private async Task<Instant?> NextDue()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var lead = rows.Due(troubles.Leads).Select(l => l.NextDueAt).FirstOrDefault();
        return company.Next(rows) is { } other && !(lead <= other) ? other : lead;
    }
}
