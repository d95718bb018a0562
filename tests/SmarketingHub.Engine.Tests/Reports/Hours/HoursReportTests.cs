using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Engine.Reports.Reading;
using static SmarketingHub.Engine.Tests.Reports.Hours.LifeRows;

namespace SmarketingHub.Engine.Tests.Reports.Hours;

public class HoursReportTests
{
    // Monday 09:00 to Wednesday 09:00, known to the end.
    private static readonly ReportRequest TwoDays = new(At(0), At(2 * 1440), At(2 * 1440));

    [Fact]
    public async Task Every_second_from_receipt_to_close_is_one_part()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo"));
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.SetAway(mia.Id, At(200), At(260), null);
            return 0;
        });
        var rows = new LifeRows(hub);
        var (lead, younger) = (rows.Lead(0, closed: 600), rows.Lead(30, closed: 330));
        await rows.Stretch(lead, 0, 60, mia.Id, known: 10).Stretch(lead, 60, 300, mia.Id).Stretch(lead, 300, 500, kind: StretchKind.Paused)
            .Stretch(lead, 500, 600, leo.Id)
            .Stretch(younger, 30, 330, leo.Id, StretchKind.Waiting)
            .Act(younger, mia.Id, 120, 30, takes: true)
            .Store();

        var hours = await Read(hub, TwoDays);

        Minutes(hours.Total).ShouldBe((10, 100, 60, 30, 120, 200, 300, 80));
        (hours.Total.Total, hours.Leads).ShouldBe((900 * 60, 2));
        (await Read(hub, TwoDays with { Person = leo.Id })).Total[HoursPart.Closed].ShouldBe(100 * 60);
    }

    [Fact]
    public async Task What_is_open_counts_as_far_as_it_is_known_and_no_further_than_the_period()
    {
        await using var hub = await HubFixture.Start();
        var rows = new LifeRows(hub);
        var lead = rows.Lead(-30);
        await rows.Stretch(lead, -30, null).Store();

        (await Read(hub, TwoDays with { To = At(60) })).Total.Total.ShouldBe(3600);
        (await Read(hub, TwoDays with { AsKnownAt = At(90) })).Total.Total.ShouldBe(5400);
        (await Read(hub, TwoDays with { From = At(-60), To = At(0) })).Total.Total.ShouldBe(1800);
    }

    [Fact]
    public async Task What_waits_is_told_with_whoever_holds_it_and_a_turn_with_whose_it_is()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        var rows = new LifeRows(hub);
        var lead = rows.Lead(0);
        await rows.Stretch(lead, 0, 10, party: Party.Sales, holder: Party.Marketing, kind: StretchKind.Waiting, owner: 77)
            .Stretch(lead, 10, 30, mia.Id, party: Party.Sales, holder: Party.Marketing, owner: 77).Store();

        (await Bars(hub, HoursBy.Holder)).ShouldBe([(Party.Marketing, 600), (Party.Sales, 1200)]);
        (await Bars(hub, HoursBy.Person)).ShouldBe([("77", 600), ($"{mia.Id}", 1200)]);
        (await Read(hub, TwoDays with { Party = Party.Marketing })).Total[HoursPart.Waiting].ShouldBe(600);
        (await Read(hub, TwoDays with { Person = mia.Id })).Total.Total.ShouldBe(1200);
    }

    [Fact]
    public async Task Filters_take_leads_as_they_are_known()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddTeam(new("emea", "EMEA", Party.Sales));
            return 0;
        });
        var (mia, leo) = (await hub.Hire("Mia", team: "emea"), await hub.Hire("Leo"));
        var rows = new LifeRows(hub);
        await rows.Stretch(rows.Lead(0, "Webinar", "A", "PL"), 0, 1, mia.Id).Stretch(rows.Lead(0, "webinar", "B"), 0, 2, leo.Id)
            .Stretch(rows.Lead(0, country: "ES"), 0, 4).Store();

        async Task<long> Total(Func<ReportRequest, ReportRequest> with) => (await Read(hub, with(TwoDays))).Total.Total / 60;
        (await Total(r => r with { Source = "WEBINAR" })).ShouldBe(3);
        (await Total(r => r with { Source = "" })).ShouldBe(4);
        (await Total(r => r with { Grade = "B" })).ShouldBe(2);
        (await Total(r => r with { Country = "ES" })).ShouldBe(4);
        (await Total(r => r with { Team = "emea" })).ShouldBe(1);
        (await Total(r => r with { Team = "nobody" })).ShouldBe(0);
        (await Total(r => r with { Agreement = 4711 })).ShouldBe(0);
        (await Bars(hub, HoursBy.Source)).Select(bar => bar.Seconds).ShouldBe([180, 240]);
    }

    [Fact]
    public async Task A_source_is_called_as_most_write_it_whichever_is_read_first()
    {
        await using var hub = await HubFixture.Start();
        var rows = new LifeRows(hub);
        foreach (var source in new[] { "webinar", "Webinar", "Webinar", "fair", "Fair" })
            rows.Stretch(rows.Lead(0, source), 0, 1);
        await rows.Store();

        (await Bars(hub, HoursBy.Source)).ShouldBe([("Fair", 120), ("Webinar", 180)]);
    }

    [Fact]
    public async Task Weekdays_and_hours_are_those_of_the_installation()
    {
        await using var hub = await HubFixture.Start();
        var rows = new LifeRows(hub);
        // Monday 16:30 to Tuesday 09:15.
        await rows.Stretch(rows.Lead(0), 450, 1455).Stretch(rows.Lead(0), 450, 451).Store();

        (await Bars(hub, HoursBy.Weekday)).ShouldBe([("mon", 451 * 60), ("tue", 555 * 60)]);
        var hours = await Read(hub, TwoDays, HoursBy.Hour);
        hours.Bars.Count.ShouldBe(18);
        hours.Bars.Single(bar => bar.Key == "16").Parts[HoursPart.Unexplained].ShouldBe(31 * 60);
        hours.Bars.Single(bar => bar.Key == "17").Parts[HoursPart.Closed].ShouldBe(3600);
        hours.Bars.Single(bar => bar.Key == "09").Parts[HoursPart.Unexplained].ShouldBe(15 * 60);
        hours.Bars.Sum(bar => bar.Parts.Total).ShouldBe(hours.Total.Total);
    }

    [Fact]
    public async Task An_hour_of_a_zone_that_is_half_an_hour_beside_the_others_is_its_own()
    {
        await using var hub = await HubFixture.Start("Asia/Kolkata");
        var rows = new LifeRows(hub);
        // 13:30 there.
        await rows.Stretch(rows.Lead(0), 0, 60).Store();

        (await Bars(hub, HoursBy.Hour)).ShouldBe([("13", 1800), ("14", 1800)]);
    }

    [Fact]
    public async Task Behind_a_figure_are_the_leads_with_their_seconds()
    {
        await using var hub = await HubFixture.Start();
        var rows = new LifeRows(hub);
        var (one, other) = (rows.Lead(0, "Webinar"), rows.Lead(0));
        await rows.Stretch(one, 420, 500).Stretch(other, 470, 540).Stretch(other, 540, 545, kind: StretchKind.Paused).Store();

        (await Behind(hub, HoursPart.Closed)).ShouldBe([new(other, 3600), new(one, 1200)]);
        (await Behind(hub, null)).ShouldBe([new(one, 4800), new(other, 4500)]);
        (await Behind(hub, HoursPart.Unexplained, (HoursBy.Source, "webinar"))).ShouldBe([new(one, 3600)]);
        (await Behind(hub, null, (HoursBy.Hour, "17"))).ShouldBe([new(other, 3600), new(one, 1200)]);
        (await Behind(hub, null, (HoursBy.Hour, "18"))).ShouldBe([new(other, 300)]);
        (await Behind(hub, null, (HoursBy.Weekday, "tue"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_a_report_too()
    {
        await using var hub = await HubFixture.Start();

        var hours = await Read(hub, TwoDays, HoursBy.Weekday);
        (hours.Total.Total, hours.Leads, hours.Bars.Count).ShouldBe((0, 0, 0));
    }

    private static (int, int, int, int, int, int, int, int) Minutes(HoursParts parts)
    {
        int Of(HoursPart part) => (int)(parts[part] / 60);
        return (Of(HoursPart.System), Of(HoursPart.Closed), Of(HoursPart.Away), Of(HoursPart.Busy), Of(HoursPart.Overtaken),
            Of(HoursPart.Paused), Of(HoursPart.Waiting), Of(HoursPart.Unexplained));
    }

    private static Task<HoursReport> Read(HubFixture hub, ReportRequest request, HoursBy? by = null) =>
        Ask(hub, request, moment => HoursReport.Read(moment, request, by));

    private static async Task<List<(string Key, long Seconds)>> Bars(HubFixture hub, HoursBy by) =>
        [.. (await Read(hub, TwoDays, by)).Bars.Select(bar => (bar.Key, bar.Parts.Total))];

    private static Task<IReadOnlyList<LeadHours>> Behind(HubFixture hub, HoursPart? part, (HoursBy, string)? bar = null) =>
        Ask(hub, TwoDays, moment => HoursReport.LeadsBehind(moment, TwoDays, part, bar));

    private static async Task<T> Ask<T>(HubFixture hub, ReportRequest request, Func<ReportMoment, T> ask)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), request.AsKnownAt, CancellationToken.None);
        return ask(moment);
    }
}
