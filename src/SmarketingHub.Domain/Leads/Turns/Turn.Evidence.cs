using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;

namespace SmarketingHub.Domain.Leads;

/// <summary>What attempts do to the clocks that wait for them, in time or late.</summary>
public sealed partial class Turn
{
    // Met, counted, or a breach taken back by evidence that came late.
    private void Judge(Attempt attempt)
    {
        if (!attempt.Counts)
            return;
        foreach (var clock in Lead.Clocks.Where(c => c.OwedBy == attempt.Party && attempt.OccurredAt >= CountsFrom(c)).ToList())
            if (clock.Promise == Promise.Touch)
                Done(clock, attempt.OccurredAt);
            else if (clock.Promise == Promise.Effort)
                Count(clock);
            else if (clock.Promise == Promise.Accept && clock.State == ClockState.Breached && attempt.OccurredAt < clock.DueAt && WasAsked(clock, attempt))
                Correct(clock, attempt.OccurredAt);
    }

    // What the receiver did since it was offered counts, though its clocks start with the acceptance.
    private Instant CountsFrom(Clock clock) =>
        clock.Promise is Promise.Touch or Promise.Effort && clock.Round == 1 && HandoffOf(clock) is { } handoff
            ? Instant.Min(handoff.OfferedAt, clock.StartedAt)
            // A later round waits for the same first attempt as the first one did; a more urgent inquiry may have begun with another first one.
            : clock.Promise == Promise.Touch && clock.Round > 1 && Lead.Clocks.Where(c => c.IsRoundOf(clock) && c.Round == 1 && c.Id < clock.Id).MaxBy(c => c.Id) is { } first
                ? first.StartedAt
                : clock.StartedAt;

    // Whoever had it then, though it went on to another since.
    private bool WasAsked(Clock clock, Attempt attempt)
    {
        var (asked, team) = clock.AskedBefore.FirstOrDefault(b => attempt.OccurredAt < b.Until) is { } before
            ? (before.Person, before.Team) : (clock.Person, HandoffOf(clock)?.ToTeam);
        return Company.Person(attempt.By) is { } person && person.Party == clock.OwedBy
            && (asked is { } id ? id == person.Id : team is null || team == person.Team);
    }

    private Handoff? HandoffOf(Clock clock) => clock.HandoffId is { } id ? Lead.Handoff(id) : null;

    private void Done(Clock clock, Instant done, Instant? at = null)
    {
        if (clock.State == ClockState.Breached && done < clock.DueAt)
            Correct(clock, done);
        else if (clock.IsLive)
            Stop(clock, Instant.Max(done, clock.StartedAt), at);
    }

    private void Count(Clock clock, Instant? at = null)
    {
        if (!clock.IsLive && clock.State != ClockState.Breached)
            return;
        var (made, doneAt) = EffortOf(clock);
        // By another version fewer may count than did.
        if (made != clock.AttemptsMade)
            Emit(new EffortCounted(clock.Id, made, clock.AttemptsAsked), at);
        if (doneAt is { } done)
            Done(clock, done, at);
    }

    /// <summary>How many attempts count towards the effort, and when it was complete.</summary>
    private (int Made, Instant? DoneAt) EffortOf(Clock clock)
    {
        var commitment = ChosenFor(clock)?.Commitment;
        var (zone, from) = (CalendarOf(clock).Zone, CountsFrom(clock));
        var (days, callDays) = (new HashSet<LocalDate>(), new HashSet<LocalDate>());
        var (made, calls) = (0, 0);
        foreach (var attempt in Lead.Attempts.Where(a => a.Counts && a.Party == clock.OwedBy && a.OccurredAt >= from).OrderBy(a => a.OccurredAt))
        {
            var day = attempt.OccurredAt.InZone(zone).Date;
            var always = commitment?.DifferentDays != true;
            made += always || days.Add(day) ? 1 : 0;
            calls += attempt.Kind == AttemptKind.Call && (always || callDays.Add(day)) ? 1 : 0;
            if (attempt.Reached || made >= clock.AttemptsAsked && calls >= (commitment?.Calls ?? 0))
                return (made, attempt.OccurredAt);
        }
        return (made, null);
    }

