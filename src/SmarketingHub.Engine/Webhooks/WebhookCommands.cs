using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>
/// What administrators do with webhooks. The ledger says that it was done, by whom and for which host; addresses whole, secrets and
/// how messages went stand in the rows alone.
/// </summary>
public static class WebhookCommands
{
    /// <summary>So many there are at most.</summary>
    public const int Most = 200;

    private const int SecretBytes = 32;

    /// <exception cref="NotAllowed">Webhooks are administrators'.</exception>
    public static void Allow(Actor actor)
    {
        if (!actor.KeepsWebhooks())
            throw new NotAllowed("Only administrators keep webhooks.");
    }

    /// <summary>It is told of what happens from now on, and of nothing before.</summary>
    /// <exception cref="InvalidArgument">Of the field that is wrong.</exception>
    public static Webhook MakeWebhook(this Write write, WebhookText text)
    {
        Allow(write.Actor);
        if (write.Rows.Webhooks.Count() >= Most)
            throw new InvalidArgument("url", $"There are {Most} webhooks; delete one first.");
        var said = (text with { Owner = text.Owner ?? write.Actor.PersonId }).Check(write.Company);
        var made = new Webhook
        {
            Id = write.NextId(),
            Url = said.Url!,
            Secret = NewSecret(),
            State = WebhookState.Active,
            StateAt = write.Now,
            StateBy = write.Actor.ToString(),
            MadeBy = write.Actor.ToString(),
            MadeAt = write.Now,
            Version = 1,
        };
        said.Over(made);
        write.Rows.Webhooks.Add(made);
        write.Note(WebhookEvents.Made, Told(made));
        // From behind its own making on.
        made.Cursor = write.Sequence;
        return made;
    }

    /// <summary>What waits for it goes to the new address; what it was not told of by another filter it is not told of later.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="id">Which.</param>
    /// <param name="known">The version that was looked at; null: whichever it is.</param>
    /// <param name="change">What it says of what stood there.</param>
    /// <exception cref="Stale">Somebody changed it since.</exception>
    public static Webhook ChangeWebhook(this Write write, long id, int? known, Func<WebhookText, WebhookText> change)
    {
        var webhook = write.Webhook(id);
        if (known is { } looked && looked != webhook.Version)
            throw new Stale(webhook.Version, []);
        var said = change(WebhookText.Of(webhook)).Check(write.Company);
        var moves = said.Url != webhook.Url;
        said.Over(webhook);
        webhook.Version++;
        if (moves)
            BeginAnew(write, webhook);
        write.Note(WebhookEvents.Changed, Told(webhook));
        return webhook;
    }

    /// <summary>With its log and its secrets.</summary>
    public static void DeleteWebhook(this Write write, long id)
    {
        var webhook = write.Webhook(id);
        write.Note(WebhookEvents.Deleted, new { webhook = id, host = webhook.Host });
        write.Rows.WebhookMessages.Where(m => m.WebhookId == id).ExecuteDelete();
        write.Rows.Webhooks.Remove(webhook);
    }

    public static Webhook PauseWebhook(this Write write, long id)
    {
        var webhook = write.Webhook(id);
        RefuseEnded(webhook);
        if (webhook.State == WebhookState.Active)
            Bring(write, webhook, WebhookState.Paused, WebhookEvents.Paused);
        return webhook;
    }

    /// <summary>What waits, and what happened meanwhile, is sent; what waits begins its 75 hours anew.</summary>
    public static Webhook ResumeWebhook(this Write write, long id)
    {
        var webhook = write.Webhook(id);
        RefuseEnded(webhook);
        if (webhook.State != WebhookState.Paused)
            return webhook;
        BeginAnew(write, webhook);
        Bring(write, webhook, WebhookState.Active, WebhookEvents.Resumed);
        return webhook;
    }

    /// <summary>A new secret; for a day messages are signed with the one of before, too.</summary>
    public static Webhook RotateWebhook(this Write write, long id)
    {
        var webhook = write.Webhook(id);
        (webhook.OldSecret, webhook.OldSecretUntil, webhook.Secret) = (webhook.Secret, write.Now + WebhookSchedule.Overlap, NewSecret());
        webhook.Version++;
        write.Note(WebhookEvents.Rotated, new { webhook = id, until = webhook.OldSecretUntil });
        return webhook;
    }

