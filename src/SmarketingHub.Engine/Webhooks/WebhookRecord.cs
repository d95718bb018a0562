using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>What of sending is written down: who sends to which webhook, how messages went, how far the ledger was told.</summary>
internal static class WebhookRecord
{
    /// <summary>So long a claim holds; whoever died with one is waited for so long.</summary>
    internal static readonly Duration ClaimHolds = Duration.FromSeconds(30);

    /// <summary>A round begins only while the claim holds at least so much longer: no round takes as long.</summary>
    internal static readonly Duration ClaimNeeded = Duration.FromSeconds(19);

    /// <summary>From now on this process alone sends to it, for a while.</summary>
    /// <returns>As it is now; null: another process has it, or nothing is to be sent.</returns>
    internal static Task<Webhook?> Claim(this Door door, long id, string process) => door.DoPaced(Actor.System, write =>
    {
        var webhook = write.Rows.Webhooks.Find(id);
        if (webhook is not { State: WebhookState.Active } || webhook.IsClaimedByAnother(process, write.Now))
            return null;
        (webhook.ClaimedBy, webhook.ClaimedUntil) = (process, write.Now + ClaimHolds);
        return webhook;
    });

    internal static bool IsClaimedByAnother(this Webhook webhook, string process, Instant now) =>
        webhook.ClaimedBy != process && webhook.ClaimedUntil > now;

    /// <summary>What this process claimed is anybody's.</summary>
    internal static Task<int> LetGo(this Door door, string process) => door.DoPaced(Actor.System, write =>
        write.Rows.Webhooks.Where(w => w.ClaimedBy == process)
            .ExecuteUpdate(set => set.SetProperty(w => w.ClaimedBy, (string?)null).SetProperty(w => w.ClaimedUntil, (Instant?)null)));

    /// <summary>Writes down a round.</summary>
    /// <param name="known">As the webhook was when the round began.</param>
    /// <param name="cursor">So far the ledger is told, or waits in its messages.</param>
    /// <returns>As it is now; null: it was deleted.</returns>
    internal static Task<Webhook?> Record(this Door door, Webhook known, WebhookRound? round, long cursor) =>
        door.DoPaced(Actor.System, write =>
        {
            var webhook = write.Rows.Webhooks.Find(known.Id);
            if (webhook is null)
                return null;
            // Somebody had it sent again meanwhile: what this round did not finish is read again from there.
            var isMoved = webhook.Cursor != known.Cursor;
            if (!isMoved)
                webhook.Cursor = cursor;
            if (round is not null)
                Messages(write, webhook, round, isMoved);
            Judge(write, webhook, round);
            if (webhook.ClaimedBy == known.ClaimedBy)
                webhook.ClaimedUntil = webhook.State == WebhookState.Active ? write.Now + ClaimHolds : null;
            return webhook;
        });

    private static void Messages(Write write, Webhook webhook, WebhookRound round, bool isMoved)
    {
        foreach (var message in round.Fresh)
            if (message.State != WebhookMessageState.Waiting || !isMoved && !round.IsGone)
                write.Rows.WebhookMessages.Add(message.As(write.NextId()));
        var tried = round.Tried.Where(message => message.Id != 0).ToDictionary(message => message.Id);
        foreach (var ids in tried.Keys.Chunk(HubContext.MostIds))
            foreach (var row in write.Rows.WebhookMessages.AsTracking().Where(m => m.WebhookId == webhook.Id && ids.Contains(m.Id)))
                row.Take(tried[row.Id]);
    }

    private static void Judge(Write write, Webhook webhook, WebhookRound? round)
    {
        var tried = round?.Tried ?? [];
        if (tried.Any(message => message.State == WebhookMessageState.Delivered))
        {
            // It is back: what waits need not wait for its next attempt.
            if (webhook.FailingSince is { } since && write.Now - since >= WebhookSchedule.Away)
                write.Rows.WebhookMessages
                    .Where(m => m.WebhookId == webhook.Id && m.State == WebhookMessageState.Waiting)
                    .ExecuteUpdate(set => set.SetProperty(m => m.NextAt, (Instant?)null));
            webhook.FailingSince = null;
        }
        else if (tried.Count > 0)
        {
            webhook.FailingSince ??= tried.Min(message => message.LastAt);
        }
        if (webhook.State != WebhookState.Active)
            return;
        if (round is { IsGone: true })
            write.StopWebhook(webhook, WebhookState.Ended);
        else if (webhook.IsPausedAt <= write.Now)
            write.StopWebhook(webhook, WebhookState.Paused);
    }

    extension(Webhook webhook)
    {
        /// <summary>When it is paused if nothing gets through until then; null: nothing has failed.</summary>
        internal Instant? IsPausedAt => webhook.FailingSince is { } since ? since + WebhookSchedule.PausedAfter : null;
    }

    private static WebhookMessage As(this WebhookMessage message, long id)
    {
        var row = new WebhookMessage
        {
            Id = id,
            WebhookId = message.WebhookId,
            Sequence = message.Sequence,
            LeadId = message.LeadId,
            Type = message.Type,
        };
        row.Take(message);
        return row;
    }

    private static void Take(this WebhookMessage row, WebhookMessage from)
    {
        (row.State, row.Attempts, row.FirstAt, row.LastAt) = (from.State, from.Attempts, from.FirstAt, from.LastAt);
        (row.NextAt, row.Status, row.Problem, row.Milliseconds) = (from.NextAt, from.Status, from.Problem, from.Milliseconds);
    }
}
