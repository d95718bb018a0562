using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
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
