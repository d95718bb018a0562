using System.Net.Http.Json;
using System.Text.Json;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>What a circuit gets when one card in sight changes, on a board of 5,000 cards beside a board of 100.</summary>
public sealed class OneCardBytes : Comparison
{
    private readonly Scratch scratch = new();
    private int changes;
    private On? large, small;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("one_card_bytes_5000_vs_100", "bytes", Goal.AtMost(1.2).AndAtMost(1000, "bytes")),
    ];

    public override async Task Prepare(Effort effort)
    {
        changes = effort.Of(20, 3);
        large = await Open(5000);
        small = await Open(100);
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Change(large!);

    public override Task<double[]> Bare() => Change(small!);

    public override async ValueTask DisposeAsync()
    {
        foreach (var on in new[] { large, small })
            if (on is not null)
            {
                await on.Circuit.DisposeAsync();
                await on.Board.DisposeAsync();
            }
        scratch.Dispose();
    }

    private async Task<On> Open(int leads)
    {
        var board = await Board.Serve(scratch.Copy(await OpenLeads.File(leads), $"{leads}.db"));
        var circuit = await board.Open("/");
        // The first of its column is in sight.
        var picture = await board.Server.Api.GetFromJsonAsync<JsonElement>("api/v1/board");
        var captured = picture.GetProperty("columns").EnumerateArray()
            .Single(column => column.GetProperty("column").GetString() == "captured");
        return new(board, circuit, captured.GetProperty("cards")[0].GetProperty("id").GetInt64());
    }

    private async Task<double[]> Change(On on)
    {
        var before = on.Circuit.Received;
        for (var i = 0; i < changes; i++)
        {
            var (batches, title) = (on.Circuit.Batches, $"Head of desk {Random.Shared.Next(100_000, 1_000_000)}");
            on.Circuit.Forget();
            (await on.Board.Server.Api.PostAsJsonAsync($"api/v1/leads/{on.Lead}/edit", new { title })).EnsureSuccessStatusCode();
            await on.Circuit.BatchesReach(batches + 1);
            await on.Circuit.Quiet(TimeSpan.FromMilliseconds(250));
            if (!on.Circuit.Saw(title))
                throw new InvalidOperationException("The change did not come: the card is not in sight.");
        }
        return [(on.Circuit.Received - before) / (double)changes];
    }

    /// <param name="Lead">Whose card is in sight.</param>
    private sealed record On(Board Board, Circuit Circuit, long Lead);
}
