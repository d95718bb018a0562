using System.Text.Json.Serialization;

namespace SmarketingHub.Domain.Agreements;

/// <summary>What is counted.</summary>
public enum Measure
{
    /// <summary>Volume: new leads handed off to the receiver.</summary>
    Leads,

    /// <summary>Volume: what the leads handed off are expected to be worth.</summary>
    ExpectedWorth,

    /// <summary>Quality: accepted ÷ (accepted + returned for the giver's reasons), in percent.</summary>
    AcceptedShare,

    /// <summary>Goal: leads that became Qualified.</summary>
    Qualified,

    /// <summary>Goal: amounts of new opportunities.</summary>
    Pipeline,

    /// <summary>Goal: amounts won.</summary>
    Revenue,
}

public enum Period
{
    Week,
    Month,
    Quarter,
}

public enum PeriodKind
{
    Volume,
    Quality,

    /// <summary>Promised together.</summary>
    Goal,
}

/// <summary>A promise that is counted over a period of the agreement's calendar and zone, not clocked lead by lead.</summary>
public sealed record PeriodCommitment
{
    /// <summary>Stable within the agreement, over its versions.</summary>
    public required string Id { get; init; }
    public required Measure Measure { get; init; }

    /// <summary>The party that owes it; null: both, together.</summary>
    public string? OwedBy { get; init; }
    public Condition Condition { get; init; } = Condition.Every;
    public Period Period { get; init; } = Period.Month;

    /// <summary>At least so much: a number of leads, an amount in the installation's currency, or percent (1 to 100).</summary>
    public required decimal Amount { get; init; }

    /// <summary>Quality: each source must reach it, and is shown apart.</summary>
    public bool BySource { get; init; }

    /// <summary>Whether both count the same leads in the same way: then two numbers contradict each other.</summary>
    public bool IsAboutTheSame(PeriodCommitment other) =>
        (Measure, OwedBy, Period, BySource) == (other.Measure, other.OwedBy, other.Period, other.BySource)
        && Condition.And(other.Condition) is { } both && both.Says(Condition) && other.Condition.And(Condition)!.Says(other.Condition);

    [JsonIgnore] // Worked out: no part of what is signed.
    public PeriodKind Kind => Measure switch
    {
        Measure.Leads or Measure.ExpectedWorth => PeriodKind.Volume,
        Measure.AcceptedShare => PeriodKind.Quality,
        _ => PeriodKind.Goal,
    };
}
