using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Domain.Clocks;

/// <summary>What the rules know of a clock: of one that runs, and of one that a replay lets run once more.</summary>
public interface IClockFacts
{
    Promise Promise { get; }
    string OwedBy { get; }

    /// <summary>The hand-off from which it started; null: it started with an inquiry, or when the lead was reopened.</summary>
    long? HandoffId { get; }
    int Round { get; }
    int AgreementVersion { get; }

    /// <summary>The newest version that re-timed others and not this one.</summary>
    int? KeptAgainst { get; }
    int AttemptsAsked { get; }
    Instant StartedAt { get; }
    Instant DueAt { get; }

    /// <summary>When it ended; null: it has not.</summary>
    Instant? StoppedAt { get; }
    ClockState State { get; }

    /// <summary>Not stopped and not void: running, paused, or breached and counting.</summary>
    bool IsLive { get; }

    /// <summary>Who is asked for it; null: the queue.</summary>
    long? Person { get; }
    IReadOnlyList<Asked> AskedBefore { get; }
}
