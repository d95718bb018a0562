using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Data;

// What reports read: folded from the ledger, never written by hand, and made anew whenever somebody likes. A lead that an import brought
// and that was taken back has no rows here.

/// <summary>How far the reports' rows follow the ledger: one row.</summary>
public sealed class ReportCursor
{
    public int Id { get; init; } = 1;

    /// <summary>Every line up to this one is in the rows.</summary>
    public long Sequence { get; set; }

    /// <summary>By which rules they were folded: rows of others are made anew.</summary>
    public int Rules { get; set; }
}

/// <summary>One lead, as far as reports count it.</summary>
public sealed class ReportedLead : IAboutLead
{
    public long LeadId { get; init; }

    /// <summary>When the last line of it was recorded: what was known earlier is folded anew.</summary>
    public Instant KnownAt { get; init; }
    public Instant ReceivedAt { get; init; }
    public bool CountsAsNew { get; init; }
    public bool IsDuplicate { get; init; }

    /// <summary>An import told where it stood: what it was before is not known.</summary>
    public bool Placed { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public required string Holder { get; init; }
    public long? Owner { get; init; }
    public Stage Stage { get; init; }

    /// <summary>The furthest open stage that it came to, whatever came after; Won while it is won: reopened, it is so no more.</summary>
    public Stage Furthest { get; init; }

    /// <summary>First offered to another party, not withdrawn; and to which.</summary>
    public Instant? OfferedAt { get; init; }
    public string? OfferedTo { get; init; }
    public Instant? AcceptedAt { get; init; }
    public long? AcceptedBy { get; init; }
    public Instant? TouchedAt { get; init; }
    public Instant? QualifiedAt { get; init; }
    public Instant? ConvertedAt { get; init; }

    /// <summary>Null: open, or open again.</summary>
    public Instant? ClosedAt { get; init; }
    public string? CloseReason { get; init; }
    public decimal? Amount { get; init; }

    /// <summary>By which its first clock counted; null: it never had one, and the installation's own counts.</summary>
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }
}

/// <summary>One promise: a clock that ran, or one that was called for and that no commitment covers.</summary>
public sealed class ReportedPromise : IAboutLead
{
    /// <summary>Of the event that started it.</summary>
    public long Sequence { get; init; }
    public long LeadId { get; init; }

    /// <summary>Null: uncovered.</summary>
    public long? Clock { get; init; }

    /// <summary>Null: uncovered. Breached, it stays so until late evidence makes it met.</summary>
    public ClockState? State { get; init; }
    public Promise Promise { get; init; }
    public long? Agreement { get; init; }
    public int? Version { get; init; }
    public string? Commitment { get; init; }
    public required string OwedBy { get; init; }

    /// <summary>Who was asked when it ended, or is asked now; null: the queue.</summary>
    public long? Person { get; init; }

    /// <summary>1, 2, …: each round of a ladder is a promise of its own, for the next person.</summary>
    public int Round { get; init; }

    /// <summary>Of the lead when it started.</summary>
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }
    public Instant StartedAt { get; init; }

    /// <summary>Business time promised.</summary>
    public Duration Target { get; init; }

    /// <summary>When it was due as it started, before any pause.</summary>
    public Instant? FirstDueAt { get; init; }
    public Instant? DueAt { get; init; }

    /// <summary>When what was promised was done, in time or not; or when nobody owed it any more.</summary>
    public Instant? DoneAt { get; init; }

    /// <summary>It stays when late evidence corrects the breach: <see cref="State"/> says what counts.</summary>
    public Instant? BreachedAt { get; init; }
    public bool Corrected { get; init; }
    public ExcuseReason? Excuse { get; init; }

    /// <summary>Held at some time; the time of day for which, until now if it is held still, stands in its pauses.</summary>
    public bool WasHeld { get; init; }
    public bool ReTimed { get; init; }
}

/// <summary>What a stretch of a lead's life was, as far as the lead itself tells.</summary>
public enum StretchKind
{
    /// <summary>Somebody had the next move: <see cref="LeadStretch.Party"/>, and the person in it.</summary>
    Turn,
    Paused,

    /// <summary>
    /// For the other side: offered to a party's queue, a meeting that is booked, put off until a date, or the customer's turn after a
    /// touch while no clock runs.
    /// </summary>
    Waiting,
}

