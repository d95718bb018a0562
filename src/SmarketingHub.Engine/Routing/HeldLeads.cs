using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Routing;

/// <summary>
/// Lets out the leads for which nobody was free, the oldest first and at the pace at which people can take them: so that what waited over
/// a weekend is no flood on Monday morning. What is still held when its time is up, the enforcer puts into the queue.
/// </summary>
public sealed class HeldLeads(IDbContextFactory<HubContext> contexts, Door door, TimeProvider time, ILogger<HeldLeads> log)
    : BackgroundService
{
    /// <summary>Somebody gets at most one of those that waited in such a time, by each rule.</summary>
    public static readonly Duration Pace = Duration.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // Each is a try at the rules; a group of commands is not held up for longer than that takes.
    private const int Batch = 25;

    /// <summary>Tries each of them once.</summary>
    /// <returns>How many were let out.</returns>
    public async Task<int> LetOut(CancellationToken stopping = default)
    {
        var held = await Held(stopping);
        var free = 0;
        foreach (var some in held.Chunk(Batch))
            free += await door.DoPaced(Actor.System, some, write => some.Count(id => IsLetOut(write, id)), nameof(LetOut));
        return free;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await TryLetOut(stopping);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Held leads are let out no more");
        }
    }

    private async Task TryLetOut(CancellationToken stopping)
    {
        try
        {
            await LetOut(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Leads that wait for somebody could not be let out; trying again in a minute");
        }
    }

    private async Task<List<long>> Held(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        return await rows.Leads.Where(l => l.HeldUntil != null).OrderBy(l => l.ReceivedAt).ThenBy(l => l.Id).Select(l => l.Id)
            .ToListAsync(stopping);
    }

    // What its people did with it meanwhile has ended its wait.
    private static bool IsLetOut(Write write, long id)
    {
        var isOut = write.Lead(id).LetOut((rule, person) => write.Rests(rule, person, Pace));
        write.Decide();
        return isOut;
    }
}