    /// <summary>All that fits from that sequence on is sent again, in order, each message with the id that it had.</summary>
    /// <returns>Up to which sequence there is something now.</returns>
    /// <exception cref="InvalidArgument">Of <c>from</c>: there is no such event.</exception>
    public static long ResendWebhook(this Write write, long id, long? from)
    {
        var webhook = write.Webhook(id);
        RefuseEnded(webhook);
        var last = write.Sequence;
        if (from is not { } first || first < 1 || first > last)
            throw new InvalidArgument("from", $"Give the sequence of an event: 1 to {last}.");
        write.Rows.WebhookMessages.Where(m => m.WebhookId == id && m.State == WebhookMessageState.Waiting && m.Sequence >= first)
            .ExecuteDelete();
        webhook.Cursor = Math.Min(webhook.Cursor, first - 1);
        webhook.Version++;
        write.Note(WebhookEvents.Resent, new { webhook = id, from = first });
        return last;
    }

    /// <summary>Notes how a test went. One that answers 410 has ended.</summary>
    internal static WebhookMessage NoteTest(this Write write, long id, WebhookAnswer answer)
    {
        var webhook = write.Webhook(id);
        var tested = new WebhookMessage
        {
            Id = write.NextId(),
            WebhookId = id,
            Type = WebhookEvents.Test,
            State = answer.IsTaken ? WebhookMessageState.Delivered : WebhookMessageState.Failed,
        };
        tested.Note(answer, write.Now);
        write.Rows.WebhookMessages.Add(tested);
        if (answer.IsGone && webhook.State != WebhookState.Ended)
            write.StopWebhook(webhook, WebhookState.Ended);
        return tested;
    }

    /// <summary>The system's own: nothing got through for too long, or the address has ended.</summary>
    internal static void StopWebhook(this Write write, Webhook webhook, WebhookState state)
    {
        if (state == WebhookState.Ended)
            write.Rows.WebhookMessages.Where(m => m.WebhookId == webhook.Id && m.State == WebhookMessageState.Waiting)
                .ExecuteUpdate(set => set.SetProperty(m => m.State, WebhookMessageState.Failed).SetProperty(m => m.NextAt, (Instant?)null));
        Bring(write, webhook, state, state == WebhookState.Ended ? WebhookEvents.Ended : WebhookEvents.Paused);
        var people = write.Company.Person(webhook.Owner) is { Active: true } owner
            ? [owner]
            : write.Company.People.Values.Where(p => p.Role == Role.Admin);
        write.Tell(state == WebhookState.Ended ? NoticeKind.WebhookEnded : NoticeKind.WebhookPaused, webhook.Host, people);
    }

    private static void Bring(Write write, Webhook webhook, WebhookState state, string type)
    {
        (webhook.State, webhook.StateAt, webhook.StateBy) = (state, write.Now, write.Actor.ToString());
        webhook.Version++;
        write.Note(type, new { webhook = webhook.Id, host = webhook.Host });
    }

    private static void BeginAnew(Write write, Webhook webhook)
    {
        webhook.FailingSince = null;
        write.Rows.WebhookMessages.Where(m => m.WebhookId == webhook.Id && m.State == WebhookMessageState.Waiting)
            .ExecuteUpdate(set => set.SetProperty(m => m.NextAt, (Instant?)null).SetProperty(m => m.FirstAt, (Instant?)null)
                .SetProperty(m => m.Attempts, 0));
    }

    private static void RefuseEnded(Webhook webhook)
    {
        if (webhook.State == WebhookState.Ended)
            throw new WebhookHasEnded();
    }

    private static Webhook Webhook(this Write write, long id)
    {
        Allow(write.Actor);
        return write.Rows.Webhooks.Find(id) ?? throw None(id);
    }

    internal static NotFound None(long id) => new($"There is no webhook {id}.");

    private static object Told(Webhook webhook) => new
    {
        webhook = webhook.Id,
        host = webhook.Host,
        events = webhook.Events,
        holder = webhook.Holder,
        stage = webhook.Stage,
        source = webhook.Source,
        grade = webhook.Grade,
        country = webhook.Country,
        owner = webhook.Owner,
    };

    private static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
}

/// <summary>It answered 410, which cannot be undone here.</summary>
public sealed class WebhookHasEnded() : Refusal("Its address answered 410 Gone, which ended it. Make a new webhook.");
