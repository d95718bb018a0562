using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The youngest moment of which all is known: what was recorded up to it is on the disk, and what is recorded from now on comes after it.
/// A report of now is one of this moment, so that it can be asked again. By the clock alone, what a transaction under way has recorded
/// already would be missing the first time.
/// </summary>
public sealed class ReportNow(Door door, TimeProvider time)
{
    // A clock of milliseconds goes on before that.
    private const int MostTries = 20;

    private Instant Clock => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public async Task<Instant> Read()
    {
        try
        {
            // Nobody else writes meanwhile.
            var now = await door.DoPaced(Actor.System, write => write.Now, nameof(ReportNow));
            // What others recorded in this very millisecond is on the disk when they have had their turn, too.
            for (var tries = 0; tries < MostTries && Clock == now; tries++)
                await door.DoPaced(Actor.System, write => write.Now, nameof(ReportNow));
            return now;
        }
        catch (Busy) when (door.Fault is not null)
        {
            // Where the file cannot be written, nothing is under way, and reports go on.
            return Clock;
        }
    }
}
