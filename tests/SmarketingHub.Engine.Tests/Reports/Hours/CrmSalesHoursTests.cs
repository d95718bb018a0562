using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports.Hours;

/// <summary>
/// The real file, imported whole, against its lines alone: hour by hour, by the framework's own time zones. Nobody told of any act, so that
/// an hour is one out of hours or one that nothing explains.
/// </summary>
public sealed class CrmSalesHoursTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly List<Deal> Deals = [.. Lines("sales_pipeline.csv").Where(line => line[5].Length > 0)
        .Select(line => new Deal(line[1], Midnight(line[5]), line[6].Length == 0 ? DateTime.MaxValue : Midnight(line[6])))];

    // Three months, with a night in which clocks go forward.
    private static readonly (DateTime From, DateTime To) Period = (Midnight("2017-02-01"), Midnight("2017-05-01"));

    private HubFixture hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.Start("America/New_York", "USD");
        await hub.Services.GetRequiredService<Importer>().Import(
            Files.CrmRequest(Files.CrmSales("sales_pipeline.csv")), HubFixture.Admin);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Each_hour_of_the_file_is_told_by_weekday_hour_and_person()
    {
        var company = hub.Company();
        await Agree(HoursBy.Weekday, (_, local) => local.DayOfWeek.ToString()[..3].ToLowerInvariant());
        await Agree(HoursBy.Hour, (_, local) => local.Hour.ToString("00", CultureInfo.InvariantCulture));
        var ids = company.People.Values.ToDictionary(person => person.Name, person => $"{person.Id}");
        await Agree(HoursBy.Person, (deal, _) => ids[deal.Agent]);
    }

    [Fact]
    public async Task Behind_the_hours_out_of_hours_are_the_leads_of_the_file()
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var leads = HoursReport.LeadsBehind(moment, Request, HoursPart.Closed);

        leads.Select(lead => lead.Seconds / 3600).ShouldBe(
            Deals.Select(deal => (long)Hours().Count(hour => deal.Has(hour.Utc) && !IsOpen(hour.Local)))
                .Where(hours => hours > 0).OrderDescending());
    }

    private ReportRequest Request => new(Instant.FromDateTimeUtc(Period.From), Instant.FromDateTimeUtc(Period.To), hub.Now);

    private async Task Agree(HoursBy by, Func<Deal, DateTime, string> key)
    {
        var right = new Dictionary<(string Key, bool Open), long>();
        foreach (var (utc, local) in Hours())
            foreach (var deal in Deals)
                if (deal.Has(utc))
                    right[(key(deal, local), IsOpen(local))] = right.GetValueOrDefault((key(deal, local), IsOpen(local))) + 1;
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var hours = HoursReport.Read(moment, Request, by);

        hours.Leads.ShouldBe(Deals.Count(deal => deal.From < Period.To && deal.To > Period.From));
        hours.Total.Total.ShouldBe(3600 * right.Values.Sum());
        hours.Bars.Select(bar => bar.Key).Order().ShouldBe(right.Keys.Select(k => k.Key).Distinct().Order());
        foreach (var bar in hours.Bars)
        {
            bar.Parts[HoursPart.Closed].ShouldBe(3600 * right.GetValueOrDefault((bar.Key, false)));
            bar.Parts[HoursPart.Unexplained].ShouldBe(3600 * right.GetValueOrDefault((bar.Key, true)));
        }
    }

    private static IEnumerable<(DateTime Utc, DateTime Local)> Hours()
    {
        for (var utc = Period.From; utc < Period.To; utc = utc.AddHours(1))
            yield return (utc, TimeZoneInfo.ConvertTimeFromUtc(utc, NewYork));
    }

    private static bool IsOpen(DateTime local) =>
        local is { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday), Hour: >= 9 and < 17 };

    private static DateTime Midnight(string day) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), NewYork);

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(Files.CrmSales(file));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    private sealed record Deal(string Agent, DateTime From, DateTime To)
    {
        public bool Has(DateTime at) => From <= at && at < To;
    }
}
