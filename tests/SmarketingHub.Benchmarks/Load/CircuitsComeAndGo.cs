using System.Diagnostics;
using SmarketingHub.Benchmarks.Circuits;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>
/// 1,000 circuits on a board of 5,000 cards come and go, a hundred at a time: half close their tab, half lose their line.
/// What the server holds afterwards, beside before.
/// </summary>
internal static class CircuitsComeAndGo
{
    private const int Circuits = 1000;
    private const int AtOnce = 100;
    private const int Opening = 10;

    public static async Task Run()
    {
        using var scratch = new Scratch();
        await using var board = await Board.Serve(scratch.Copy(await OpenLeads.File(5000), "board.db"), (Gauges.Retention, "00:00:05"));
        // What the first circuits make, code and caches, stays.
        for (var i = 0; i < 2; i++)
            await Wave(board);
        var before = await Settled(board, "before");
        for (var i = 0; i < Circuits / AtOnce; i++)
        {
            var open = await Wave(board);
            Console.WriteLine(
                $"{(i + 1) * AtOnce,5} came and went; while {AtOnce} were open: heap {open.Heap / 1e6:0.0} MB, {open.Watching} "
                    + $"views, {open.Handling} handlers");
        }
        var after = await Settled(board, "after");
        Console.WriteLine(
            $"heap after ÷ before: {after.Heap / (double)before.Heap:0.000}; handlers {before.Handling} before, {after.Handling} after");
    }

    private static async Task<Gauged> Wave(Board board)
    {
        var open = new List<Circuit>();
        while (open.Count < AtOnce)
            open.AddRange(await Task.WhenAll(Enumerable.Range(0, Opening).Select(_ => board.Open("/"))));
        var gauged = await board.Server.Gauge();
        await Task.WhenAll(open.Select((circuit, i) => i % 2 == 0 ? circuit.Close() : circuit.DisposeAsync().AsTask()));
        return gauged;
    }

    // When the retention of the last lost ones is over, and what pools let go by and by is gone.
    private static async Task<Gauged> Settled(Board board, string when)
    {
        var clock = Stopwatch.StartNew();
        var (gauged, last) = (await board.Server.Gauge(), long.MaxValue);
        while (clock.Elapsed < TimeSpan.FromSeconds(10)
            || (gauged.Watching > 0 || gauged.Heap < last * 0.99) && clock.Elapsed < TimeSpan.FromMinutes(2))
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            (last, gauged) = (gauged.Heap, await board.Server.Gauge());
        }
        Console.WriteLine($"{when,-6} heap {gauged.Heap / 1e6:0.0} MB, {gauged.Watching} views, {gauged.Handling} handlers");
        return gauged;
    }
}
