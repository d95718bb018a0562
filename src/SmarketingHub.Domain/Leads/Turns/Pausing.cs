using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Holding the clocks for a while.</summary>
internal sealed class Pausing(LeadInHand hand, ClockEnds clocks)
{
    private Lead Lead => hand.Lead;

    internal void Pause(Actor actor, Instant? until, string? words)
    {
        hand.Permit(actor, Trigger.Pause);
        hand.CheckUntil(until, "Say when it goes on: a date after now.");
        var kept = hand.Require(words, "words", "Say why it is paused.");
        hand.Emit(new LeadPaused(actor.Party ?? Lead.Holder, until!.Value, kept));
        foreach (var clock in Lead.Clocks.FindAll(c => c.IsLive && ClockRules.IsHeldByPause(c, Lead.PausedBy)))
            hand.Emit(new ClockHeld(clock.Id));
    }

    internal void Resume(Actor actor)
    {
        hand.Permit(actor, Trigger.Resume);
        Resume(hand.Now);
    }

    internal void Resume(Instant at)
    {
        at = Instant.Max(at, Lead.LastAt);
        hand.Emit(new LeadResumed(), at);
        foreach (var clock in Lead.Clocks.FindAll(c => c.IsLive && c.HeldAt is not null))
        {
            var calendar = clocks.CalendarOf(clock);
            Interval[] holds = [.. clock.Holds.Select(h => new Interval(h.From, h.To ?? at))];
            Instant Again(int percent) => Timing.DueAt(calendar, clock.StartedAt, clock.Target, percent, holds);
            hand.Emit(new ClockReleased(
                clock.Id, clock.BreachedAt is null ? Again(100) : clock.DueAt,
                [.. clock.Points.Select(p => p.Fired ? p : (p with { At = Again(p.Percent) }).InOpenTime(at, calendar))]), at);
        }
    }
}
