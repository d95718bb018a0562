using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>
/// Sends to webhooks what the ledger says, each beside the others: sleeps until something was committed, by whomever, or a message is to
/// be tried again. Each follows the ledger by a cursor of its own, so that nothing is lost with the process.
/// </summary>
public sealed class WebhookSender : BackgroundService
{
    // Everything that is committed within it is one look.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly Duration AgainAfterError = Duration.FromSeconds(10);

    // A cursor that moves only past what nobody asked for is written down after so many lines.
    private const int MostUnwritten = 5_000;

    private readonly Door door;
    private readonly LiveBoard live;
    private readonly IDbContextFactory<HubContext> contexts;
    private readonly WebhookPost post;
    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<WebhookSender> log;
    private readonly LedgerWindow window;
    private readonly string process = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<long, Standing> standings = [];
    private readonly ConcurrentDictionary<long, Task> working = [];
    private readonly Alarm alarm;

    public WebhookSender(
        Door door, LiveBoard live, IDbContextFactory<HubContext> contexts, WebhookPost post, WebhookOptions options, TimeProvider time,
        ILogger<WebhookSender> log)
    {
        (this.door, this.live, this.contexts, this.post, this.options, this.time, this.log) =
            (door, live, contexts, post, options, time, log);
        (window, alarm) = (new(contexts), new(isRinging: true));
    }

    /// <summary>By which others know whose a claim is.</summary>
    internal string ProcessName => process;

    /// <summary>Messages went, well or not; quick handlers only.</summary>
    public event Action? Sent;

    /// <summary>Sends all that is due by now, and waits until it was answered.</summary>
    public async Task SendDue(CancellationToken stopping = default)
    {
        while (await Look(stopping))
            await Task.WhenAll(working.Values);
    }

