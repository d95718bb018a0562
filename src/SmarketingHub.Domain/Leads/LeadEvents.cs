using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

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
/// <param name="Source">Of the inquiry itself, by which its own clock was chosen; empty: it named none; null: written before this was
/// told.</param>
/// <param name="AlsoNames">The newest lead of another person whom the inquiry's phone or email means; null: none.</param>
public sealed record InquiryJoined(
    long Inquiry, Instant ReceivedAt, LeadFacts Facts, TextRef? Profile, string? Source = null, Instant? ClocksFrom = null,
    long? AlsoNames = null) : LeadEvent, IProfiled;

/// <summary>An import put the lead where its own system had it.</summary>
/// <param name="Dated">The other system says when: it proves promises kept.</param>
public sealed record LeadPlaced(
    Stage Stage, string Holder, long? Owner, decimal? Amount, string? Reason, string? Team = null, bool? Dated = null,
    long? InsteadOf = null) : LeadEvent;

/// <summary>A row of a file brought it, or told of it.</summary>
/// <param name="Import">The run.</param>
/// <param name="Line">Of the file, counted from 1.</param>
/// <param name="Kept">What the row says and the lead does not: a text beside the ledger, null when it is all in the lead.</param>
/// <param name="Events">So many events of the lead, right before this one, are the row's own.</param>
/// <param name="Company">From which company to which its person went by it; null: to no other.</param>
public sealed record RowImported(long Import, int Line, TextRef? Kept, int Events = 0, CompanyMove? Company = null) : LeadEvent
{
    public override bool RaisesVersion => false;
}

/// <summary>From one account to another; null: none.</summary>
public sealed record CompanyMove(long? From, long? To);

public sealed record LeadEdited(LeadFacts Facts, long? Account, TextRef? Profile) : LeadEvent, IProfiled;

public sealed record StageMoved(
    Trigger Trigger, Stage From, Stage To, string? Reason = null, TextRef? Words = null,
    Instant? LookAgainAt = null, Instant? MeetingAt = null, decimal? Amount = null) : LeadEvent;

/// <param name="Clocks">The running ones of the holder that went with the lead; null: none, or written by a version that left them with
/// whoever had it.</param>
public sealed record LeadAssigned(
    long? Owner, string? Team, AssignedBy Because, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

public sealed record AttemptMade(
    long Attempt, AttemptKind Kind, bool Reached, Instant OccurredAt, long? By, string Party, string? ExternalId, TextRef? Words)
        : LeadEvent
{
    public override bool RaisesVersion => false;
}

/// <summary>Its inquiry was typed into one of our forms.</summary>
/// <param name="Form">Which one.</param>
/// <param name="Consent">The version of the form's words that was agreed to; null: to none.</param>
/// <param name="Told">From where it was filled in, and the words agreed to: a text beside the ledger.</param>
public sealed record FormFilled(long Inquiry, long Form, int? Consent, TextRef Told) : LeadEvent
{
    public override bool RaisesVersion => false;
}

/// <param name="For">Who has the lead and is to read it; null: nobody in particular.</param>
public sealed record NoteAdded(TextRef Words, long? For = null) : LeadEvent
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

/// <summary>An import was taken back: what its rows told of this lead never was.</summary>
/// <param name="Import">The run.</param>
/// <param name="Rows">What its rows told: these lines of the ledger.</param>
/// <param name="Clocks">Those that its rows started; of a lead that is gone, all. They are no more, and nothing counts them.</param>
/// <param name="Before">How the lead was without it; null: its rows brought the lead, which is gone.</param>
/// <param name="Profile">What is known of the person again; null: that stays as it is.</param>
public sealed record ImportTakenBack(
    long Import, IReadOnlyList<Lines> Rows, IReadOnlyList<long> Clocks, LeadBefore? Before, TextRef? Profile) : LeadEvent, IProfiled;

/// <summary>Its person was forgotten: what was personal is gone from beside the ledger.</summary>
public sealed record PersonForgotten(ForgetReason Reason) : LeadEvent;

// The hand-off.
public sealed record HandoffOffered(
    long Handoff, string From, string To, string? Team, long? Person, long? Giver, TextRef? Words, decimal? Worth = null,
    long? InsteadOf = null) : LeadEvent;

/// <summary>Offered to somebody else of the same party.</summary>
/// <param name="Clocks">The running ones of the party that went with the offer; null as on <see cref="LeadAssigned"/>.</param>
public sealed record AddresseeChanged(
    long Handoff, string? Team, long? Person, AssignedBy Because, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

/// <param name="Clocks">Those of the receiver that ran already and are whose it is now; null as on <see cref="LeadAssigned"/>.</param>
public sealed record HandoffAccepted(
    long Handoff, long? Owner, Stage Stage, long? InsteadOf = null, IReadOnlyList<long>? Clocks = null) : LeadEvent;

public sealed record HandoffReturned(long Handoff, ReturnReason Reason, TextRef? Words) : LeadEvent;

public sealed record HandoffDisputed(long Handoff, TextRef Words) : LeadEvent;

/// <summary>The addressee had acted in time after all, as evidence that came late shows: it is offered as before.</summary>
public sealed record TimeOutWithdrawn(long Handoff) : LeadEvent;

/// <summary>Answered, withdrawn, or ended with its lead.</summary>
public sealed record HandoffClosed(long Handoff, Trigger By) : LeadEvent;

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
