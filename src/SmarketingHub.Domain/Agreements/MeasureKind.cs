using System.Collections.Immutable;

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

public enum PeriodKind
{
    Volume,
    Quality,

    /// <summary>Promised together.</summary>
    Goal,
}

/// <summary>In what a measure is counted.</summary>
public enum Unit
{
    /// <summary>Whole leads.</summary>
    Leads,

    /// <summary>In the installation's currency.</summary>
    Money,

    /// <summary>Percent of leads, 1 to 100.</summary>
    Percent,
}

/// <summary>All that is particular to a measure, but for how leads are counted for it: the one table of them.</summary>
/// <param name="Begins">The amount with which a new sentence begins.</param>
public sealed record MeasureKind(Measure Measure, PeriodKind Kind, Unit Unit, decimal Begins)
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly ImmutableArray<MeasureKind> All =
    [
        new(Measure.Leads, PeriodKind.Volume, Unit.Leads, 40),
        new(Measure.ExpectedWorth, PeriodKind.Volume, Unit.Money, 100_000),
        new(Measure.AcceptedShare, PeriodKind.Quality, Unit.Percent, 70),
        new(Measure.Revenue, PeriodKind.Goal, Unit.Money, 100_000),
        new(Measure.Qualified, PeriodKind.Goal, Unit.Leads, 40),
        new(Measure.Pipeline, PeriodKind.Goal, Unit.Money, 100_000),
    ];

    private static readonly ImmutableArray<MeasureKind> ByMeasure = [.. All.OrderBy(kind => kind.Measure)];

    public static MeasureKind Of(Measure measure) => ByMeasure[(int)measure];
}