    /// <summary>Sends a message about nothing, now, to see whether it arrives; also to one that is paused.</summary>
    /// <exception cref="Domain.NotAllowed">Webhooks are administrators'.</exception>
    /// <exception cref="Domain.NotFound">There is no such webhook.</exception>
    public async Task<WebhookMessage> Test(Actor actor, long id, CancellationToken stopping = default)
    {
        WebhookCommands.Allow(actor);
        Webhook webhook;
        await using (var rows = await contexts.CreateDbContextAsync(stopping))
            webhook = await rows.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, stopping) ?? throw WebhookCommands.None(id);
        if (webhook.State == WebhookState.Ended)
            throw new WebhookHasEnded();
        var answer = await post.Send(webhook, WebhookLetter.Test(id, time.Now()), stopping);
        var tested = await door.Do(actor, write => write.NoteTest(id, answer));
        Sent?.Invoke();
        return tested;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        live.Changed += alarm.Ring;
        try
        {
            await live.Ready.WaitAsync(stopping);
            while (true)
            {
                var began = time.GetTimestamp();
                await TryLook(stopping);
                await alarm.Sleep(NextAt, LongestSleep, time, stopping);
                if (Breath - time.GetElapsedTime(began) is { Ticks: > 0 } left)
                    await Task.Delay(left, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Webhooks are sent no more");
        }
        finally
        {
            live.Changed -= alarm.Ring;
        }
    }

    /// <summary>What was answered is written down first; then whoever comes next need not wait for this process.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(working.Values).WaitAsync(cancellationToken);
            if (!standings.IsEmpty)
                await door.LetGo(process);
        }
        catch (Exception error) when (error is OperationCanceledException or Busy)
        {
            log.LogDebug("Webhooks' claims end by themselves");
        }
    }

    private async Task TryLook(CancellationToken stopping)
    {
        try
        {
            await Look(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Webhooks could not be looked at; looking again after the next change");
        }
    }

    /// <returns>Whether something is being sent.</returns>
    private async Task<bool> Look(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var active = await rows.Webhooks.AsNoTracking().Where(w => w.State == WebhookState.Active).ToListAsync(stopping);
        foreach (var gone in standings.Keys.Except(active.Select(w => w.Id)))
            standings.TryRemove(gone, out _);
        if (active.Count == 0)
            return false;
        var head = await rows.Head.Select(h => h.Sequence).SingleAsync(stopping);
        foreach (var webhook in active)
            if (!working.ContainsKey(webhook.Id) && standings.GetValueOrDefault(webhook.Id)?.IsAtRest(webhook, head, time.Now()) != true)
            {
                // Noted before it runs: it takes itself out at its end.
                var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                working[webhook.Id] = WorkAfter(start.Task, webhook, stopping);
                start.SetResult();
            }
        return !working.IsEmpty;
    }

    private async Task WorkAfter(Task start, Webhook webhook, CancellationToken stopping)
    {
        await start;
        try
        {
            var next = webhook;
            while (next is not null && !stopping.IsCancellationRequested)
                next = await Work(next, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogDebug("Webhook {Webhook} goes on after the next start", webhook.Id);
        }
        catch (Exception error)
        {
            log.LogError(error, "Messages to webhook {Webhook} could not be sent; trying again in 10 seconds", webhook.Id);
            standings[webhook.Id] = Standing.Of(webhook, webhook.Cursor, isFull: true, time.Now() + AgainAfterError);
        }
        finally
        {
            working.TryRemove(webhook.Id, out _);
            alarm.Ring();
        }
    }

    /// <summary>Sends what is due, once.</summary>
    /// <returns>As it is then, to go on; null: it is at rest.</returns>
    private async Task<Webhook?> Work(Webhook webhook, CancellationToken stopping)
    {
        var now = time.Now();
        if (webhook.IsClaimedByAnother(process, now))
            return Rest(webhook, webhook.Cursor, isFull: true, webhook.ClaimedUntil);
        var cursor = standings.GetValueOrDefault(webhook.Id) is { } standing && standing.IsOf(webhook) ? standing.Cursor : webhook.Cursor;
        var waiting = await Waiting(webhook.Id, stopping);
        var isFull = waiting.Count >= options.MostWaiting;
        var (part, fresh) = isFull ? (null, []) : await window.Read(webhook, cursor, stopping);
        var heads = waiting.DistinctBy(message => message.LeadId ?? 0).Select(message => message.NextAt).ToList();
        var until = part?.Next ?? cursor;
        if (fresh.Count == 0 && heads.TrueForAll(at => at > now))
        {
            if (webhook.IsPausedAt <= now || until - webhook.Cursor > MostUnwritten)
                return await door.Record(webhook, null, until) is { State: WebhookState.Active } written ? written : null;
            standings[webhook.Id] = Standing.Of(webhook, until, isFull, heads.Append(webhook.IsPausedAt).Min());
            return part is { IsLast: false } ? webhook : null;
        }
        if (webhook.ClaimedBy != process || !(webhook.ClaimedUntil >= now + WebhookRecord.ClaimNeeded))
            // What was read may be another's by now: begun again with the claim.
            return await door.Claim(webhook.Id, process);
        var round = new WebhookRound(webhook, contexts, post, options, time);
        await round.Run(waiting, fresh, now, stopping);
        var after = await door.Record(webhook, round, until);
        Sent?.Invoke();
        return after is { State: WebhookState.Active } ? after : null;
    }

    private Webhook? Rest(Webhook webhook, long cursor, bool isFull, Instant? next)
    {
        standings[webhook.Id] = Standing.Of(webhook, cursor, isFull, next);
        return null;
    }

    private async Task<List<WebhookMessage>> Waiting(long id, CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        return await rows.WebhookMessages.AsNoTracking().Where(m => m.WebhookId == id && m.State == WebhookMessageState.Waiting)
            .OrderBy(m => m.Sequence).ToListAsync(stopping);
    }

    private Instant? NextAt => standings.Where(s => !working.ContainsKey(s.Key)).Min(s => s.Value.NextAt);
}
