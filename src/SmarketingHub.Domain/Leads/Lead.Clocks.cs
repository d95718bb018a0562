using NodaTime;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Domain.Leads;

public sealed partial class Lead
{
    private void ApplyToClock(ClockEvent happened, Instant at)
    {
        Change(happened, at);
        Shown = ShownClock.Of(Clocks);
    }

    private void Change(ClockEvent happened, Instant at)
    {
        if (happened is ClockStarted started)
        {
            var next = Clock.From(started, Id);
            foreach (var earlier in Clocks.Where(c => c.IsRoundOf(next) && c.Round < next.Round))
                earlier.EndLadder();
            Clocks.Add(next);
            return;
        }
        var clock = Clocks.Find(c => c.Id == happened.Clock)
            ?? throw new InvalidOperationException($"Lead {Id} has no clock {happened.Clock}.");
        clock.Apply(happened, at);
    }

    // A replay, which judges a lead by other agreements, folds it without these clocks.
    private void PassOn(IReadOnlyList<long>? clocks, long? person, string? team, Instant at)
    {
        foreach (var clock in Clocks.Where(c => clocks?.Contains(c.Id) == true))
            clock.PassOn(person, team, at);
    }
}
