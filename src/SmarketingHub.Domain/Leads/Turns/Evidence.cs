using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What attempts do to the clocks that wait for them, in time or late.</summary>
internal sealed class Evidence(LeadInHand hand, ClockEnds clocks, ClockStarts starts, Assignments assignments)
{
    private Lead Lead => hand.Lead;

    /// <summary>Clocks are met, counted, or their breach is taken back.</summary>
    internal void Judge(Attempt attempt)
    {
        var team = hand.Company.Person(attempt.By)?.Team;
        foreach (var clock in Lead.Clocks.FindAll(c => EvidenceRules.Counts(c, attempt, clocks.CountsFrom(c))))
        {
            var end = clock.Promise == Promise.Effort ? clocks.Count(clock)
                : EvidenceRules.Of(clock, attempt, team, clocks.HandoffOf(clock)?.ToTeam);
            if (end is { } known)
                Take(clock, known);
        }
    }

    private void Take(Clock clock, ClockEnd end)
    {
        // What started after it had ended belongs to another hand-off, or to the time after a reopening.
        var ended = clock.StoppedAt;
        clocks.End(clock, end);
        if (end.How == ClockEnding.Corrected && Lead.IsOpen)
            TakeBackEscalations(clock, end.At, ended);
    }

    // The breach never was: nor were escalations that nobody acted on.
    private void TakeBackEscalations(Clock clock, Instant done, Instant? ended)
    {
        if (clock.Promise == Promise.Accept)
            TakeBackTimeOut(clock, done);
        var later = Lead.Clocks.FindAll(c =>
            c.IsRoundOf(clock) && c.Round > clock.Round && c.StartedAt >= clock.StartedAt && !(c.StartedAt > ended));
        if ((clock.EscalatedAt ?? later.FirstOrDefault()?.StartedAt) is not { } since || WasActedOn(clock, since))
            return;
        // Where its ladder put the lead; if it is elsewhere by now, a person put it there.
        var newest = later.LastOrDefault() ?? clock;
        var put = newest.EscalatedAt is not null ? null : newest.AskedBefore is [var first, ..] ? first.Person : newest.Person;
        later.ForEach(round => TakeBack(round, done));
        if (clock.EscalatedAt is not null && Lead.With(clock.OwedBy) is (true, var has) && has == put)
            assignments.Reassign(clock.OwedBy, assignments.Given(clock.OwedBy, clock.EscalatedFrom).Person, AssignedBy.Correction);
    }

    // Somebody else of the party has accepted or attempted since.
    private bool WasActedOn(Clock clock, Instant since) =>
        Lead.Handoffs.Exists(h => h.To == clock.OwedBy && h.AcceptedAt >= since)
        || Lead.Attempts.Exists(a => a.Counts && a.Party == clock.OwedBy && a.By != clock.EscalatedFrom && a.OccurredAt >= since);

    private void TakeBack(Clock round, Instant done)
    {
        if (ClockEnd.TakenBack(round, done, hand.Now) is { } end)
            clocks.End(round, end, null, "corrected");
    }

    private void TakeBackTimeOut(Clock clock, Instant done)
    {
        if (Lead.OpenHandoff is not { Reason: ReturnReason.TimedOut, State: HandoffState.Returned } handoff || handoff.Id != clock.HandoffId
            || Lead.Attempts.Exists(a => a.Counts && a.Party == handoff.From && a.OccurredAt >= handoff.ReturnedAt))
            return;
        hand.Permit(Actor.System, Trigger.Restore);
        foreach (var answer in Lead.Clocks.FindAll(c => c.IsLive && c.Promise == Promise.Answer))
            TakeBack(answer, done);
        hand.Emit(new TimeOutWithdrawn(handoff.Id));
        assignments.HandOn();
    }

    /// <summary>Whoever was asked first had acted in time; whoever it is offered to by now still owes an answer.</summary>
    internal void StartRoundOfAddressee()
    {
        if (Lead.OfferedHandoff is not { } offer)
            return;
        var rounds = Lead.Clocks.FindAll(c => c.Promise == Promise.Accept && c.HandoffId == offer.Id);
        if (rounds.Exists(c => c.Corrected) && !rounds.Exists(c => c.IsLive))
            starts.StartNextRound(rounds[^1], offer.ToPerson);
    }
}