    // Two-way contact by another way than an attempt: a meeting booked or held, a lead qualified.
    private void Reached()
    {
        foreach (var clock in Lead.LiveClocks.Where(c => c.OwedBy == Lead.Holder && c.Promise is Promise.Touch or Promise.Effort).ToList())
            Stop(clock, Now, null);
    }

    /// <summary>Whether the receiver that wants to return the lead has tried all it promised; at least once where nothing is.</summary>
    private bool EffortIsDone(Handoff handoff)
    {
        var last = Lead.Clocks.LastOrDefault(c => c.Promise == Promise.Effort && c.OwedBy == handoff.To && c.StartedAt >= handoff.AcceptedAt);
        return last is null
            ? Lead.Attempts.Any(a => a.Counts && a.Party == handoff.To && a.OccurredAt >= handoff.OfferedAt)
            : last.State == ClockState.Met || EffortOf(last).DoneAt is not null;
    }

    /// <summary>Late evidence: the breach never was; escalations that nobody acted on are taken back.</summary>
    private void Correct(Clock clock, Instant done)
    {
        // What started after it had ended belongs to another hand-off, or to the time after a reopening.
        var ended = clock.StoppedAt;
        Emit(new ClockCorrected(clock.Id, Instant.Max(done, clock.StartedAt)));
        if (!Lead.IsOpen)
            return;
        if (clock.Promise == Promise.Accept)
            TakeBackTimeOut(clock, done);
        var later = Lead.Clocks.Where(c => c.IsRoundOf(clock) && c.Round > clock.Round && c.StartedAt >= clock.StartedAt && !(c.StartedAt > ended)).ToList();
        if ((clock.EscalatedAt ?? later.FirstOrDefault()?.StartedAt) is not { } since || WasActedOn(clock, since))
            return;
        // Where its ladder put the lead; if it is elsewhere by now, a person put it there.
        var newest = later.LastOrDefault() ?? clock;
        var put = newest.EscalatedAt is not null ? null : newest.AskedBefore is [var first, ..] ? first.Person : newest.Person;
        later.ForEach(round => TakeBack(round, done));
        if (clock.EscalatedAt is not null && Asked(clock.OwedBy) is (true, var has) && has == put)
            Reassign(clock.OwedBy, Given(clock.OwedBy, clock.EscalatedFrom).Person, AssignedBy.Correction, null);
    }

    // Somebody else of the party has accepted or attempted since.
    private bool WasActedOn(Clock clock, Instant since) =>
        Lead.Handoffs.Any(h => h.To == clock.OwedBy && h.AcceptedAt >= since)
        || Lead.Attempts.Any(a => a.Counts && a.Party == clock.OwedBy && a.By != clock.EscalatedFrom && a.OccurredAt >= since);

    // A round that would not have been: its breach is none either.
    private void TakeBack(Clock round, Instant done)
    {
        if (round.State == ClockState.Breached)
            Emit(new ClockCorrected(round.Id, Instant.Max(done, round.StartedAt)));
        else if (round.IsLive)
            EndClock(round, "corrected", null);
    }

    // Whoever was asked first had acted in time; whoever it is offered to by now still owes an answer.
    private void AskOn()
    {
        if (Lead.OfferedHandoff is not { } offer)
            return;
        var rounds = Lead.Clocks.FindAll(c => c.Promise == Promise.Accept && c.HandoffId == offer.Id);
        if (rounds.Exists(c => c.Corrected) && !rounds.Exists(c => c.IsLive))
            StartNextRound(rounds[^1], offer.ToPerson, null);
    }

    private void TakeBackTimeOut(Clock clock, Instant done)
    {
        if (Lead.OpenHandoff is not { Reason: ReturnReason.TimedOut, State: HandoffState.Returned } handoff || handoff.Id != clock.HandoffId
            || Lead.Attempts.Any(a => a.Counts && a.Party == handoff.From && a.OccurredAt >= handoff.ReturnedAt))
            return;
        AsSystem(() => Ask(Trigger.Restore));
        foreach (var answer in Lead.LiveClocks.Where(c => c.Promise == Promise.Answer).ToList())
            TakeBack(answer, done);
        Emit(new TimeOutWithdrawn(handoff.Id));
        HandOn();
    }
}
