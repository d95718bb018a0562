using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Routing;

/// <summary>How somebody is found among those to whom a rule leads.</summary>
public enum RouteMethod
{
    /// <summary>Nobody in particular: the queue.</summary>
    Queue,

    /// <summary>In turn, by weight: <see cref="FairTurn"/>.</summary>
    Turn,

    /// <summary>Whoever has the fewest open leads for their weight.</summary>
    Capacity,

    /// <summary>Whoever owns the account; where nobody does, in turn.</summary>
    Owner,
}

/// <summary>What becomes of a lead when nobody is free.</summary>
public enum IfNobody
{
    /// <summary>The next rule that fits; where none is left, the queue.</summary>
    Overflow,

    /// <summary>The lead waits until somebody is free, for so long at most.</summary>
    Hold,

    /// <summary>The queue, and its team leads are told.</summary>
    Tell,
}

/// <summary>One sentence: such leads go there, to somebody found in this way.</summary>
public sealed record RoutingRule
{
    /// <summary>Its own among the rules, whatever the case of its letters. Balances are kept under it.</summary>
    public required string Name { get; init; }
    public Condition When { get; init; } = Condition.Every;

    /// <summary><c>sales</c>, <c>team:emea</c>, <c>partner:altamar</c> or <c>person:7</c>.</summary>
    public required string To { get; init; }
    public RouteMethod Method { get; init; }

    /// <summary>Those who are asked, of the target; none: all of it who take leads.</summary>
    public IReadOnlyList<RoutedPerson> People { get; init => field = value ?? []; } = [];
    public IfNobody IfNobody { get; init; }

    /// <summary>
    /// How long a lead is held at most, in the calendar of the agreement with whoever gets it; null: <see cref="HoldsFor"/>.
    /// </summary>
    public BusinessDuration? HoldFor { get; init; }

    /// <summary>The calendar within which people are asked; null: at any time.</summary>
    public string? Calendar { get; init; }

    public static readonly BusinessDuration HoldsFor = BusinessDuration.Parse("PT8H");

    public bool IsCalled(string? name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Somebody in a rule.</summary>
/// <param name="Weight">As <see cref="Routing.Weight"/> takes it.</param>
/// <param name="Limit">With so many open leads, and offers that wait, nothing more; null: no limit.</param>
/// <param name="Countries">Asked for leads of these alone; none: of any.</param>
/// <param name="Calendar">Instead of the rule's.</param>
public sealed record RoutedPerson(
    long Id, decimal Weight = 1, int? Limit = null, IReadOnlyList<string>? Countries = null, string? Calendar = null)
{
    public IReadOnlyList<string> Countries { get; init; } = Countries ?? [];
}

/// <summary>The rules of the company in their order, of which the first that fits counts.</summary>
/// <param name="Version">Counted from 1; 0: nobody has written any yet.</param>
/// <param name="By">Who put it in force, as the ledger writes it.</param>
public sealed record RoutingRules(int Version, IReadOnlyList<RoutingRule> Rules, NodaTime.Instant At, string By)
{
    public static readonly RoutingRules None = new(0, [], default, "system");

    public RoutingRule? Called(string? name) => name is null ? null : Rules.FirstOrDefault(rule => rule.IsCalled(name));
}
