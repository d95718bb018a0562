using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Domain.Clocks;

public sealed partial class Clock
{
    internal static Clock From(ClockStarted e, long lead) => new()
    {
        Id = e.Clock,
        LeadId = lead,
        HandoffId = e.Handoff,
        Promise = e.Promise,
        Commitment = e.Commitment,
        Agreement = e.Agreement,
        AgreementVersion = e.AgreementVersion,
        Calendar = e.Calendar,
        CalendarVersion = e.CalendarVersion,
        TimeZoneData = e.TimeZoneData,
        OwedBy = e.OwedBy,
        Person = e.Person,
        Round = e.Round,
        AttemptsAsked = e.AttemptsAsked,
        StartedAt = e.StartedAt,
        Target = Duration.FromSeconds(e.TargetSeconds),
        DueAt = e.DueAt,
        Points = e.Points,
        Tried = e.Tried,
        Holds = e.Holds ?? [],
        AskedBefore = e.AskedBefore ?? [],
    };

    /// <summary>It goes with the lead to another person.</summary>
    /// <param name="team">Of the queue in which it was, if nobody was asked by name.</param>
    internal void PassOn(long? person, string? team, Instant at) =>
        (AskedBefore, Person) = ([.. AskedBefore, new(Person, team, at)], person);

    internal void Apply(ClockEvent happened, Instant at)
    {
        switch (happened)
        {
            case ClockWarned e: MarkFired(PointKind.Warn, e.Percent); break;
            case ClockBreached: MarkFired(PointKind.Breach, 100); BreachedAt = at; ClockMachine.Fire(this, ClockTrigger.Breach); break;
            case LadderStepped e: Step(e, at); break;
            case EffortCounted e: AttemptsMade = e.Made; break;
            case ClockMet e: Stop(e.StoppedAt, at); ClockMachine.Fire(this, ClockTrigger.Meet); break;
            case ClockStopped e: Stop(e.StoppedAt, at); ClockMachine.Fire(this, ClockTrigger.Stop); break;
            case ClockCorrected e:
                (Corrected, StoppedAt) = (true, e.StoppedAt);
                EndHold(at);
                ClockMachine.Fire(this, ClockTrigger.Correct);
                break;
            case ClockVoided e: VoidReason = e.Reason; Stop(at, at); ClockMachine.Fire(this, ClockTrigger.Void); break;
            case ClockHeld: Holds = [.. Holds, new(at, null)]; ClockMachine.Fire(this, ClockTrigger.Hold); break;
            case ClockReleased e: EndHold(at); (DueAt, Points) = (e.DueAt, e.Points); ClockMachine.Fire(this, ClockTrigger.Release); break;
            case ClockReTimed e: ReTime(e); break;
            case ClockKept e: KeptAgainst = e.Version; break;
            case BreachExcused e: (Excuse, ExcusedBy) = (e.Reason, e.By); break;
            case BreachCaused e: (Cause, CausedBy) = (e.Cause, e.By); break;
            default: throw new InvalidOperationException($"No rule for {happened.GetType().Name}.");
        }
    }

    private void ReTime(ClockReTimed e)
    {
        (AgreementVersion, Commitment, Tried) = (e.AgreementVersion, e.Commitment, e.Tried);
        (Calendar, CalendarVersion, TimeZoneData) = (e.Calendar, e.CalendarVersion, e.TimeZoneData);
        (AttemptsAsked, Target, DueAt, Points) = (e.AttemptsAsked, Duration.FromSeconds(e.TargetSeconds), e.DueAt, e.Points);
    }

    private void Step(LadderStepped e, Instant at)
    {
        MarkFired(PointKind.Step, e.Percent);
        if (e.Action is LadderAction.NextPerson or LadderAction.Queue && e.From != e.To && EscalatedAt is null)
            (EscalatedAt, EscalatedFrom) = (at, e.From);
        // The next round has its own ladder; with nobody left, or back at the giver, it ends.
        if (e.Action is LadderAction.NextPerson or LadderAction.Giver)
            EndLadder();
    }

    /// <summary>Another round has taken over.</summary>
    internal void EndLadder() =>
        Points = [.. Points.Select(p => p.Kind == PointKind.Step ? p with { Fired = true } : p)];

    /// <summary>A round of the same promise in the same hand-off; judged again it may go by another commitment.</summary>
    internal bool IsRoundOf(Clock other) =>
        (Promise, OwedBy, HandoffId) == (other.Promise, other.OwedBy, other.HandoffId);

    private void Stop(Instant stoppedAt, Instant at)
    {
        StoppedAt = stoppedAt;
        EndHold(at);
    }

    private void EndHold(Instant at)
    {
        if (HeldAt is { } from)
            Holds = [.. Holds.SkipLast(1), new(from, at)];
    }

    // Points of one percent are told apart by kind; a ladder has one step a percent.
    private void MarkFired(PointKind kind, int percent) =>
        Points = [.. Points.Select(p => p.Kind == kind && p.Percent == percent ? p with { Fired = true } : p)];
}
