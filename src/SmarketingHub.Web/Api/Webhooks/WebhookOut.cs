using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Webhooks;

/// <summary>Another system that is told of events.</summary>
public sealed record WebhookOut
{
    public required long Id { get; init; }

    [Description("Rises whenever somebody changes, pauses or resumes it: its ETag, for If-Match.")]
    public required int Version { get; init; }

    [Description("`whsec_…`, what messages are signed with: told once, by the call that made it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }
    public required string Url { get; init; }
    public required IReadOnlyList<string> Events { get; init; }

    [Description("Null: all leads, and the company.")]
    public required WebhookFilterBody? Filter { get; init; }

    [Description("paused: by somebody, or by the system because nothing had got through for 5 days; ended: it answered 410.")]
    public required WebhookState State { get; init; }
    public required Instant StateAt { get; init; }

    [Description("`person:7`, `key:12` or `system`.")]
    public required string StateBy { get; init; }
    public required long? Owner { get; init; }
    public required string MadeBy { get; init; }
    public required Instant MadeAt { get; init; }

    [Description("Up to here each event that fits was sent, or waits.")]
    public required long Sequence { get; init; }

    [Description("So many messages wait for their next attempt, or behind one that does.")]
    public required int Waiting { get; init; }

    [Description("Since then nothing has got through; null: the last attempt did, or there was none.")]
    public required Instant? FailingSince { get; init; }

    [Description("Until then messages are signed with the secret of before, too.")]
    public required Instant? OldSecretUntil { get; init; }

    internal static WebhookOut Of(Webhook webhook, int waiting, Instant now) => new()
    {
        Id = webhook.Id,
        Version = webhook.Version,
        Url = webhook.Url,
        Events = webhook.Events,
        Filter = !webhook.HasFilter ? null : new()
        {
            Holder = webhook.Holder,
            Stage = webhook.Stage,
            Source = webhook.Source,
            Grade = webhook.Grade,
            Country = webhook.Country,
        },
        State = webhook.State,
        StateAt = webhook.StateAt,
        StateBy = webhook.StateBy,
        Owner = webhook.Owner,
        MadeBy = webhook.MadeBy,
        MadeAt = webhook.MadeAt,
        Sequence = webhook.Cursor,
        Waiting = waiting,
        FailingSince = webhook.FailingSince,
        OldSecretUntil = webhook.OldSecretUntil > now ? webhook.OldSecretUntil : null,
    };
}

/// <summary>One message, and how its last attempt went. Nothing is kept of what it said, nor of the answer but its status.</summary>
/// <param name="MessageId">Its <c>webhook-id</c>; null: of a test.</param>
/// <param name="Sequence">Of the event; null: a test.</param>
/// <param name="State">waiting: for its next attempt, or behind an earlier one of its lead; failed: given up.</param>
/// <param name="Attempts">So many were made.</param>
/// <param name="At">When the last was made.</param>
/// <param name="NextAt">When the next is made; null: none, or as soon as it is the first of its lead.</param>
/// <param name="Status">The HTTP status that was answered.</param>
/// <param name="Problem">Why it was not taken; null: it was, or was not tried yet.</param>
/// <param name="Milliseconds">How long the last attempt took.</param>
public sealed record DeliveryOut(
    long Id, string? MessageId, long? Sequence, long? LeadId, string Type, WebhookMessageState State, int Attempts, Instant? FirstAt,
    Instant? At, Instant? NextAt, int? Status, WebhookProblem? Problem, int? Milliseconds)
{
    internal static DeliveryOut Of(WebhookMessage message) => new(
        message.Id, message.Sequence is { } sequence ? $"msg_{message.WebhookId}_{sequence}" : null, message.Sequence, message.LeadId,
        message.Type, message.State, message.Attempts, message.FirstAt, message.LastAt, message.NextAt, message.Status, message.Problem,
        message.Milliseconds);
}

/// <summary>What is sent again.</summary>
/// <param name="From">The first sequence.</param>
/// <param name="To">The last that there was.</param>
public sealed record ResentOut(long From, long To);
