using System.Text.Json.Serialization;

namespace SmarketingHub.Domain.Agreements;

public enum Period
{
    Week,
    Month,
    Quarter,
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
        && Condition.SetEquals(other.Condition);

    [JsonIgnore] // Worked out: no part of what is signed.
    public PeriodKind Kind => MeasureKind.Of(Measure).Kind;
}
