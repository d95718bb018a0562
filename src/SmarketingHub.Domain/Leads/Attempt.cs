using NodaTime;

namespace SmarketingHub.Domain.Leads;

public enum AttemptKind
{
    Call,
    Email,
    Meeting,
    Message,

    /// <summary>An automated email of a sequence: kept, but no commitment counts it.</summary>
    Sequence,
}

/// <summary>One try to reach the contact.</summary>
public sealed class Attempt
{
    public long Id { get; init; }
    public long LeadId { get; init; }
    public AttemptKind Kind { get; init; }

    /// <summary>Two-way contact was made.</summary>
    public bool Reached { get; init; }
    public Instant OccurredAt { get; init; }

    /// <summary>The person who made it, if one is named.</summary>
    public long? By { get; init; }
    public required string Party { get; init; }

    /// <summary>The connector's own id of the activity, so that it is not counted twice: a digest of it under the person's key.</summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// Two that a connector told of are one when their ids are; under the keys of two persons, when all that is told of them is.
    /// </summary>
    public bool IsSameActivity(Attempt other) => ExternalId is not null && other.ExternalId is not null
        && (ExternalId == other.ExternalId
            || (Kind, Reached, OccurredAt, By, Party) == (other.Kind, other.Reached, other.OccurredAt, other.By, other.Party));

    public bool Counts => Kind != AttemptKind.Sequence;
}
