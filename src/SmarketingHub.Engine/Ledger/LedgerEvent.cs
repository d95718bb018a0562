using NodaTime;

namespace SmarketingHub.Engine.Ledger;

/// <summary>One line of the ledger, as it was committed.</summary>
public sealed class LedgerEvent
{
    public long Sequence { get; init; }
    public long? LeadId { get; init; }
    public required string Type { get; init; }

    /// <summary><c>person:7</c>, <c>key:12</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }
    public Instant At { get; init; }
    public Instant RecordedAt { get; init; }

    /// <summary>UTF-8 JSON; the chain runs over these very bytes.</summary>
    public required byte[] Body { get; init; }
    public required byte[] Hash { get; init; }
}
