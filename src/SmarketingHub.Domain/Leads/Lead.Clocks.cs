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
        ClockOf(happened.Clock).Apply(happened, at);
    }

    private void PassOn(IReadOnlyList<long>? clocks, long? person, string? team, Instant at)
    {
        foreach (var clock in clocks ?? [])
            ClockOf(clock).PassOn(person, team, at);
    }

    private Clock ClockOf(long id) => Clocks.Find(c => c.Id == id) ?? throw new InvalidOperationException($"Lead {Id} has no clock {id}.");
}
