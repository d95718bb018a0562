using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Engine.Breaches;

public enum BreachStatus
{
    /// <summary>Still counting.</summary>
    Open,

    /// <summary>Done at last, or ended with the lead.</summary>
    Stopped,
    Excused,

    /// <summary>Late evidence took it back.</summary>
    Corrected,
}

public enum BreachPart
{
    /// <summary>Those that count still, and those of the past 30 days.</summary>
    All,

    /// <summary>Those that count still and are not excused.</summary>
    Now,

    /// <summary>Over, of the past 90 days, and nobody has named a cause or excused them.</summary>
    Settle,
}

/// <summary>Which breaches; null asks nothing.</summary>
/// <param name="Cause">Of the past 90 days, with this one named; the empty text: none.</param>
/// <param name="Clocks">Of these clocks, whenever it was.</param>
public sealed record BreachFilter(
    string? Party = null, Promise? Promise = null, BreachStatus? Status = null, BreachPart Part = BreachPart.All, string? Cause = null,
    IReadOnlyCollection<long>? Clocks = null);

/// <summary>One missed deadline.</summary>
/// <param name="LeadName">Null: a lead that went on, and is not this actor's to see any more.</param>
/// <param name="Held">Who has the lead now, of whoever owed it.</param>
/// <param name="Steps">What its ladder did.</param>
/// <param name="ExcuseWords">What was said when it was excused.</param>
/// <param name="CauseWords">What was said beside its cause.</param>
public sealed record Breach(
    Clock Clock, string? LeadName, HeldBy Held, IReadOnlyList<LadderStepped> Steps, string? ExcuseWords, string? CauseWords = null)
{
    public BreachStatus Status => Clock.Corrected ? BreachStatus.Corrected
        : Clock.Excuse is not null ? BreachStatus.Excused
        : Clock.StoppedAt is null ? BreachStatus.Open : BreachStatus.Stopped;
}

/// <param name="Counts">Of all that the actor may see, whatever the filter.</param>
/// <param name="Recent">Missed within the past 30 days, excused ones too; corrected ones were not missed.</param>
/// <param name="RecentExcused">Of these, the excused ones.</param>
/// <param name="ToSettle">Of all that the actor may see, whatever the filter.</param>
public sealed record BreachPage(
    int Total, IReadOnlyList<Breach> Breaches, IReadOnlyDictionary<BreachStatus, int> Counts, int Recent, int RecentExcused,
    int ToSettle);
