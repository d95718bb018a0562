using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>
/// Fires every due point, once and never early: sleeps until the next one, and wakes when a commit may have brought an earlier one.
/// After a stop, what fell due meanwhile fires in its order.
/// </summary>
public sealed class Enforcer(IDbContextFactory<HubContext> contexts, Door door, TimeProvider time, ILogger<Enforcer> log) : BackgroundService
{
    // Another process may write an earlier due point without telling us; and a clock may jump.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim committed = new(0, 1);
    private readonly HashSet<long> failing = [];
    private readonly CompanyDue company = new();

    /// <summary>Fires everything due by now, in order.</summary>
    /// <returns>When the next falls due; null: nothing will.</returns>
    public async Task<Instant?> FireAll()
    {
        // Asked outside of the door: a look that finds nothing writes nothing, and so wakes nobody.
        var next = await NextDue();
        while (next <= Now())
        {
            await FireSome();
            next = await NextDue();
        }
        return next;
    }

    private async Task FireSome()
    {
        try
        {
            await door.DoPaced(Actor.System, FireSome);
        }
        catch (DueFailed error)
        {
            // One lead that cannot fire must not hold up all others; it is tried again after a restart.
            log.LogError(error, "What is due on lead {Lead} could not be fired", error.Lead);
            failing.Add(error.Lead);
        }
        catch
        {
            company.Forget();
            throw;
        }
    }

    // The leads first, up to what is due in the company: one order.
    private bool FireSome(Write write)
    {
        var due = company.Next(write.Rows);
        var fired = write.FireDue(due < write.Now ? due.Value : write.Now, failing, time);
        if (!fired && due <= write.Now)
            company.Fire(write, write.Now);
        return true;
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
                    await Sleep(await FireAll(), stopping);
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

    private async Task Sleep(Instant? until, CancellationToken stopping)
    {
        var wait = until is { } next && next - Now() is var left && left.ToTimeSpan() < LongestSleep ? left.ToTimeSpan() : LongestSleep;
        if (wait <= TimeSpan.Zero)
            return;
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(wait, time, woken.Token), committed.WaitAsync(woken.Token));
        await woken.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private void Wake(long sequence)
    {
        if (committed.CurrentCount == 0)
        {
            try
            {
                committed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two commits at once: one wake is enough.
                return;
            }
        }
    }

    private async Task<Instant?> NextDue()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var lead = rows.Due(failing).Select(l => l.NextDueAt).FirstOrDefault();
        return company.Next(rows) is { } other && !(lead <= other) ? other : lead;
    }

    private Instant Now() => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
