using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Engine.Reports.Funnel;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Engine.Reports.Loads;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// Every other report over a month in which 100,000 leads were received, as it is known now, beside one SQL aggregate over the rows of its
/// kind in the period.
/// </summary>
public sealed class ReportsMonth100k : Comparison
{
    private static readonly Instant From = OpenLeads.Now - Duration.FromDays(30);

    private const string Leads = "SELECT Stage, count(*) FROM ReportLeads WHERE ReceivedAt >= $from AND ReceivedAt < $to GROUP BY Stage";
    private const string Promises =
        "SELECT State, count(*) FROM ReportPromises WHERE StartedAt >= $from AND StartedAt < $to GROUP BY State";
    private const string Stretches =
        """
        SELECT Party, sum(min(coalesce(Ended, $to), $to) - max(Began, $from)) FROM ReportStretches
        WHERE (Ended IS NULL OR Ended > $from) AND Began < $to GROUP BY Party
        """;

    private static readonly ReportRequest Asked = new(From, OpenLeads.Now, OpenLeads.Now);

    private static readonly (string Name, Func<ReportMoment, object> Read, string Bare)[] Reports =
    [
        ("hours", moment => HoursReport.Read(moment, Asked, HoursBy.Holder), Stretches),
        ("hours_weekday", moment => HoursReport.Read(moment, Asked, HoursBy.Weekday), Stretches),
        ("load", moment => LoadReport.Read(moment, Asked), Stretches),
        ("survival", moment => TimesReport.Read(moment, Asked, TimedEvent.Accept, TimeKind.Business), Leads),
        ("times_page", moment => TimesOverview.Read(moment, Asked, TimeKind.Business), Leads),
        ("weeks", moment => ComplianceReport.Read(moment, Asked with { Source = "webinar" }, ComplianceBy.Week), Promises),
        ("why", moment => ChangeReport.Read(moment, Before, Asked with { From = Middle })!, Promises),
        ("funnel", moment => FunnelReport.Read(moment, Asked, FunnelBy.Source), Leads),
        ("feedback", moment => FeedbackReport.Read(moment, Asked, FeedbackBy.Source),
            "SELECT Source, count(*) FROM ReportHandoffs WHERE OfferedAt >= $from AND OfferedAt < $to GROUP BY Source"),
        ("pauses", moment => PauseReport.Read(moment, Asked, PauseBy.Source),
            "SELECT Source, count(*) FROM ReportPauses WHERE Began >= $from AND Began < $to GROUP BY Source"),
        ("pace", moment => BothSidesReport.Read(moment, Asked, moment.Company.Agreements, OpenLeads.Now - Duration.FromMilliseconds(1))
            .GetAwaiter().GetResult(), Promises),
    ];

    private string file = "";
    private ServiceProvider? engine;

    public override IReadOnlyList<Measure> Measures { get; } =
        [.. Reports.Select(report => new Measure($"reports_100k_{report.Name}", "ms", Goal.FigureAtMost(1_000, "ms")))];

    // Friday's promises beside Monday's: the leads of the fixture are of four days.
    private static Instant Middle => OpenLeads.Now - Duration.FromDays(2);
    private static ReportRequest Before => Asked with { To = Middle };

    public override async Task Prepare(Effort effort)
    {
        file = await ReportedLeads.File(effort.Of(100_000, 20_000));
        engine = LeadFile.Services(file, OpenLeads.Now);
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        var times = new List<double>();
        foreach (var (_, read, _) in Reports)
        {
            var clock = Stopwatch.StartNew();
            await using var rows = await engine!.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
            await using var moment = await ReportMoment.Open(rows, CompanyStore.Read(rows), OpenLeads.Now, default);
            _ = read(moment);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return [.. times];
    }

    public override Task<double[]> Bare() => Task.FromResult<double[]>([.. Reports.Select(report => Aggregate(report.Bare))]);

    public override ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private double Aggregate(string sql)
    {
        var clock = Stopwatch.StartNew();
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", From.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$to", OpenLeads.Now.ToUnixTimeMilliseconds());
        using var read = command.ExecuteReader();
        while (read.Read())
            _ = read.GetValue(0);
        return clock.Elapsed.TotalMilliseconds;
    }
}
