using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>
/// The server's heap for each open board of 5,000 cards, beside the lightest page of the same shell: a heading and a link.
/// </summary>
public sealed class CircuitHeap : Comparison
{
    private const int AtOnce = 4;

    private readonly Scratch scratch = new();
    private int circuits;
    private Board? board;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("circuit_heap_5000_cards", "KB/circuit", Goal.AtMost(12)),
    ];

    public override async Task Prepare(Effort effort)
    {
        circuits = effort.Of(32, 8);
        board = await Board.Serve(scratch.Copy(await OpenLeads.File(5000), "heap.db"));
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Open("/");

    public override Task<double[]> Bare() => Open("/not-found");

    public override async ValueTask DisposeAsync()
    {
        if (board is not null)
            await board.DisposeAsync();
        scratch.Dispose();
    }

    private async Task<double[]> Open(string page)
    {
        var before = (await board!.Server.Gauge()).Heap;
        var open = new List<Circuit>();
        for (var i = 0; i < circuits; i += AtOnce)
            open.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => board.Open(page))));
        var after = (await board.Server.Gauge()).Heap;
        foreach (var circuit in open)
            await circuit.Close();
        return [(after - before) / 1024.0 / open.Count];
    }
}