/// <summary>
/// A piece of a lead's life in which nothing of this changed. They follow each other without a gap, from receipt to close; none is empty.
/// Of a lead that was reopened there are further ones, from the reopening on: while it was closed, nothing was to be done.
/// </summary>
public sealed class LeadStretch
{
    /// <summary>
    /// Of the event that began it. Two have the same one when a meeting is over: at its time it is the holder's move again.
    /// </summary>
    public long Sequence { get; init; }
    public long LeadId { get; init; }

    /// <summary>After a meeting that is still to come, the last one begins in the future.</summary>
    public Instant From { get; init; }

    /// <summary>When it was recorded that it had begun: before that nobody could have acted.</summary>
    public Instant KnownAt { get; init; }

    /// <summary>Null: it goes on.</summary>
    public Instant? To { get; init; }
    public StretchKind Kind { get; init; }
    public Stage Stage { get; init; }
    public required string Holder { get; init; }
    public long? Owner { get; init; }

    /// <summary>Whose move it is: of an offer its receiver, of a return its giver, else the holder.</summary>
    public required string Party { get; init; }

    /// <summary>The person in it; null: its queue.</summary>
    public long? Person { get; init; }

    /// <summary>
    /// By which its hours count: the calendar of its clock that is due first, else of its last; null: the installation's.
    /// </summary>
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }
}

/// <summary>A person did something about a lead.</summary>
public sealed class LeadAct
{
    /// <summary>Of the first event of the command.</summary>
    public long Sequence { get; init; }
    public long LeadId { get; init; }

    /// <summary>Of an attempt whoever made it. What a program or a file's row did by itself is nobody's act.</summary>
    public long Person { get; init; }

    /// <summary>Of an attempt when it was made.</summary>
    public Instant At { get; init; }

    /// <summary>The first that the person did about it since it came to the person: taking it.</summary>
    public bool Takes { get; init; }

    /// <summary>Of the lead: the younger has the later one.</summary>
    public Instant ReceivedAt { get; init; }
}

/// <summary>One hand-off, and how it went.</summary>
public sealed class ReportedHandoff : IAboutLead
{
    public long Handoff { get; init; }
    public long LeadId { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public string? Team { get; init; }
    public long? Giver { get; init; }

    /// <summary>Of the lead when it was first offered.</summary>
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public Instant OfferedAt { get; init; }

    /// <summary>First, and by whom; it may have been returned since.</summary>
    public Instant? AcceptedAt { get; init; }
    public long? AcceptedBy { get; init; }

    /// <summary>Last, also if that was disputed; null: never, or late evidence took a time-out back.</summary>
    public Instant? ReturnedAt { get; init; }
    public bool Withdrawn { get; init; }

    /// <summary>The last time: later than the first where it was returned, disputed and taken after all.</summary>
    public Instant? LastAcceptedAt { get; init; }

    /// <summary>When it ended, and by what: the answer to its return, a withdrawal, the lead's end; null: it has not.</summary>
    public Instant? ClosedAt { get; init; }
    public Trigger? Answer { get; init; }
    public bool Disputed { get; init; }
    public int Bounces { get; init; }
}

/// <summary>A lead was given back, and how that was answered.</summary>
public sealed class LeadReturn : IAboutLead
{
    public long Sequence { get; init; }
    public long LeadId { get; init; }
    public long Handoff { get; init; }

    /// <summary>The party that gave it back …</summary>
    public required string From { get; init; }

    /// <summary>… and the one that is to answer.</summary>
    public required string To { get; init; }

    /// <summary>Who gave it back; null: a program, or the ladder.</summary>
    public long? Person { get; init; }
    public ReturnReason Reason { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public Instant At { get; init; }
    public Instant? AnsweredAt { get; init; }

    /// <summary>The answer, <see cref="Trigger.Restore"/> where late evidence took a time-out back; null: none yet.</summary>
    public Trigger? Answer { get; init; }
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }
}

/// <summary>A pause of a lead.</summary>
public sealed class LeadPause : IAboutLead
{
    public long Sequence { get; init; }
    public long LeadId { get; init; }
    public required string Party { get; init; }

    /// <summary>Who paused it; null: a program.</summary>
    public long? Person { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public Instant From { get; init; }

    /// <summary>Until when it was to last.</summary>
    public Instant Until { get; init; }

    /// <summary>When it ended; null: it goes on.</summary>
    public Instant? To { get; init; }
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }
}
