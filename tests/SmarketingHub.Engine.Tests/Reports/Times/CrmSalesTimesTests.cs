using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports.Times;

/// <summary>The real file, imported whole, against the definitions worked out of its lines alone: day by day, without sorting.</summary>
public sealed class CrmSalesTimesTests : IAsyncLifetime
{
    private const long Hour = 3_600_000;
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private HubFixture hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.Start("America/New_York", "USD");
        await hub.Services.GetRequiredService<Importer>().Import(
            Files.CrmRequest(Files.CrmSales("sales_pipeline.csv")), HubFixture.Admin);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Won_and_lost_are_those_of_the_file()
    {
        // Dated lines: who was never engaged was received when the file was.
        var deals = Deals(hub.Now);
        deals.Count.ShouldBe(8300);
        await Agree(deals, null);
        await Agree(deals, "east");
    }

    private async Task Agree(List<Deal> deals, string? team)
    {
        if (team is not null)
            deals = deals.FindAll(d => d.Team == team);
        foreach (var (timed, stage, other) in new[] { (TimedEvent.Won, "Won", "Lost"), (TimedEvent.Lost, "Lost", "Won") })
        {
            var curve = (await Read(timed, team)).Curve;
            (curve.N, curve.Events, curve.Competing, curve.Censored).ShouldBe((deals.Count, deals.Count(d => d.Stage == stage),
                deals.Count(d => d.Stage == other), deals.Count(d => d.Stage == "Engaging")));
            curve.Events.ShouldBeGreaterThan(100);
            // The share that has ended so: over all hours before, who was still there times who ended so in this one.
            var (left, ended, median, steps) = (1.0, 0.0, (long?)null, 0);
            for (var at = 0L; at <= deals.Where(d => d.Stage != "Engaging").Max(d => d.Hours); at++)
            {
                int Of(string end) => deals.Count(d => d.Stage == end && d.Hours == at);
                var (so, otherwise) = (Of(stage), Of(other));
                if (so + otherwise == 0)
                    continue;
                var there = (double)deals.Count(d => d.Hours >= at);
                ended += left * so / there;
                left -= left * (so + otherwise) / there;
                median ??= ended >= 0.5 ? at * Hour : null;
                curve.At(at * Hour).ShouldBe(ended, 1e-9, $"{timed} after {at} hours");
                steps += so > 0 ? 1 : 0;
            }
            (curve.Points.Count, curve.Median).ShouldBe((steps, median));
            var last = curve.Points[^1];
            last.Variance.ShouldBe(JackknifeOf(deals, stage, last.Time / Hour), last.Variance / 50);
        }
    }

    // By leaving out one after the other (those of one time and end are alike): not the formula of the report.
    private static double JackknifeOf(List<Deal> deals, string stage, long until)
    {
        var counts = deals.CountBy(d => (d.Hours, Kind: d.Stage == stage ? 1 : d.Stage == "Engaging" ? 0 : 2)).ToDictionary();
        double Share(Dictionary<(long Hours, int Kind), int> all)
        {
            var (left, ended, there) = (1.0, 0.0, (double)all.Values.Sum());
            foreach (var group in all.Where(g => g.Key.Hours <= until).GroupBy(g => g.Key.Hours).OrderBy(g => g.Key))
            {
                int Of(int kind) => group.Where(g => g.Key.Kind == kind).Sum(g => g.Value);
                ended += there == 0 ? 0 : left * Of(1) / there;
                left -= there == 0 ? 0 : left * (Of(1) + Of(2)) / there;
                there -= group.Sum(g => g.Value);
            }
            return ended;
        }
        var whole = Share(counts);
        var sum = 0.0;
        foreach (var (key, many) in counts)
        {
            var without = Share(new(counts) { [key] = many - 1 });
            sum += many * (without - whole) * (without - whole);
        }
        return sum * (deals.Count - 1) / deals.Count;
    }

    private async Task<TimesReport> Read(TimedEvent timed, string? team)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        return TimesReport.Read(
            moment, new(Instant.FromUtc(2016, 1, 1, 0, 0), Instant.FromUtc(2018, 6, 1, 0, 0), hub.Now, Team: team), timed,
            TimeKind.Elapsed);
    }

    private sealed record Deal(string Stage, string Team, long Hours);

    private static List<Deal> Deals(Instant now)
    {
        var teams = Lines("sales_teams.csv").ToDictionary(l => l[0], l => l[2].ToLowerInvariant());
        var found = new List<Deal>();
        foreach (var line in Lines("sales_pipeline.csv"))
        {
            if (line[5].Length == 0)
                continue;
            var (from, to) = (Midnight(line[5]), line[6].Length == 0 ? now.ToDateTimeUtc() : Midnight(line[6]));
            found.Add(new(line[4], teams[line[1]], (long)(to - from).TotalHours));
        }
        return found;
    }

    private static DateTime Midnight(string day) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), NewYork);

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(Files.CrmSales(file));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
