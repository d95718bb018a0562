using System.Runtime.InteropServices;
using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Domain.Clocks;

public enum ClockState
{
    Running,
    Paused,
    Met,

    /// <summary>Past its deadline; it still counts until it is stopped.</summary>
    Breached,
    Void,
}

public enum PointKind : byte
{
    Warn,
    Breach,
    Step,
}

/// <summary>An instant at which a clock does something, once. 24 bytes: each clock has some five of them, in one array.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClockPoint(PointKind Kind, int Percent, Instant At, LadderAction? Action = null, bool Fired = false);

/// <summary>A commitment that was looked at when a clock was started, and why it was not the one; null for the one that won.</summary>
public sealed record Tried(long Agreement, int Version, string Commitment, string? WhyNot);

/// <summary>A stretch in which the clock was held.</summary>
public sealed record Hold(Instant From, Instant? To);

/// <summary>Who was asked until a moment: the person, or without one the team's queue, or without one the party's.</summary>
public sealed record Asked(long? Person, string? Team, Instant Until);

/// <summary>One response or effort commitment running on one lead, owed by one party.</summary>
public sealed partial class Clock : IClockFacts
{
    public long Id { get; init; }
    public long LeadId { get; set; }
    public long? HandoffId { get; init; }
    public Promise Promise { get; init; }
    public required string Commitment { get; set; }
    public long Agreement { get; init; }
    public int AgreementVersion { get; private set; }
    public required string Calendar { get; set; }
    public int CalendarVersion { get; private set; }

    /// <summary>The time-zone data by which its instants were computed.</summary>
    public required string TimeZoneData { get; set; }
    public required string OwedBy { get; init; }

    /// <summary>Who is asked for it: while it runs whoever has the lead, of a breach whose it was; null: the queue.</summary>
    public long? Person { get; private set; }

    /// <summary>Who was asked before, in order: it went on with the lead.</summary>
    public IReadOnlyList<Asked> AskedBefore { get; private set; } = [];

    /// <summary>1, 2, … : a ladder step starts the next for the next person.</summary>
    public int Round { get; init; } = 1;
    public ClockState State { get; internal set; }
    public Instant StartedAt { get; init; }

    /// <summary>Business time promised, in seconds of the calendar's open time.</summary>
    public Duration Target { get; private set; }
    public Instant DueAt { get; private set; }
    public Instant? BreachedAt { get; private set; }
    public Instant? StoppedAt { get; private set; }

    /// <summary>Since when it is held; a breached clock can be held too.</summary>
    public Instant? HeldAt => Holds.Count > 0 && Holds[^1].To is null ? Holds[^1].From : null;
    public IReadOnlyList<Hold> Holds { get; private set; } = [];
    public IReadOnlyList<ClockPoint> Points { get; private set; } = [];
    public IReadOnlyList<Tried> Tried { get; private set; } = [];

    /// <summary>The newest version that re-timed others and not this one: its new deadline had passed, or nothing in it fits.</summary>
    public int? KeptAgainst { get; private set; }

    /// <summary>When its ladder moved the lead on …</summary>
    public Instant? EscalatedAt { get; private set; }

    /// <summary>… and from whom: this person, to whom late evidence brings it back; null: from the queue.</summary>
    public long? EscalatedFrom { get; private set; }

    /// <summary>Attempts that an effort commitment asks for, and how many were counted.</summary>
    public int AttemptsAsked { get; private set; }
    public int AttemptsMade { get; private set; }

    /// <summary>Why it is void.</summary>
    public string? VoidReason { get; private set; }

    /// <summary>A breach that late evidence took back.</summary>
    public bool Corrected { get; private set; }
    public ExcuseReason? Excuse { get; private set; }
    public long? ExcusedBy { get; private set; }

    /// <summary>Why it was missed, as was said last: the key of a cause.</summary>
    public string? Cause { get; private set; }
    public long? CausedBy { get; private set; }

    /// <summary>Not stopped and not void: running, paused, or breached and counting.</summary>
    public bool IsLive => State is ClockState.Running or ClockState.Paused || State == ClockState.Breached && StoppedAt is null;

    /// <summary>The next thing it does, unless it is held.</summary>
    public Instant? NextPointAt
    {
        get
        {
            if (!IsLive || HeldAt is not null)
                return null;
            Instant? next = null;
            foreach (var point in Points)
                if (!point.Fired && !(next <= point.At))
                    next = point.At;
            return next;
        }
    }

    /// <summary>From the last warning on the clock is at risk.</summary>
    public Instant? WarnAt => LastWarning?.At;

    internal ClockPoint? LastWarning
    {
        get
        {
            ClockPoint? last = null;
            foreach (var point in Points)
                if (point.Kind == PointKind.Warn)
                    last = point;
            return last;
        }
    }

    // Its lists are replaced and never changed in place.
    internal Clock Copy() => (Clock)MemberwiseClone();
}

public enum ExcuseReason
{
    SystemOutage,
    WrongData,
    AgreedOtherwise,
    ForceMajeure,
    Other,
}
