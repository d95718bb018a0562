using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>How the balances of one routing rule stand, as its leads' events moved them.</summary>
public sealed class RuleTurn
{
    /// <summary>The rule's name as it is compared.</summary>
    public required string Rule { get; init; }
    public IReadOnlyList<TurnStanding> Standings { get; set; } = [];

    internal static string KeyOf(string rule) => rule.ToUpperInvariant();
}

/// <param name="Balance">In leads: what the person is owed.</param>
/// <param name="LetOutAt">When the person last got a lead that had waited; null: never.</param>
public sealed record TurnStanding(long Person, decimal Balance, Instant? LetOutAt = null);

public enum RoutedAs
{
    Offered,
    Held,
    GivenBack,
}

/// <summary>Finds the line of the ledger in which a lead was routed.</summary>
public sealed class RoutedLead
{
    public long Sequence { get; init; }
    public long LeadId { get; init; }
    public required string Rule { get; init; }
    public RoutedAs As { get; init; }

    /// <summary>Null: nobody in particular.</summary>
    public long? Person { get; init; }
    public Instant At { get; init; }
}
