using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The youngest moment of which all is known: what was recorded up to it is on the disk, and what is recorded from now on comes after it.
/// A report of now is one of this moment, so that it can be asked again. By the clock alone, what a transaction under way has recorded
/// already would be missing the first time.
/// </summary>
public sealed class ReportNow(Door door, TimeProvider time)
{
    // Some milliseconds: a clock that somebody holds does not go on.
    private const int MostSpins = 2_000;

    private Instant Clock => time.Now();

    public async Task<Instant> Read()
    {
        try
        {
            return await door.DoPaced(Actor.System, Settled, nameof(ReportNow));
        }
        catch (Busy) when (door.Fault is not null)
        {
            // Where the file cannot be written, nothing is under way, and reports go on.
            return Clock;
        }
    }

    // Nobody else writes meanwhile, of this process or of another. Whoever is next records in a later millisecond.
    private Instant Settled(Write write)
    {
        for (var spins = 0; Clock == write.Now && spins < MostSpins; spins++)
            Thread.SpinWait(50);
        return write.Now;
    }
}
