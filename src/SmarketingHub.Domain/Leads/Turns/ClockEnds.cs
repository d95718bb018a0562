using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Ends the clocks of a turn's lead, and counts what they wait for.</summary>
internal sealed class ClockEnds(LeadInHand hand)
{
    private Lead Lead => hand.Lead;

    /// <summary>An event, and the clocks that it ends.</summary>
    /// <param name="done">When it was done that clocks waited for; null: with the event.</param>
    internal void Emit(LeadEvent happened, Instant? at = null, Instant? done = null)
    {
        foreach (var ended in ClockEndings.Before(happened, Lead))
            End(ended, at);
        hand.Emit(happened, at);
        foreach (var ended in ClockEndings.After(happened, Lead))
            End(ended, at, done);
    }

    internal void End(EndedClocks ended, Instant? at = null, Instant? done = null)
    {
        foreach (var clock in Lead.Clocks.FindAll(ended.Include))
            if (ended.Over is null)
                End(clock, ClockEnd.Stopped(clock, done ?? at ?? hand.Now), at);
            else
                End(clock, ended.Over, at);
    }

    /// <summary>Nobody owes it any more.</summary>
    internal void End(Clock clock, string reason, Instant? at = null) => End(clock, ClockEnd.Over(clock, at ?? hand.Now), at, reason);

    internal void End(Clock clock, ClockEnd end, Instant? at = null, string reason = "") => hand.Emit(end.How switch
    {
        ClockEnding.Met => new ClockMet(clock.Id, end.At),
        ClockEnding.Late or ClockEnding.LeftBreached => new ClockStopped(clock.Id, end.At),
        ClockEnding.Corrected => new ClockCorrected(clock.Id, end.At),
        _ => new ClockVoided(clock.Id, reason),
    }, at);

    /// <summary>Tells how many attempts count towards an effort by now, and how that ends it; null: it does not.</summary>
    internal ClockEnd? Count(Clock clock, Instant? at = null)
    {
        if (!clock.IsLive && clock.State != ClockState.Breached)
            return null;
        var (made, doneAt) = EffortOf(clock);
        // By another version fewer may count than did.
        if (made != clock.AttemptsMade)
            hand.Emit(new EffortCounted(clock.Id, made, clock.AttemptsAsked), at);
        return doneAt is { } done ? ClockEnd.Done(clock, done) : null;
    }

    internal (int Made, Instant? DoneAt) EffortOf(Clock clock) =>
        EvidenceRules.EffortOf(clock, ChosenFor(clock)?.Commitment, CalendarOf(clock).Zone, Lead.Attempts, CountsFrom(clock));

    internal Instant CountsFrom(Clock clock) => EvidenceRules.CountsFrom(clock, HandoffOf(clock), Lead.Clocks);

    internal Handoff? HandoffOf(Clock clock) => clock.HandoffId is { } id ? Lead.Handoff(id) : null;

    internal WorkCalendar CalendarOf(Clock clock) => hand.Company.Calendars[new(clock.Calendar, clock.CalendarVersion)];

    /// <summary>What the clock was started with; null: no agreement of now has it.</summary>
    internal Choice? ChosenFor(Clock clock) =>
        hand.Company.Agreements.Find(a => a.Id == clock.Agreement) is { } agreement
        && agreement.Version(clock.AgreementVersion) is { } version && version.Commitment(clock.Commitment) is { } commitment
            ? new(agreement, version, commitment) : null;
}
