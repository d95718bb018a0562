using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Replay;

/// <summary>A moment at which something was promised: what became of it in each run, and what really did.</summary>
internal sealed class Ask(Promise promise, string owedBy, long? handoff, long? person, Instant from, Line line, int runs)
{
    internal Promise Promise { get; } = promise;

    /// <summary>Who would owe it if nothing else is found.</summary>
    internal string OwedBy { get; } = owedBy;
    internal long? Handoff { get; } = handoff;

    /// <summary>Who was asked; null: the queue, or the team.</summary>
    internal long? Person { get; } = person;
    internal Instant From { get; } = from;
    internal Line Line { get; } = line;

    internal ReplayedClock?[] Clocks { get; } = new ReplayedClock?[runs];
    internal bool[] Uncovered { get; } = new bool[runs];

    /// <summary>The agreement in question was asked in this run.</summary>
    internal bool[] Concerns { get; } = new bool[runs];

    internal RealClock? Was { get; set; }
    internal bool WasUncovered { get; set; }

    /// <summary>Where a run asked for the same at another moment of the command, this is its answer.</summary>
    internal void Take(Ask later)
    {
        for (var run = 0; run < Clocks.Length; run++)
        {
            Clocks[run] ??= later.Clocks[run];
            Uncovered[run] |= later.Uncovered[run];
            Concerns[run] |= later.Concerns[run];
        }
    }

    internal Verdict VerdictIn(int run) => Clocks[run]?.Verdict ?? Verdict.Uncovered;

    internal Verdict WasVerdict(Instant asOf) => Was?.VerdictAsOf(asOf) ?? Verdict.Uncovered;
}

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
            case "clockReTimed": (DueAt, Commitment, Version) = (e.DueAt ?? DueAt, e.Commitment ?? Commitment, e.AgreementVersion ?? Version); break;
            case "breachExcused": Excused = true; break;
        }
    }

    internal Verdict VerdictAsOf(Instant asOf) => verdict == Verdict.Open && !IsHeld && DueAt <= asOf ? Verdict.Breached : verdict;
}
