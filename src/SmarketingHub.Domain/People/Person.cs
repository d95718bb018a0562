using NodaTime;

namespace SmarketingHub.Domain.People;

/// <summary>Somebody who works here or at a partner. Changed only through the door, like a lead.</summary>
public sealed record Person
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Party { get; init; }
    public string? Team { get; init; }
    public required Role Role { get; init; }
    public bool Active { get; init; } = true;

    /// <summary>Away from this instant (inclusive) …</summary>
    public Instant? AwayFrom { get; init; }

    /// <summary>… to this one (exclusive). Null with a start: until further notice.</summary>
    public Instant? AwayUntil { get; init; }

    /// <summary>Who gets the leads meanwhile.</summary>
    public long? StandIn { get; init; }

    /// <summary>When it was last deactivated or moved to another party, and how often: each time what it had goes on to others.</summary>
    public Instant? LeftAt { get; init; }
    public int Departures { get; init; }

    /// <summary>How often an absence was said: one that is said again begins again.</summary>
    public int Absences { get; init; }

    public bool IsAway(Instant at) => AwayFrom <= at && (AwayUntil is null || at < AwayUntil);

    /// <summary>Active and not away.</summary>
    public bool IsThere(Instant at) => Active && !IsAway(at);

    public string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0])).Take(2));
}
