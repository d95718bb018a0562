using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Data;

// The pieces of leads' lives that reports read, beside the leads and their promises.

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
