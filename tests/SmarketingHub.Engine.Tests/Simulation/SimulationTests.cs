using System.Collections.Concurrent;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// The company's year, played with some seeds. More: <c>dotnet run --project tests/SmarketingHub.Engine.Tests -- simulate --seeds 5000</c>.
/// </summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task No_rule_breaks_in_100_years_of_300_commands()
    {
        var failures = new ConcurrentBag<Failed>();
        // Nearly twice as many as the sown bug needs that is found last: see docs/reliability.md.
        await Parallel.ForEachAsync(Enumerable.Range(1, 100), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (seed, _) =>
            {
                try
                {
                    await Simulation.Play(seed);
                }
                catch (Failed failure)
                {
                    failures.Add(failure);
                }
            });
        failures.MinBy(f => f.Seed)?.Message.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_seed_is_the_same_year_to_the_byte()
    {
        var head = await Simulation.Play(7, 120);
        (await Simulation.Play(7, 120)).ShouldBe(head);
        (await Simulation.Play(8, 120)).ShouldNotBe(head);
    }
}
