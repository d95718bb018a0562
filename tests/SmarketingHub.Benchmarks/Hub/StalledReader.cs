using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>
/// 200 clients of whom one reads nothing any more, beside 199 who read. 20 cards change together, so that its buffers are full soon.
/// </summary>
public sealed class StalledReader : Comparison
{
    private const int Others = 199;
    private const int Cards = 20;

    // By then the server has something to tell the stalled one and cannot.
    private const int UntilFull = 40;

    private readonly Scratch scratch = new();
    private int changes;
    private BoardServer? server;
    private Crowd? others;

    public override IReadOnlyList<Measure> Measures { get; } = [new("stalled_reader_p99", "ms", Goal.AtMost(1.5))];

    public override async Task Prepare(Effort effort)
    {
        changes = effort.Of(100, 20);
        server = await BoardServer.Start(scratch["hub.db"], leads: 500);
        others = await Crowd.Connect(Others, server.Address, server.HubPath, 16, _ => [Crowd.JoinAll]);
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        using var stalled = await LightClient.Connect(server!.Address, server.HubPath, stalls: true);
        await stalled.Call(Crowd.JoinAll);
        stalled.Stall();
        return await Bare();
    }

    public override async Task<double[]> Bare()
    {
        await Latencies(UntilFull);
        return [Crowd.P99(await Latencies(changes))];
    }

    public override async ValueTask DisposeAsync()
    {
        others?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        scratch.Dispose();
    }

    private Task<List<double>> Latencies(int count)
    {
        server!.Forget();
        return others!.Latencies(count, () => server.Change(Cards), server.Committed);
    }
}
