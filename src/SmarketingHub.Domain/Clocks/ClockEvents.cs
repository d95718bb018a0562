using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Clocks;

/// <summary>Something that happened to one of a lead's clocks.</summary>
public abstract record ClockEvent(long Clock) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public sealed record ClockStarted(
    long Clock, long? Handoff, Promise Promise, string Commitment, long Agreement, int AgreementVersion,
    string Calendar, int CalendarVersion, string TimeZoneData, string OwedBy, long? Person, int Round, int AttemptsAsked,
    Instant StartedAt, long TargetSeconds, Instant DueAt, IReadOnlyList<ClockPoint> Points, IReadOnlyList<Tried> Tried,
    IReadOnlyList<Hold>? Holds = null, IReadOnlyList<Asked>? AskedBefore = null) : ClockEvent(Clock);

/// <summary>A promise was called for and no commitment covers this lead.</summary>
public sealed record Uncovered(Promise Promise, string OwedBy, IReadOnlyList<Tried> Tried) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public sealed record ClockWarned(long Clock, int Percent) : ClockEvent(Clock);

public sealed record ClockBreached(long Clock) : ClockEvent(Clock);

public sealed record LadderStepped(long Clock, int Percent, LadderAction Action, long? From, long? To) : ClockEvent(Clock);

public sealed record EffortCounted(long Clock, int Made, int Asked) : ClockEvent(Clock);

public sealed record ClockMet(long Clock, Instant StoppedAt) : ClockEvent(Clock);

/// <summary>What a breached clock waited for came at last.</summary>
public sealed record ClockStopped(long Clock, Instant StoppedAt) : ClockEvent(Clock);

public sealed record ClockVoided(long Clock, string Reason) : ClockEvent(Clock);

public sealed record ClockHeld(long Clock) : ClockEvent(Clock);

/// <summary>A version that re-times running clocks took effect: this one goes by it from now on, from the same start.</summary>
public sealed record ClockReTimed(
    long Clock, int AgreementVersion, string Commitment, string Calendar, int CalendarVersion, string TimeZoneData, int AttemptsAsked,
    long TargetSeconds, Instant DueAt, IReadOnlyList<ClockPoint> Points, IReadOnlyList<Tried> Tried) : ClockEvent(Clock);

/// <summary>
/// A version that re-times running clocks took effect, and this one keeps what it has: its new deadline had passed, or nothing in it fits.
/// </summary>
public sealed record ClockKept(long Clock, int Version) : ClockEvent(Clock);

public sealed record ClockReleased(long Clock, Instant DueAt, IReadOnlyList<ClockPoint> Points) : ClockEvent(Clock);

/// <summary>Evidence that came late turned a breach into met.</summary>
public sealed record ClockCorrected(long Clock, Instant StoppedAt) : ClockEvent(Clock);

/// <param name="Cause">Its key; one that is named later takes its place.</param>
public sealed record BreachCaused(long Clock, string Cause, long? By, TextRef? Words) : ClockEvent(Clock);

public sealed record BreachExcused(long Clock, ExcuseReason Reason, long? By, TextRef? Words) : ClockEvent(Clock);
