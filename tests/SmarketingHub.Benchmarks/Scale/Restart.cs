using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// From the start of the server's process until it serves the board and takes commands: with a million running clocks,
/// 10,000 of them overdue, beside a start with a company that has no lead yet.
/// </summary>
public sealed class Restart : Comparison
{
    private readonly Scratch scratch = new();
    private int overdue;
    private string full = "";
    private string empty = "";

    public override IReadOnlyList<Measure> Measures { get; } = [new("restart_1m", "ms to ready", Goal.AtMost(1.8))];

    public override async Task Prepare(Effort effort)
    {
        (var leads, overdue) = (effort.Of(100_000, 20_000), effort.Of(10_000, 2_000));
        full = scratch.Copy(await OpenLeads.File(leads, furtherClocks: 10), "full.db");
        empty = scratch.Copy(await OpenLeads.File(0), "empty.db");
        await Bare();
    }

    public override Task<double[]> Product() => Start(full, WhenOverdue());

    public override Task<double[]> Bare() => Start(empty, OpenLeads.Now);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<double[]> Start(string file, Instant from)
    {
        var clock = Stopwatch.StartNew();
        await using var server = await ServerProcess.Start(file,
            (ShiftedStart.Variable, from.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture)));
        return [clock.Elapsed.TotalMilliseconds];
    }

    // What a run has fired meanwhile is not overdue for the next one: it starts a little later.
    private Instant WhenOverdue()
    {
        using var connection = new SqliteConnection($"Data Source={full}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT NextDueAt FROM Leads WHERE NextDueAt IS NOT NULL ORDER BY NextDueAt LIMIT 1 OFFSET $last";
        command.Parameters.AddWithValue("$last", overdue - 1);
        return Instant.FromUnixTimeMilliseconds((long)command.ExecuteScalar()!);
    }
}
