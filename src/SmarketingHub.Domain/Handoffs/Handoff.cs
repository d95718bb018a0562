using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Handoffs;

public enum HandoffState
{
    Offered,
    Accepted,
    Returned,
    Closed,
}

/// <summary>The passing of a lead from one party to another. At most one is open on a lead.</summary>
public sealed class Handoff
{
    public long Id { get; init; }
    public long LeadId { get; init; }
    public HandoffState State { get; internal set; }

    /// <summary>The party that gives, and holds the lead until it is accepted.</summary>
    public required string From { get; init; }
    public long? Giver { get; init; }
    public required string To { get; init; }
    public string? ToTeam { get; internal set; }

    /// <summary>Null: the queue.</summary>
    public long? ToPerson { get; internal set; }
    public Stage OfferedIn { get; init; }

    /// <summary>
    /// What the lead was expected to be worth when it was first offered, by the agreement of then; in the installation's currency.
    /// </summary>
    public decimal? Worth { get; init; }
    public Instant OfferedAt { get; internal set; }
    public Instant? AcceptedAt { get; internal set; }
    public Instant? ReturnedAt { get; internal set; }
    public Instant? ClosedAt { get; internal set; }
    public ReturnReason? Reason { get; internal set; }
    public bool Disputed { get; internal set; }

    /// <summary>How often it was returned; a time-out is nobody's bounce.</summary>
    public int Bounces { get; internal set; }

    /// <summary>What closed it: an answer to the return, a withdrawal, the lead's end.</summary>
    public Trigger? Answer { get; internal set; }

    /// <summary>Offered, or returned and not yet answered: the lead's stage moves wait for it.</summary>
    public bool IsOpen => State is HandoffState.Offered or HandoffState.Returned;

    /// <summary>Meant by name, as a member of the team, or from the queue.</summary>
    public bool IsFor(long person, string? team) => ToPerson is { } named ? named == person : ToTeam is null || ToTeam == team;

    public Addressee Addressee => new(To, ToTeam, ToPerson);

    internal Handoff Copy() => (Handoff)MemberwiseClone();
}
