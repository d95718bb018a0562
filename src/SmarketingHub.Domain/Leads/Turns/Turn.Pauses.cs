using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Holding the clocks for a while.</summary>
public sealed partial class Turn
{
    /// <param name="until">The resume date, after now.</param>
    /// <param name="words">The reason.</param>
    public void Pause(Instant? until, string? words)
    {
        Ask(Trigger.Pause);
        CheckUntil(until, "Say when it goes on: a date after now.");
        var kept = Require(words, "words", "Say why it is paused.");
        Emit(new LeadPaused(Actor.Party ?? Lead.Holder, until!.Value, kept));
        foreach (var clock in Lead.LiveClocks.Where(c => ClockRules.IsHeldByPause(c, Lead.PausedBy)).ToList())
            Emit(new ClockHeld(clock.Id));
    }

    public void Resume()
    {
        Ask(Trigger.Resume);
        ResumeAt(Now);
    }

    private void ResumeAt(Instant at)
    {
        at = Instant.Max(at, Lead.LastAt);
        Emit(new LeadResumed(), at);
        foreach (var clock in Lead.LiveClocks.Where(c => c.HeldAt is not null).ToList())
        {
            var calendar = CalendarOf(clock);
            Interval[] holds = [.. clock.Holds.Select(h => new Interval(h.From, h.To ?? at))];
            Instant Again(int percent) => Timing.DueAt(calendar, clock.StartedAt, clock.Target, percent, holds);
            Emit(new ClockReleased(
                clock.Id, clock.BreachedAt is null ? Again(100) : clock.DueAt,
                [.. clock.Points.Select(p => p.Fired ? p : (p with { At = Again(p.Percent) }).InOpenTime(at, calendar))]), at);
        }
    }
}
