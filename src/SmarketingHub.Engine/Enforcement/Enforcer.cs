using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>
/// Fires every due point, once and never early: sleeps until the next one, and wakes when a commit may have brought an earlier one.
/// After a stop, what fell due meanwhile fires in its order.
/// </summary>
public sealed class Enforcer(IDbContextFactory<HubContext> contexts, Door door, TimeProvider time, ILogger<Enforcer> log) : BackgroundService
{
    private const int Batch = 500;

    // Another process may write an earlier due point without telling us; and a clock may jump.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim committed = new(0, 1);

    /// <summary>Fires everything due by now, in order. Returns how many leads were asked.</summary>
    public async Task<int> FireAll()
    {
        var asked = 0;
        while (true)
        {
            var now = Now();
            var due = await DueBy(now);
            if (due.Count == 0)
                return asked;
            // Each up to the next one's instant, so that order holds across leads too.
            var fired = due.Select((lead, i) => door.FireDue(lead.Id, i + 1 < due.Count ? due[i + 1].At : due.Count == Batch ? lead.At : now)).ToList();
            await Task.WhenAll(fired);
            asked += due.Count;
        }
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
                    await FireAll();
                    await Sleep(stopping);
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

    private async Task Sleep(CancellationToken stopping)
    {
        var next = await NextDue();
        var wait = next is null ? LongestSleep : (next.Value - Now()).ToTimeSpan();
        if (wait > LongestSleep)
            wait = LongestSleep;
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

    private async Task<List<(long Id, Instant At)>> DueBy(Instant now)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var due = await rows.Leads.AsNoTracking().Where(l => l.NextDueAt != null && l.NextDueAt <= now)
            .OrderBy(l => l.NextDueAt).ThenBy(l => l.Id).Take(Batch).Select(l => new { l.Id, At = l.NextDueAt!.Value }).ToListAsync();
        return [.. due.Select(l => (l.Id, l.At))];
    }

    private async Task<Instant?> NextDue()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return await rows.Leads.Where(l => l.NextDueAt != null).MinAsync(l => l.NextDueAt);
    }

    private Instant Now() => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
