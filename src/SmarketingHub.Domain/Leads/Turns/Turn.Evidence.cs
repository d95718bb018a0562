using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What attempts do to the clocks that wait for them, in time or late.</summary>
public sealed partial class Turn
{
    // Met, counted, or a breach taken back by evidence that came late.
    private void Judge(Attempt attempt)
    {
        foreach (var clock in Lead.Clocks.FindAll(c => EvidenceRules.Counts(c, attempt, CountsFrom(c))))
            if (clock.Promise == Promise.Effort)
                Count(clock);
            else if (EvidenceRules.Of(clock, attempt, Company.Person(attempt.By)?.Team, HandoffOf(clock)?.ToTeam) is { } end)
                Take(clock, end, null);
    }

    private void Take(Clock clock, ClockEnd end, Instant? at)
    {
        if (end.How == ClockEnding.Corrected)
            Correct(clock, end);
        else
            End(clock, end, at);
    }

    private Instant CountsFrom(Clock clock) => EvidenceRules.CountsFrom(clock, HandoffOf(clock), Lead.Clocks);

    private Handoff? HandoffOf(Clock clock) => clock.HandoffId is { } id ? Lead.Handoff(id) : null;

    private void Count(Clock clock, Instant? at = null)
    {
        if (!clock.IsLive && clock.State != ClockState.Breached)
            return;
        var (made, doneAt) = EffortOf(clock);
        // By another version fewer may count than did.
        if (made != clock.AttemptsMade)
            Emit(new EffortCounted(clock.Id, made, clock.AttemptsAsked), at);
        if (doneAt is { } done && ClockEnd.Done(clock, done) is { } end)
            Take(clock, end, at);
    }

    private (int Made, Instant? DoneAt) EffortOf(Clock clock) =>
        EvidenceRules.EffortOf(clock, ChosenFor(clock)?.Commitment, CalendarOf(clock).Zone, Lead.Attempts, CountsFrom(clock));

    /// <summary>Whether the receiver that wants to return the lead has tried all it promised; at least once where nothing is.</summary>
    private bool EffortIsDone(Handoff handoff)
    {
        var last = Lead.Clocks.LastOrDefault(c => c.Promise == Promise.Effort && c.OwedBy == handoff.To && c.StartedAt >= handoff.AcceptedAt);
        return last is null
            ? Lead.Attempts.Any(a => a.Counts && a.Party == handoff.To && a.OccurredAt >= handoff.OfferedAt)
            : last.State == ClockState.Met || EffortOf(last).DoneAt is not null;
    }

    /// <summary>Late evidence: the breach never was; escalations that nobody acted on are taken back.</summary>
    private void Correct(Clock clock, ClockEnd end)
    {
        var done = end.At;
        // What started after it had ended belongs to another hand-off, or to the time after a reopening.
        var ended = clock.StoppedAt;
        End(clock, end, null);
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
        if (clock.EscalatedAt is not null && Lead.With(clock.OwedBy) is (true, var has) && has == put)
            Reassign(clock.OwedBy, Given(clock.OwedBy, clock.EscalatedFrom).Person, AssignedBy.Correction, null);
    }

    // Somebody else of the party has accepted or attempted since.
    private bool WasActedOn(Clock clock, Instant since) =>
        Lead.Handoffs.Any(h => h.To == clock.OwedBy && h.AcceptedAt >= since)
        || Lead.Attempts.Any(a => a.Counts && a.Party == clock.OwedBy && a.By != clock.EscalatedFrom && a.OccurredAt >= since);

    // A round that would not have been: its breach is none either.
    private void TakeBack(Clock round, Instant done)
    {
        if (ClockEnd.TakenBack(round, done, Now) is { } end)
            End(round, end, null, "corrected");
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
