namespace SmarketingHub.EndToEnd.Tests.Crash;

public sealed class KilledProcessTests(ITestOutputHelper output)
{
    /// <summary>More: <c>dotnet run --project tests/SmarketingHub.EndToEnd.Tests -- crash --times 200 --seed 1</c>.</summary>
    [Fact]
    public async Task Killed_at_20_random_moments_nothing_acknowledged_is_lost_and_nothing_fires_twice_early_or_never() =>
        output.WriteLine((await new CrashRun(20, seed: 1, output.WriteLine).Run()).ToString());
}
