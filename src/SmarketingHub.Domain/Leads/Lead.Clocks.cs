using NodaTime;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Domain.Leads;

public sealed partial class Lead
{
    private void ApplyToClock(ClockEvent happened, Instant at)
    {
        if (happened is ClockStarted started)
        {
            Clocks.Add(Clock.From(started, Id));
            return;
        }
        var clock = Clocks.Find(c => c.Id == happened.Clock) ?? throw new InvalidOperationException($"Lead {Id} has no clock {happened.Clock}.");
        clock.Apply(happened, at);
    }
}
