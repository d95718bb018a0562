using NodaTime;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Domain.Leads.Rules;

public enum ClockEnding
{
    /// <summary>What was promised was done in time.</summary>
    Met,

    /// <summary>It was done, after the deadline.</summary>
    Late,

    /// <summary>Evidence came late that it was done in time.</summary>
    Corrected,

    /// <summary>Nobody owes it any more.</summary>
    Void,

    /// <summary>Nobody owes it any more, and its breach stays.</summary>
    LeftBreached,
}

/// <summary>How a clock ends.</summary>
/// <param name="At">When what was promised was done, or when it was owed no longer; never before the clock's start.</param>
public readonly record struct ClockEnd(ClockEnding How, Instant At)
{
    /// <summary>Why nobody owes a clock any more whose agreement ended.</summary>
    public const string AgreementEnded = "agreement ended";

    /// <summary>What was promised was done, in time or not.</summary>
    public bool IsDone => How is ClockEnding.Met or ClockEnding.Late or ClockEnding.Corrected;

    /// <summary>What was promised was done; null: of a clock that has ended already this changes nothing.</summary>
    public static ClockEnd? Done(IClockFacts clock, Instant done) =>
        clock.State == ClockState.Breached && done < clock.DueAt ? Corrected(clock, done)
        : clock.IsLive ? Stopped(clock, done) : null;

    /// <summary>What a live clock waited for was done: a running clock is met, a breached one stops counting.</summary>
    public static ClockEnd Stopped(IClockFacts clock, Instant done) =>
        new(clock.State == ClockState.Breached ? ClockEnding.Late : ClockEnding.Met, Instant.Max(done, clock.StartedAt));

    /// <summary>The breach never was.</summary>
    public static ClockEnd Corrected(IClockFacts clock, Instant done) =>
        new(ClockEnding.Corrected, Instant.Max(done, clock.StartedAt));

    /// <summary>Nobody owes a live clock any more: void, unless it was breached; then the breach stays and it stops.</summary>
    public static ClockEnd Over(IClockFacts clock, Instant at) =>
        new(clock.State == ClockState.Breached ? ClockEnding.LeftBreached : ClockEnding.Void, at);

    /// <summary>The clock would never have been, had the evidence come in time: its breach is none either.</summary>
    /// <param name="done">When that was done which the clock before it had waited for.</param>
    public static ClockEnd? TakenBack(IClockFacts clock, Instant done, Instant at) =>
        clock.State == ClockState.Breached ? Corrected(clock, done)
        : clock.IsLive ? new(ClockEnding.Void, at) : null;
}
