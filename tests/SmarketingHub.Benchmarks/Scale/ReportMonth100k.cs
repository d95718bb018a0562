using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// A month's compliance over 100,000 leads by commitment, as it is known now, beside one SQL aggregate over the same rows.
/// </summary>
public sealed class ReportMonth100k : Comparison
{
    private static readonly Instant From = OpenLeads.Now - Duration.FromDays(30);

    private string file = "";
    private ServiceProvider? engine;
    private int promises;

    public override IReadOnlyList<Measure> Measures { get; } = [new("report_month_100k", "ms", Goal.AtMost(5).AndAtMost(1_000, "ms"))];

    public override async Task Prepare(Effort effort)
    {
        file = await ReportedLeads.File(effort.Of(100_000, 20_000));
        engine = LeadFile.Services(file, OpenLeads.Now);
        promises = (await Report()).Total.Promises;
        Aggregate();
    }

    public override async Task<double[]> Product()
    {
        var clock = Stopwatch.StartNew();
        var report = await Report();
        var time = clock.Elapsed.TotalMilliseconds;
        return report.Total.Promises == promises && promises > 0 ? [time]
            : throw new InvalidOperationException($"{report.Total.Promises} promises were counted, {promises} before.");
    }

    public override Task<double[]> Bare()
    {
        var clock = Stopwatch.StartNew();
        var counted = Aggregate();
        var time = clock.Elapsed.TotalMilliseconds;
        return counted == promises ? Task.FromResult<double[]>([time])
            : throw new InvalidOperationException($"{counted} promises were counted, {promises} by the report.");
    }

    public override ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ComplianceReport> Report()
    {
        await using var rows = await engine!.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        await using var moment = await ReportMoment.Open(rows, CompanyStore.Read(rows), OpenLeads.Now, default);
        return ComplianceReport.Read(moment, new(From, OpenLeads.Now, OpenLeads.Now), ComplianceBy.Commitment);
    }

    private long Aggregate()
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT Agreement, Commitment, count(*), sum(State = 'Met'), sum(State = 'Breached' AND Excuse IS NULL),
                sum(State = 'Breached' AND Excuse IS NOT NULL), sum(State = 'Met' AND Corrected), sum(State = 'Paused'),
                sum(State = 'Void'), sum(State = 'Running'), sum(State IS NULL)
            FROM ReportPromises WHERE StartedAt >= $from AND StartedAt < $to GROUP BY Agreement, Commitment
            """;
        command.Parameters.AddWithValue("$from", From.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$to", OpenLeads.Now.ToUnixTimeMilliseconds());
        using var read = command.ExecuteReader();
        var counted = 0L;
        while (read.Read())
            counted += read.GetInt64(2);
        return counted;
    }
}
