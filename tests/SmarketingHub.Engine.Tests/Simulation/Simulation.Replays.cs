using NodaTime;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>The year replayed: by what really was in force it gives what really was.</summary>
internal sealed partial class Simulation
{
    private async Task Replayed()
    {
        foreach (var agreement in main.Company().Agreements)
        {
            var result = await main.Replayer.Replay(
                new(agreement.Id, Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0), [agreement.Versions[0]], 1),
                Domain.People.Actor.System);
            foreach (var lead in result.Unlike)
                throw new Broken("a replay of what was in force gives what was", $"lead {lead.Lead}: {string.Join("; ", lead.Promises)}");
        }
    }
}
