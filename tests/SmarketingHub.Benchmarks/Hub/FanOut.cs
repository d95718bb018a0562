using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>
/// A card changes 20 times a second and 1,000 clients of the hub have to know, beside a hub that broadcasts the same bytes
/// without a door, a ledger, filters and places.
/// </summary>
public sealed class FanOut : Comparison
{
    private const int Clients = 1000;

    // All of them hold the cards that change: both sides send as many messages.
    private static readonly string[] Filters =
        ["""{"grade":"A"}""", """{"country":"PL"}""", """{"source":"Website"}""", """{"holder":"marketing","q":"nordwind"}"""];

    private readonly Scratch scratch = new();
    private int changes;
    private BoardServer? product;
    private BareHub? bare;
    private Crowd? watching;
    private Crowd? listening;

    public override IReadOnlyList<Measure> Measures { get; } = [new("fanout_1000_p99", "ms", Goal.AtMost(1.2))];

    public override async Task Prepare(Effort effort)
    {
        changes = effort.Of(100, 16);
        product = await BoardServer.Start(scratch["hub.db"], leads: 500);
        bare = await BareHub.Start(product.Live.Current.Cards.Values.First());
        // Four in five follow the whole board.
        watching = await Crowd.Connect(Clients, product.Address, product.HubPath, 16, i =>
            i % 5 == 0
                ? [$$"""{"type":1,"invocationId":"1","target":"Join","arguments":[{{Filters[i / 5 % Filters.Length]}}]}"""]
                : [Crowd.JoinAll]);
        listening = await Crowd.Connect(Clients, bare.Address, "/hub", 16, _ => []);
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        product!.Forget();
        return [Crowd.P99(await watching!.Latencies(changes, () => product.Change(cards: 1), product.Committed))];
    }

    public override async Task<double[]> Bare()
    {
        bare!.Forget();
        return [Crowd.P99(await listening!.Latencies(changes, bare.Change, bare.Sent))];
    }

    public override async ValueTask DisposeAsync()
    {
        watching?.Dispose();
        listening?.Dispose();
        if (product is not null)
            await product.DisposeAsync();
        if (bare is not null)
            await bare.DisposeAsync();
        scratch.Dispose();
    }
}
