using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Agreements;

/// <summary>The text of a version: what is drafted, compared, signed and hashed.</summary>
public record Terms
{
    /// <summary>Which leads it is about.</summary>
    public Condition Scope { get; init; } = Condition.Every;

    /// <summary>
    /// The calendar as it stood when this was written; a newer version of it counts for the clocks that start after that.
    /// </summary>
    public required CalendarRef Calendar { get; init; }

    /// <summary>From when it is to be in force; null, or past by the last signature: from that signature on.</summary>
    public Instant? From { get; init; }

    /// <summary>
    /// Whether running clocks move to this version when it takes effect; else they keep the version they were started with.
    /// </summary>
    public bool ReTimes { get; init; }

    /// <summary>Ordered: the first that matches wins.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>What is counted over a period: volume, quality, and the goals of both sides.</summary>
    public IReadOnlyList<PeriodCommitment> PeriodCommitments { get; init; } = [];
    public IReadOnlyList<CaptureRule> CaptureRules { get; init; } = [];

    /// <summary>What a lead is expected to be worth, by source and grade; frozen at the hand-off.</summary>
    public IReadOnlyList<ExpectedWorth> Worths { get; init; } = [];
}

/// <summary>What a lead of this source and grade is expected to be worth, in the installation's currency.</summary>
/// <param name="Source">Null: any other source.</param>
/// <param name="Grade">A to D; null: any other grade.</param>
/// <param name="Leads">From how many closed leads of the past it was taken; 0: it was typed.</param>
public sealed record ExpectedWorth(string? Source, string? Grade, decimal Worth, int Leads = 0);
