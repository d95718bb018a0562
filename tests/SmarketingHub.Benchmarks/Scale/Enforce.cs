using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// 200 deadlines fall due a second among 100,000 open leads: from due to durable. With a million more clocks running, due next year, beside
/// the same without.
/// </summary>
public sealed class Enforce : Comparison
{
    private static readonly Duration WarmUp = Duration.FromSeconds(1);
    private static readonly string Breached = LedgerJson.NameOf(typeof(ClockBreached));

    private readonly Scratch scratch = new();
    private Duration measured;
    private Side with = null!;
    private Side without = null!;

    private sealed class Side(string file)
    {
        public string File => file;

        /// <summary>A side's time stands still while the other one runs.</summary>
        public Instant Time { get; set; } = OpenLeads.Now;
    }

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("enforce_1m_lag_p99", "ms", Goal.AtMost(1.2).AndAtMost(100, "ms")),
        new("enforce_1m_lag_median", "ms", Goal.AtMost(1.5)),
        new("enforce_1m_heap", "MB", Goal.AtMostMore(32, "MB")),
    ];

    public override async Task Prepare(Effort effort)
    {
        var leads = effort.Of(100_000, 20_000);
        measured = Duration.FromSeconds(effort.Of(6, 2));
        with = new(scratch.Copy(await OpenLeads.File(leads, furtherClocks: 10), "with.db"));
        without = new(scratch.Copy(await OpenLeads.File(leads), "without.db"));
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Run(with);

    public override Task<double[]> Bare() => Run(without);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double[]> Run(Side side)
    {
        await using var engine = await RunningEngine.Start(side.File, side.Time);
        // What fell due while the board was read has fired, too.
        await engine.UntilFired(engine.Now + WarmUp);
        var from = engine.Now;
        await Task.Delay(measured.ToTimeSpan());
        var until = engine.Now;
        await engine.UntilFired(until);
        side.Time = engine.Now;
        await using var rows = engine.Rows();
        var breaches = await rows.Ledger.Where(e => e.Type == Breached && e.At >= from && e.At < until)
            .OrderBy(e => e.Sequence).Select(e => new { e.Sequence, e.At }).ToListAsync();
        if (breaches.Count < (until - from).TotalSeconds * OpenLeads.PerSecond * 0.95)
            throw new InvalidOperationException(
                $"Only {breaches.Count} fell due in {until - from}: the machine was too busy to keep up, and the fixture ran out.");
        var lags = engine.Durable(breaches.Select(b => b.Sequence))
            .Zip(breaches, (durable, breach) => (durable - breach.At).TotalMilliseconds).ToList();
        return [Figures.Percentile(lags, 0.99), Figures.Median(lags), GC.GetTotalMemory(forceFullCollection: true) / 1e6];
    }
}
