using System.Diagnostics;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>Runs both sides in turn, so that a slow minute of the machine meets both.</summary>
public static class Runner
{
    public static async Task<IReadOnlyList<(Measure Measure, Result Result)>> Run(Comparison comparison, Effort effort)
    {
        var clock = Stopwatch.StartNew();
        Say($"{comparison.Name}: preparing");
        await comparison.Prepare(effort);
        Say($"{comparison.Name}: prepared in {clock.Elapsed.TotalSeconds:0.0} s");
        var (product, bare) = (new List<double[]>(), new List<double[]>());
        var runs = comparison.Runs(effort);
        for (var run = 0; run < runs; run++)
        {
            // Whoever comes second meets a warmer machine: each is second in turn.
            if (run % 2 == 0)
                product.Add(await Settled(comparison.Product));
            bare.Add(await Settled(comparison.Bare));
            if (run % 2 == 1)
                product.Add(await Settled(comparison.Product));
            Say($"{comparison.Name}: {run + 1} of {runs}, {clock.Elapsed.TotalSeconds:0.0} s");
        }
        return [.. comparison.Measures.Select((measure, i) => (measure, Sum(measure, product, bare, i)))];
    }

    // One side's garbage is not the other's time.
    private static async Task<double[]> Settled(Func<Task<double[]>> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return await run();
    }

    private static Result Sum(Measure measure, List<double[]> product, List<double[]> bare, int index)
    {
        var (ours, theirs) = (Figures.Median(product.Select(run => run[index])), Figures.Median(bare.Select(run => run[index])));
        return new(measure.Name, ours, theirs, measure.Unit, theirs == 0 ? 0 : ours / theirs, product.Count);
    }

    private static void Say(string line) => Console.Error.WriteLine(line);
}
