using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Telling;

/// <summary>
/// Sends people what is due, each person's by each channel one after the other: sleeps until something was committed, by whomever, or
/// something falls due. What is to be sent stands in the rows, so that nothing is lost with the process.
/// </summary>
public sealed class LetterSender(
    Door door, LiveBoard live, IDbContextFactory<HubContext> contexts, LetterPost post, TimeProvider time, ILogger<LetterSender> log)
    : BackgroundService
{
    /// <summary>
    /// So long after it is due something is sent: what falls due within it goes along, as when hundreds of deadlines pass.
    /// </summary>
    public static readonly Duration Gathers = Duration.FromSeconds(10);

    // Everything that is committed within it is one look.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly Duration AgainAfterError = Duration.FromMinutes(1);

    // So many people's letters are under way at once by each channel: one that is slow holds up no other.
    private const int AtOnce = 8;

    private readonly string process = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<LetterQueue, Task> working = [];
    private readonly ConcurrentDictionary<LetterQueue, Instant> resting = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> places = [];
    private readonly Alarm alarm = new(isRinging: true);
    private Instant? nextAt;

    /// <summary>By which others know whose a claim is.</summary>
    internal string ProcessName => process;

    /// <summary>Something went, well or not; quick handlers only.</summary>
    public event Action? Sent;

    /// <summary>Sends all that is due by now, and waits until it was answered.</summary>
    public async Task SendDue(CancellationToken stopping = default)
    {
        while (await Look(Duration.Zero, stopping))
            await Task.WhenAll(working.Values);
    }

    /// <summary>Somebody made something due; looked at soon.</summary>
    public void Wake() => alarm.Ring();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        live.Changed += Wake;
        try
        {
            await live.Ready.WaitAsync(stopping);
            while (true)
            {
                await TryLook(stopping);
                await alarm.Sleep(nextAt, LongestSleep, time, stopping);
                await Task.Delay(Breath, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("People are told no more");
        }
        finally
        {
            live.Changed -= Wake;
        }
    }

    /// <summary>What was answered is written down first.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(working.Values).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Claims of letters end by themselves");
        }
    }

    private async Task TryLook(CancellationToken stopping)
    {
        try
        {
            await Look(Gathers, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "What people are to be told could not be looked at; looking again in a minute");
            nextAt = time.Now() + AgainAfterError;
        }
    }

    /// <param name="gathers">So long ago the first of a message fell due.</param>
    /// <returns>Whether something is being sent.</returns>
    private async Task<bool> Look(Duration gathers, CancellationToken stopping)
    {
        var now = time.Now();
        var ripe = now - gathers;
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        // Behind a letter that waits for its next attempt, or that another process sends, all wait.
        var due = await rows.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.LetterId == null && d.DueAt <= ripe
            && !rows.Letters.Any(l => l.PersonId == d.PersonId && l.Channel == d.Channel && l.Kind == LetterKind.Notices
                && l.State == LetterState.Waiting && l.NextAt > now))
            .Select(d => new { d.PersonId, d.Channel }).Distinct().ToListAsync(stopping);
        var waiting = await rows.Letters.Where(l => l.State == LetterState.Waiting && l.NextAt <= now)
            .Select(l => new { l.PersonId, l.Channel, l.Kind }).Distinct().ToListAsync(stopping);
        foreach (var queue in due.Select(d => new LetterQueue(d.PersonId, d.Channel))
            .Concat(waiting.Select(l => new LetterQueue(l.PersonId, l.Channel, l.Kind))).Distinct())
            if (!working.ContainsKey(queue) && !(resting.TryGetValue(queue, out var until) && until > now))
            {
                // Noted before it runs: it takes itself out at its end.
                var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                working[queue] = WorkAfter(start.Task, queue, stopping);
                start.SetResult();
            }
        nextAt = Earliest(
            await rows.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.LetterId == null && d.DueAt > ripe)
                .MinAsync(d => (Instant?)d.DueAt, stopping) + gathers,
            await rows.Letters.Where(l => l.State == LetterState.Waiting && l.NextAt > now).MinAsync(l => (Instant?)l.NextAt, stopping),
            resting.Values.Where(until => until > now).Min(until => (Instant?)until));
        return !working.IsEmpty;
    }

    private async Task WorkAfter(Task start, LetterQueue queue, CancellationToken stopping)
    {
        await start;
        try
        {
            // Who waits for their turn at an address holds no place.
            using var turn = await post.Turn(queue, stopping);
            if (turn is { IsEarly: true })
                return;
            var place = places.GetOrAdd(ChannelName.Kind(queue.Channel), _ => new(AtOnce, AtOnce));
            await place.WaitAsync(stopping);
            try
            {
                resting.TryRemove(queue, out _);
                if (await Send(queue, turn, stopping))
                    Sent?.Invoke();
            }
            finally
            {
                place.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogDebug("Letters to person {Person} go on after the next start", queue.Person);
        }
        catch (Exception error)
        {
            log.LogError(error, "Letters to person {Person} could not be sent; trying again in a minute", queue.Person);
            resting[queue] = time.Now() + AgainAfterError;
        }
        finally
        {
            working.TryRemove(queue, out _);
            Wake();
        }
    }

    /// <returns>Whether there was one; whether there is another is looked at next.</returns>
    private async Task<bool> Send(LetterQueue queue, Turnstiles.Turn? turn, CancellationToken stopping)
    {
        if (await door.TakeLetter(queue, process) is not { } taken)
            return false;
        var (told, items, answer) = await post.Send(taken, stopping);
        turn?.Answer = answer;
        await door.RecordLetter(taken, process, told, items, answer);
        return true;
    }

    private static Instant? Earliest(params ReadOnlySpan<Instant?> instants)
    {
        Instant? earliest = null;
        foreach (var instant in instants)
            if (instant is not null && !(earliest <= instant))
                earliest = instant;
        return earliest;
    }
}
