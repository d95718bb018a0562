using System.Diagnostics;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Search;
using Measure = SmarketingHub.Benchmarks.Harness.Measure;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// Commands one after the other on leads among 100,000 while 20 clients search the board in a loop, each time for something else that
/// four of ten cards have. Beside the same commands while nobody searches.
/// </summary>
public sealed class DoorBesideSearches : Comparison
{
    private const int Clients = 20;

    // Each is on every card of the fixture; a digit, in the number of its person or company, on about four of ten: the largest view that
    // has to be built.
    private static readonly string[] Everywhere =
    [
        "company", "head", "of", "marketing", "example", "person", "com", "mark", "ark", "pan", "exam", "ample", "son", "per", "any", "et",
    ];

    private readonly Scratch scratch = new();
    private RunningEngine engine = null!;
    private long[] leads = [];
    private int commands;
    private int searches;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("door_beside_searches", "ms, 99 of 100", Goal.AtMost(1.5)),
        new("door_beside_searches_median", "ms", Goal.AtMost(1.5)),
    ];

    public override async Task Prepare(Effort effort)
    {
        commands = effort.Of(1_000, 300);
        engine = await RunningEngine.Start(scratch.Copy(await OpenLeads.File(effort.Of(100_000, 20_000)), "searched.db"),
            OpenLeads.Now - NodaTime.Duration.FromHours(1));
        leads = [.. engine.Board.Current.Cards.Keys.Order().Take(commands)];
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => Search(over.Token))).ToList();
        var times = await Write();
        await over.CancelAsync();
        await Task.WhenAll(clients);
        return times;
    }

    public override Task<double[]> Bare() => Write();

    public override async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
        scratch.Dispose();
    }

    private async Task<double[]> Write()
    {
        var times = new List<double>();
        foreach (var lead in leads)
        {
            var clock = Stopwatch.StartNew();
            await engine.Door.Fire(Actor.System, lead, null, Trigger.Note, new() { Words = "They use two systems." });
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return [Figures.Percentile(times, 0.99), Figures.Median(times)];
    }

    // In another order it is another question: hardly ever asked before.
    private async Task Search(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var n = Interlocked.Increment(ref searches);
            var words = string.Join(' ', Everywhere[n % 16], n % 10, Everywhere[n / 16 % 16], Everywhere[n / 256 % 16]);
            await engine.Board.UpToDate(CancellationToken.None);
            await engine.Board.Where(new BoardFilter { Text = SearchQuery.Of(words) }, CancellationToken.None);
        }
    }
}
