using NodaTime;

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

    internal void Take(string type, ClockLine e)
    {
        switch (type)
        {
            case "clockBreached": verdict = Verdict.Breached; break;
            case "clockMet": (verdict, DoneAt, IsHeld) = (Verdict.Met, e.StoppedAt, false); break;
            case "clockStopped": (DoneAt, IsHeld) = (e.StoppedAt, false); break;
            case "clockCorrected": (verdict, DoneAt, Corrected) = (Verdict.Met, e.StoppedAt, true); break;
            case "clockVoided": (verdict, VoidReason, IsHeld) = (Verdict.Void, e.Reason, false); break;
            case "clockHeld": (IsHeld, WasHeld) = (true, true); break;
            case "clockReleased": (IsHeld, DueAt) = (false, e.DueAt ?? DueAt); break;
            case "clockReTimed":
                (DueAt, Commitment, Version) = (e.DueAt ?? DueAt, e.Commitment ?? Commitment, e.AgreementVersion ?? Version);
                break;
            case "breachExcused": Excused = true; break;
        }
    }

    internal Verdict VerdictAsOf(Instant asOf) => verdict == Verdict.Open && !IsHeld && DueAt <= asOf ? Verdict.Breached : verdict;
}
