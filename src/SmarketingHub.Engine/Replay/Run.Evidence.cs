using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Replay;

/// <summary>What attempts and regrades do to the clocks.</summary>
internal sealed partial class Run
{
    // Met, counted, or a breach taken back by evidence that came late.
    internal void Judge(Attempt attempt, Instant at)
    {
        if (!attempt.Counts)
            return;
        foreach (var clock in clocks.FindAll(c => c.Commitment.OwedBy == attempt.Party && attempt.OccurredAt >= CountsFrom(c)))
            if (clock.Commitment.Promise == Promise.Touch)
                Done(clock, attempt.OccurredAt, at);
            else if (clock.Commitment.Promise == Promise.Effort && (clock.IsLive || clock.Verdict == Verdict.Breached) && EffortDoneAt(clock) is { } done)
                Done(clock, done, at);
            else if (clock.Commitment.Promise == Promise.Accept && clock.Verdict == Verdict.Breached && attempt.OccurredAt < clock.DueAt && WasAsked(clock, attempt))
                clock.Correct(attempt.OccurredAt, at);
    }

    private static void Done(ReplayedClock clock, Instant done, Instant at)
    {
        if (clock.Verdict == Verdict.Breached && done < clock.DueAt)
            clock.Correct(done, at);
        else if (clock.IsLive)
            clock.Stop(done);
    }

    // What the receiver did since it was offered counts, though its clocks start with the acceptance.
    private Instant CountsFrom(ReplayedClock clock) =>
        clock.Commitment.Promise is Promise.Touch or Promise.Effort && HandoffOf(clock) is { } handoff
            ? Instant.Min(handoff.OfferedAt, clock.StartedAt)
            : clock.StartedAt;

    // Whose attempt it was says the attempt: the person may have gone to another party since.
    private bool WasAsked(ReplayedClock clock, Attempt attempt)
    {
        var (asked, team) = clock.AskedAt(attempt.OccurredAt, HandoffOf(clock)?.ToTeam);
        return inForce.Company.Person(attempt.By) is { } person && (asked is { } id ? id == person.Id : team is null || team == person.Team);
    }

    /// <summary>The party's clocks go with the lead.</summary>
    internal void PassOn(string party, long? person, string? team, Instant at, Promise? but = null)
    {
        foreach (var clock in clocks.FindAll(c => c.Commitment.OwedBy == party && c.Commitment.Promise != but))
            clock.PassOn(person, team, at);
    }

    private Handoff? HandoffOf(ReplayedClock clock) => lead.Handoffs.Find(h => h.Id == clock.Ask.Handoff);

    /// <summary>When the attempts that the effort asks for were all made, or the contact was reached.</summary>
    private Instant? EffortDoneAt(ReplayedClock clock)
    {
        var (commitment, from) = (clock.Commitment, CountsFrom(clock));
        var (days, callDays) = (new HashSet<LocalDate>(), new HashSet<LocalDate>());
        var (made, calls) = (0, 0);
        foreach (var attempt in lead.Attempts.Where(a => a.Counts && a.Party == commitment.OwedBy && a.OccurredAt >= from).OrderBy(a => a.OccurredAt))
        {
            var day = attempt.OccurredAt.InZone(clock.Calendar.Zone).Date;
            made += !commitment.DifferentDays || days.Add(day) ? 1 : 0;
            calls += attempt.Kind == AttemptKind.Call && (!commitment.DifferentDays || callDays.Add(day)) ? 1 : 0;
            if (attempt.Reached || made >= commitment.Attempts && calls >= commitment.Calls)
                return attempt.OccurredAt;
        }
        return null;
    }

    /// <summary>The time-out that started these answers never was.</summary>
    internal void TakeBackAnswers(Instant at)
    {
        foreach (var clock in clocks.FindAll(c => c.IsLive && c.Commitment.Promise == Promise.Answer))
            if (clock.Verdict == Verdict.Breached)
                clock.Correct(at, at);
            else
                clock.End(at);
    }

    // A regrade keeps a clock, unless its commitment says to judge again; a breach stays.
    internal void JudgeAgain(Line line)
    {
        foreach (var clock in clocks.FindAll(c => c.IsLive && c.Verdict != Verdict.Breached && c.Commitment.ReJudge))
        {
            var handoff = HandoffOf(clock);
            var other = handoff?.To == clock.Commitment.OwedBy ? handoff.From : handoff?.To;
            var choice = inForce.ChooseAgain(clock, other, lead.Facts, line.At, line.Sequence);
            if (choice is null || choice.Commitment.Id == clock.Commitment.Id && choice.Agreement.Id == clock.Choice.Agreement.Id)
                continue;
            var holds = clock.HoldsUntil(line.At);
            clock.End(line.At);
            var next = New(clock.Ask, choice, clock.StartedAt, holds);
            next.FollowOn(clock);
            clocks.Add(next);
            clock.Ask.Clocks[index] = next;
            if (lead.IsPaused && IsHeldByPause(next))
                next.Hold(line.At);
        }
    }
}
