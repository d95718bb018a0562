using System.Diagnostics;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Search;
using Measure = SmarketingHub.Benchmarks.Harness.Measure;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// Notes written one after the other to leads among 100,000 while one client searches the board in a loop, each time for something else that
/// four of ten cards have. Beside the same notes while nobody searches.
/// </summary>
public sealed class SearchingClient : Comparison
{
    private const int Notes = 300;

    // Each is on every card of the fixture; a digit, in the number of its person or company, on about four of ten: the largest view that has to be built.
    private static readonly string[] Everywhere = ["company", "head", "of", "marketing", "example", "person", "com", "mark", "ark", "pan", "exam", "ample", "son", "per", "any", "et"];

    private readonly Scratch scratch = new();
    private RunningEngine engine = null!;
    private long[] leads = [];
    private int searches;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("note_beside_search_p90", "ms", Goal.AtMost(3)),
        new("note_beside_search_median", "ms", Goal.AtMost(3)),
    ];

    public override async Task Prepare(Effort effort)
    {
        engine = await RunningEngine.Start(scratch.Copy(await OpenLeads.File(effort.Of(100_000, 20_000)), "searched.db"), OpenLeads.Now - NodaTime.Duration.FromHours(1));
        leads = [.. engine.Board.Current.Cards.Keys.Order().Take(Notes)];
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        using var over = new CancellationTokenSource();
        var client = Task.Run(() => Search(over.Token));
        var times = await Write();
        await over.CancelAsync();
        await client;
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
        return [Figures.Percentile(times, 0.9), Figures.Median(times)];
    }

    // In another order it is another question: hardly ever asked before.
    private async Task Search(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var n = searches++;
            var words = string.Join(' ', Everywhere[n % 16], n % 10, Everywhere[n / 16 % 16], Everywhere[n / 256 % 16]);
            await engine.Board.UpToDate(CancellationToken.None);
            await engine.Board.Where(new BoardFilter { Text = SearchQuery.Of(words) }, CancellationToken.None);
        }
    }
}
