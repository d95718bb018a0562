using NodaTime;

namespace SmarketingHub.Engine.Data;

public enum WebhookState
{
    Active,

    /// <summary>Nothing is sent until somebody resumes it; then what happened meanwhile is.</summary>
    Paused,

    /// <summary>It answered 410: nothing is sent to it ever again.</summary>
    Ended,
}

/// <summary>Another system that is told of events, at its own address.</summary>
public sealed class Webhook
{
    public long Id { get; init; }

    /// <summary>Where to; it may have a secret of the other system in it, so the ledger names its host alone.</summary>
    public required string Url { get; set; }

    /// <summary>Types of events, or <c>*</c> for all.</summary>
    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>Of which leads only; null asks nothing.</summary>
    public string? Holder { get; set; }
    public string? Stage { get; set; }
    public string? Source { get; set; }
    public string? Grade { get; set; }
    public string? Country { get; set; }

    /// <summary>What its messages are signed with: <c>whsec_…</c>. Shown once, never in the ledger or a log.</summary>
    public required string Secret { get; set; }

    /// <summary>Messages are signed with the secret of before, too, until then.</summary>
    public string? OldSecret { get; set; }
    public Instant? OldSecretUntil { get; set; }
    public WebhookState State { get; set; }
    public Instant StateAt { get; set; }

    /// <summary>Who did that, as the ledger writes actors; <c>system</c>: nothing got through for too long, or it answered 410.</summary>
    public required string StateBy { get; set; }

    /// <summary>The person who is told when it is paused or ends; null: all administrators are.</summary>
    public long? Owner { get; set; }
    public required string MadeBy { get; init; }
    public Instant MadeAt { get; init; }

    /// <summary>Up to here the ledger was looked through for it: what fits was sent, or waits in its messages.</summary>
    public long Cursor { get; set; }

    /// <summary>Since then nothing has got through; null: the last attempt did, or there was none.</summary>
    public Instant? FailingSince { get; set; }

    /// <summary>Rises with each change by somebody.</summary>
    public int Version { get; set; }

    /// <summary>The process that sends to it now, and until when nobody else does.</summary>
    public string? ClaimedBy { get; set; }
    public Instant? ClaimedUntil { get; set; }

    /// <summary>The host of its address, by which people know it.</summary>
    public string Host => Uri.TryCreate(Url, UriKind.Absolute, out var uri) ? uri.Host : Url;

    public bool HasFilter => (Holder ?? Stage ?? Source ?? Grade ?? Country) is not null;
}

public enum WebhookMessageState
{
    /// <summary>Tried and to be tried again, or behind one of its lead that is.</summary>
    Waiting,
    Delivered,

    /// <summary>Given up: for 75 hours nothing got through, or the address ended.</summary>
    Failed,
}

/// <summary>Why an attempt got no good answer.</summary>
public enum WebhookProblem
{
    /// <summary>An answer, and none between 200 and 299.</summary>
    Status,
    TimedOut,
    NoSuchName,
    PrivateAddress,
    NotSecure,
    Unreachable,
    BrokenAnswer,
}

/// <summary>One message to a webhook, and how its last attempt went. Nothing of what it says, and of an answer the status alone.</summary>
public sealed class WebhookMessage
{
    public long Id { get; init; }
    public long WebhookId { get; init; }

    /// <summary>Of the ledger's line that it tells; null: a test.</summary>
    public long? Sequence { get; init; }
    public long? LeadId { get; init; }
    public required string Type { get; init; }
    public WebhookMessageState State { get; set; }
    public int Attempts { get; set; }
    public Instant? FirstAt { get; set; }
    public Instant? LastAt { get; set; }

    /// <summary>Not before; null: as soon as it is the first of its lead.</summary>
    public Instant? NextAt { get; set; }

    /// <summary>The HTTP status of the last answer.</summary>
    public int? Status { get; set; }
    public WebhookProblem? Problem { get; set; }

    /// <summary>How long the last attempt took.</summary>
    public int? Milliseconds { get; set; }
}
