using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>The clock that really ran, as far as it is compared.</summary>
internal sealed class RealClock(StartedLine started)
{
    internal StartedLine Started { get; } = started;
    internal string Commitment { get; private set; } = started.Commitment;
    internal int Version { get; private set; } = started.AgreementVersion;
    internal Instant DueAt { get; private set; } = started.DueAt;
    internal Instant? DoneAt { get; private set; }
    internal string? VoidReason { get; private set; }
    internal bool IsHeld { get; private set; }
    internal bool WasHeld { get; private set; }
    internal bool Excused { get; private set; }
    internal bool Corrected { get; private set; }
    private Verdict verdict = Verdict.Open;

    /// <param name="kind">As of <see cref="Line.Kind"/>.</param>
    internal void Take(string kind, ClockLine e)
    {
        switch (kind)
        {
            case nameof(ClockBreached): verdict = Verdict.Breached; break;
            case nameof(ClockMet): (verdict, DoneAt, IsHeld) = (Verdict.Met, e.StoppedAt, false); break;
            case nameof(ClockStopped): (DoneAt, IsHeld) = (e.StoppedAt, false); break;
            case nameof(ClockCorrected): (verdict, DoneAt, Corrected) = (Verdict.Met, e.StoppedAt, true); break;
            case nameof(ClockVoided): (verdict, VoidReason, IsHeld) = (Verdict.Void, e.Reason, false); break;
            case nameof(ClockHeld): (IsHeld, WasHeld) = (true, true); break;
            case nameof(ClockReleased): (IsHeld, DueAt) = (false, e.DueAt ?? DueAt); break;
            case nameof(ClockReTimed):
                (DueAt, Commitment, Version) = (e.DueAt ?? DueAt, e.Commitment ?? Commitment, e.AgreementVersion ?? Version);
                break;
            case nameof(BreachExcused): Excused = true; break;
        }
    }

    internal Verdict VerdictAsOf(Instant asOf) => verdict == Verdict.Open && !IsHeld && DueAt <= asOf ? Verdict.Breached : verdict;
}
