using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Housekeeping;

/// <summary>Removes, once an hour and in small batches, what nobody needs any more.</summary>
public sealed class Housekeeper(
    Door door, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<Housekeeper> log) : BackgroundService
{
    /// <summary>So long a repeated request is known again by its key.</summary>
    public static readonly Duration KeysAreKept = Duration.FromDays(7);

    /// <summary>So long after it was told, a notice that was read is kept.</summary>
    public static readonly Duration ReadNoticesAreKept = Duration.FromDays(90);

    public static readonly Duration NoticesAreKept = Duration.FromDays(180);

    /// <summary>So long after its start, an import's rejected rows are kept.</summary>
    public static readonly Duration RejectsAreKept = Duration.FromDays(90);

    /// <summary>A cookie lives for 14 days from its last renewal, which was before its session ended.</summary>
    public static readonly Duration EndedSessionsAreKept = Duration.FromDays(15);

    /// <summary>So long after its last attempt, a webhook's message that is sent or given up is kept.</summary>
    public static readonly Duration WebhookLogIsKept = Duration.FromDays(30);

    /// <summary>Of each webhook's messages so many are kept at most, the newest.</summary>
    public const int MostOfWebhookLog = 10_000;

    /// <summary>So long what looks like spam waits for somebody who lets it in.</summary>
    public static readonly Duration HeldInquiriesAreKept = Duration.FromDays(90);

    /// <summary>So long after it was made, a letter that was sent or had nothing to tell is kept, with its deliveries.</summary>
    public static readonly Duration LettersAreKept = Duration.FromDays(30);

    /// <summary>So long one is kept that was given up: till then it can be sent again.</summary>
    public static readonly Duration DeadLettersAreKept = Duration.FromDays(90);

    // A transaction short enough for whoever waits behind it.
    private const int AtOnce = 500;

    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    // A server that is started more often than that tidies, too, and not while it has the most to do.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(5);

    /// <summary>Removes all that is too old by now.</summary>
    public async Task Tidy(CancellationToken stop = default)
    {
        var now = time.Now();
        var (keys, sessions, rejects) = (now - KeysAreKept, now - EndedSessionsAreKept, now - RejectsAreKept);
        await Repeat(stop, rows => OldestBatch(rows.IdempotencyKeys.Where(k => k.At < keys).Select(k => k.At)),
            (rows, upTo) => rows.IdempotencyKeys.Where(k => k.At <= upTo).ExecuteDelete());
        await Repeat(stop, rows => OldNotices(rows, now), (rows, ids) => rows.Notices.Where(n => ids.Contains(n.Id)).ExecuteDelete());
        await Repeat(stop, rows => OldestBatch(rows.EndedSessions.Where(s => s.At < sessions).Select(s => s.At)),
            (rows, upTo) => rows.EndedSessions.Where(s => s.At <= upTo).ExecuteDelete());
        await Repeat(stop,
            rows => rows.ImportRuns.Where(r => (r.Rejects != null || r.Report != null) && r.StartedAt < rejects).Select(r => (long?)r.Id)
                .FirstOrDefaultAsync(stop),
            (rows, id) => rows.ImportRuns.Where(r => r.Id == id)
                .ExecuteUpdate(set => set.SetProperty(r => r.Rejects, (string?)null).SetProperty(r => r.Report, (string?)null)));
        await Repeat(stop, rows => OldMessages(rows, now - WebhookLogIsKept),
            (rows, ids) => rows.WebhookMessages.Where(m => ids.Contains(m.Id)).ExecuteDelete());
        await Repeat(stop, rows => OldestBatch(rows.HeldInquiries.Where(h => h.At < now - HeldInquiriesAreKept).Select(h => h.At)),
            (rows, upTo) => rows.HeldInquiries.Where(h => h.At <= upTo).ExecuteDelete());
        // What waits for its digest or its next attempt stays, however old.
        await Repeat(stop, rows => OldDeliveries(rows, now), (rows, ids) => rows.Deliveries.Where(d => ids.Contains(d.Id)).ExecuteDelete());
        await Repeat(stop, rows => OldLetters(rows, now), (rows, ids) => rows.Letters.Where(l => ids.Contains(l.Id)).ExecuteDelete());
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            await Task.Delay(FirstLook, time, stopping);
            await TryTidy(stopping);
            while (await timer.WaitForNextTickAsync(stopping))
                await TryTidy(stopping);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("What is too old by now is removed after the next start");
        }
    }

    private async Task TryTidy(CancellationToken stopping)
    {
        try
        {
            await Tidy(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "What is too old could not be removed; trying again in an hour");
        }
    }

    // What is found is read beside the door; a batch at a time goes through it, with room for others in between.
    private async Task Repeat<T>(CancellationToken stop, Func<HubContext, Task<T?>> find, Func<HubContext, T, int> remove)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var rows = await contexts.CreateDbContextAsync(stop);
            if (await find(rows) is not { } found)
                return;
            await door.DoPaced(Actor.System, write => remove(write.Rows, found), "Tidy");
        }
    }

    /// <summary>Up to which instant there is one batch; null: nothing is left.</summary>
    private static async Task<Instant?> OldestBatch(IQueryable<Instant> too) =>
        await too.OrderBy(at => at).Take(AtOnce).MaxAsync(at => (Instant?)at);

    private static async Task<List<long>?> OldNotices(HubContext rows, Instant now)
    {
        var (unread, read) = (now - NoticesAreKept, now - ReadNoticesAreKept);
        var ids = await rows.Notices.Where(n => n.At < unread || n.At < read && n.ReadAt != null).OrderBy(n => n.At).Take(AtOnce)
            .Select(n => n.Id).ToListAsync();
        return ids.Count > 0 ? ids : null;
    }

    private static async Task<List<long>?> OldDeliveries(HubContext rows, Instant now)
    {
        var (sent, dead) = (now - LettersAreKept, now - DeadLettersAreKept);
        var ids = await rows.Deliveries.Where(d => d.At < sent && d.State != DeliveryState.Waiting
            && (d.State != DeliveryState.Dead || d.At < dead)).OrderBy(d => d.At).Take(AtOnce).Select(d => d.Id).ToListAsync();
        return ids.Count > 0 ? ids : null;
    }

    private static async Task<List<long>?> OldLetters(HubContext rows, Instant now)
    {
        var (sent, dead) = (now - LettersAreKept, now - DeadLettersAreKept);
        var ids = await rows.Letters.Where(l => l.MadeAt < sent && l.State != LetterState.Waiting
            && (l.State != LetterState.Dead || l.MadeAt < dead)).OrderBy(l => l.MadeAt).Take(AtOnce).Select(l => l.Id).ToListAsync();
        return ids.Count > 0 ? ids : null;
    }

    private static async Task<List<long>?> OldMessages(HubContext rows, Instant old)
    {
        var ended = rows.WebhookMessages.Where(m => m.State != WebhookMessageState.Waiting);
        var ids = await ended.Where(m => m.LastAt < old).OrderBy(m => m.LastAt).Take(AtOnce).Select(m => m.Id).ToListAsync();
        foreach (var webhook in ids.Count > 0 ? [] : await rows.Webhooks.Select(w => w.Id).ToListAsync())
            if (ids.Count == 0)
                ids = await ended.Where(m => m.WebhookId == webhook).OrderByDescending(m => m.Id).Skip(MostOfWebhookLog).Take(AtOnce)
                    .Select(m => m.Id).ToListAsync();
        return ids.Count > 0 ? ids : null;
    }
}
