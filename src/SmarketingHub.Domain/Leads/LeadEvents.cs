using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;

namespace SmarketingHub.Domain.Leads;

/// <summary>
/// Something that happened to a lead, with all that was decided: folding them needs no rule, calendar or agreement.
/// The ledger stores them as JSON under their names; a name or a property is never renamed or removed.
/// </summary>
public abstract record LeadEvent
{
    /// <summary>Whether it changes the lead's own fields, stage, hand-off, holder or owner.</summary>
    public virtual bool RaisesVersion => true;
}

/// <summary>It may say something new of the lead's person: a text beside the ledger, null when it says nothing.</summary>
public interface IProfiled
{
    TextRef? Profile { get; }
}

// The lead.

/// <param name="ClocksFrom">An import of older inquiries: its clocks start no earlier; null: at receipt.</param>
/// <param name="AlsoNames">The newest lead of another person whom the inquiry's phone or email means; null: none.</param>
/// <param name="InsteadOf">Here and below: the person for whom it was meant and who is not there.</param>
public sealed record LeadCaptured(
    long Contact, long? Account, long Inquiry, LeadFacts Facts, Stage Stage, string Holder, long? Owner, Instant ReceivedAt,
    long? Previous, bool CountsAsNew, TextRef? Profile, Instant? ClocksFrom = null, long? AlsoNames = null,
    long? InsteadOf = null) : LeadEvent, IProfiled;

/// <param name="Facts">Of the lead from now on.</param>
/// <param name="Source">Of the inquiry itself, by which its own clock was chosen; empty: it named none; null: written before this was told.</param>
/// <param name="AlsoNames">The newest lead of another person whom the inquiry's phone or email means; null: none.</param>
public sealed record InquiryJoined(
    long Inquiry, Instant ReceivedAt, LeadFacts Facts, TextRef? Profile, string? Source = null, Instant? ClocksFrom = null,
    long? AlsoNames = null) : LeadEvent, IProfiled;

/// <summary>An import put the lead where its own system had it.</summary>
/// <param name="Dated">The other system says when: it proves promises kept.</param>
public sealed record LeadPlaced(
    Stage Stage, string Holder, long? Owner, decimal? Amount, string? Reason, string? Team = null, bool? Dated = null, long? InsteadOf = null) : LeadEvent;

public sealed record LeadEdited(LeadFacts Facts, long? Account, TextRef? Profile) : LeadEvent, IProfiled;

public sealed record StageMoved(
    Trigger Trigger, Stage From, Stage To, string? Reason = null, TextRef? Words = null,
    Instant? LookAgainAt = null, Instant? MeetingAt = null, decimal? Amount = null) : LeadEvent;

/// <param name="Clocks">The running ones of the holder that went with the lead; null: none, or written by a version that left them with whoever had it.</param>
public sealed record LeadAssigned(long? Owner, string? Team, AssignedBy Because, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

public sealed record AttemptMade(
    long Attempt, AttemptKind Kind, bool Reached, Instant OccurredAt, long? By, string Party, string? ExternalId, TextRef? Words) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public sealed record NoteAdded(TextRef Words) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public sealed record LeadPaused(string By, Instant Until, TextRef Words) : LeadEvent;

public sealed record LeadResumed : LeadEvent;

/// <param name="Contact">The duplicate's person, if it was another contact than the other lead's, whose it is from now on.</param>
public sealed record LeadMerged(long Into, TextRef? Words, long? Contact = null, long? IntoContact = null) : LeadEvent;

/// <summary>Its person turned out to be another contact: the lead is that one's from now on.</summary>
public sealed record ContactMerged(long Into) : LeadEvent;

/// <summary>This lead took in a duplicate with its inquiries and these attempts.</summary>
public sealed record DuplicateJoined(long Duplicate, IReadOnlyList<AttemptMade> Attempts) : LeadEvent;

/// <summary>Its person was forgotten: what was personal is gone from beside the ledger.</summary>
public sealed record PersonForgotten(ForgetReason Reason) : LeadEvent;

// The hand-off.
public sealed record HandoffOffered(long Handoff, string From, string To, string? Team, long? Person, long? Giver, TextRef? Words, decimal? Worth = null,
    long? InsteadOf = null) : LeadEvent;

/// <summary>Offered to somebody else of the same party.</summary>
/// <param name="Clocks">The running ones of the party that went with the offer; null as on <see cref="LeadAssigned"/>.</param>
public sealed record AddresseeChanged(
    long Handoff, string? Team, long? Person, AssignedBy Because, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

/// <param name="Clocks">Those of the receiver that ran already and are whose it is now; null as on <see cref="LeadAssigned"/>.</param>
public sealed record HandoffAccepted(long Handoff, long? Owner, Stage Stage, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

public sealed record HandoffReturned(long Handoff, ReturnReason Reason, TextRef? Words) : LeadEvent;

public sealed record HandoffDisputed(long Handoff, TextRef Words) : LeadEvent;

/// <summary>The addressee had acted in time after all, as evidence that came late shows: it is offered as before.</summary>
public sealed record TimeOutWithdrawn(long Handoff) : LeadEvent;

/// <summary>Answered, withdrawn, or ended with its lead.</summary>
public sealed record HandoffClosed(long Handoff, Trigger By) : LeadEvent;

// Its clocks.
public abstract record ClockEvent(long Clock) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public sealed record ClockStarted(
    long Clock, long? Handoff, Promise Promise, string Commitment, long Agreement, int AgreementVersion,
    string Calendar, int CalendarVersion, string TimeZoneData, string OwedBy, long? Person, int Round, int AttemptsAsked,
    Instant StartedAt, long TargetSeconds, Instant DueAt, IReadOnlyList<ClockPoint> Points, IReadOnlyList<Tried> Tried,
    IReadOnlyList<Hold>? Holds = null, IReadOnlyList<Asked>? AskedBefore = null) : ClockEvent(Clock);

/// <summary>A promise was asked for and no commitment covers this lead.</summary>
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

/// <summary>A version that re-times running clocks took effect, and this one keeps what it has: its new deadline had passed, or nothing in it fits.</summary>
public sealed record ClockKept(long Clock, int Version) : ClockEvent(Clock);

public sealed record ClockReleased(long Clock, Instant DueAt, IReadOnlyList<ClockPoint> Points) : ClockEvent(Clock);

/// <summary>Evidence that came late turned a breach into met.</summary>
public sealed record ClockCorrected(long Clock, Instant StoppedAt) : ClockEvent(Clock);

public sealed record BreachExcused(long Clock, ExcuseReason Reason, long? By, TextRef? Words) : ClockEvent(Clock);

public enum AssignedBy
{
    Person,
    Ladder,
    Absence,

    /// <summary>A ladder step was taken back after late evidence.</summary>
    Correction,

    /// <summary>Whoever had it is no longer here: deactivated, or in another party.</summary>
    Departure,
}
