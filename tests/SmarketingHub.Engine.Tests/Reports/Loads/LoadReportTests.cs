using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Loads;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Reports.Hours;
using static SmarketingHub.Engine.Tests.Reports.Hours.LifeRows;

namespace SmarketingHub.Engine.Tests.Reports.Loads;

public class LoadReportTests
{
    private const double Day = 1440;

    // From Monday at nine in Warsaw; two weeks.
    private static readonly ReportRequest TwoWeeks = new(At(0), At(14 * Day), At(14 * Day));

    [Fact]
    public async Task Each_week_tells_what_came_what_went_and_what_is_open_at_its_end()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo"));
        var rows = new LifeRows(hub);
        // Mia's all the time; from Leo to Mia and back in the second week; Mia's until it was closed; in a queue.
        var (stays, moves, ends) = (rows.Lead(-99), rows.Lead(0), rows.Lead(0, closed: 2 * Day, owner: mia.Id));
        await rows.Stretch(stays, -99, null, mia.Id)
            .Stretch(moves, 0, Day, leo.Id).Stretch(moves, Day, 8 * Day, mia.Id)
            .Stretch(moves, 8 * Day, null, kind: StretchKind.Paused, owner: leo.Id)
            .Stretch(ends, 60, 2 * Day, mia.Id)
            .Stretch(rows.Lead(0), 0, null).Store();
        await using (var context = hub.Rows())
        {
            context.Add(Promise(1, moves, mia.Id, Day, ClockState.Breached));
            context.Add(Promise(2, moves, mia.Id, Day, ClockState.Breached, ExcuseReason.WrongData));
            context.Add(Promise(3, moves, leo.Id, 9 * Day, ClockState.Running));
            context.Add(Promise(4, moves, leo.Id, 9 * Day, null));
            await context.SaveChangesAsync();
        }

        var load = await Read(hub, TwoWeeks);

        load.Weeks.Select(week => week.Key).ShouldBe(["2026-W10", "2026-W11", "2026-W12"]);
        Of(load, mia).ShouldBe([(2, 2, 1, 2, 1), (1, 0, 0, 0, 0), (1, 0, 0, 0, 0)]);
        Of(load, leo).ShouldBe([(0, 1, 0, 0, 0), (1, 1, 0, 1, 0), (1, 0, 0, 0, 0)]);
        load.People.Single(p => p.Person.Id == leo.Id).Total.ShouldBe(new LoadFigures(1, 2, 0, 1, 0, 0, null));
        load.People.Select(p => p.Person.Id).ShouldBe([leo.Id, mia.Id]);

        (await Behind(hub, mia.Id, LoadFigure.TakenIn)).ShouldBe([new(moves, At(Day)), new(ends, At(60))]);
        (await Behind(hub, mia.Id, LoadFigure.Open)).ShouldBe([new(stays, At(-99))]);
        (await Behind(hub, mia.Id, LoadFigure.Open, "2026-W10")).ShouldBe([new(moves, At(Day)), new(stays, At(-99))]);
        (await Behind(hub, leo.Id, LoadFigure.TakenIn, "2026-W11")).ShouldBe([new(moves, At(8 * Day))]);
        (await Behind(hub, mia.Id, LoadFigure.Breached)).Select(l => l.LeadId).ShouldBe([moves]);
        (await Behind(hub, mia.Id, LoadFigure.Open, "2026-W40")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_is_what_the_person_took_in_a_month_less_what_the_person_is_absent()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo"));
        // The week's Thursday, of 40 open hours; the period's first day has been one from its first open hour on.
        await Away(hub, mia.Id, At(3 * Day), At(4 * Day));
        var rows = new LifeRows(hub);
        foreach (var (month, count) in new[] { (1, 2), (2, 8), (3, 4) })
            for (var i = 0; i < count; i++)
            {
                var lead = rows.Lead(-month * 35 * Day, closed: -month * 35 * Day + 60);
                rows.Stretch(lead, -month * 35 * Day, -month * 35 * Day + 60, mia.Id);
            }
        await rows.Store();

        var load = await Read(hub, TwoWeeks with { To = At(7 * Day - 9 * 60) });

        var (hers, his) = (load.People.Single(p => p.Person.Id == mia.Id), load.People.Single(p => p.Person.Id == leo.Id));
        hers.Capacity.ShouldBe(new(4, 3, IsOwn: true));
        his.Capacity.ShouldBe(new(4, 3, IsOwn: false));
        Math.Round(his.Total.Room!.Value, 3).ShouldBe(Math.Round(4 / (365.2425m / 84), 3));
        // Of some leads alone it would be room for all.
        (await Read(hub, TwoWeeks with { Source = "webinar" })).People.ShouldAllBe(p => p.Total.Room == null);
        hers.Total.Away.ShouldBe(8 * 3600);
        Math.Round(hers.Total.Room!.Value, 3).ShouldBe(Math.Round(0.8m * 4 / (365.2425m / 84), 3));
    }

    [Fact]
    public async Task What_merely_goes_on_as_the_period_begins_was_not_taken_in()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo"));
        var rows = new LifeRows(hub);
        // Hers was paused until the first instant; the other one was Leo's until then.
        var (hers, other) = (rows.Lead(-99), rows.Lead(-99));
        await rows.Stretch(hers, -99, 0, kind: StretchKind.Paused, owner: mia.Id).Stretch(hers, 0, null, mia.Id)
            .Stretch(other, -99, 0, leo.Id).Stretch(other, 0, null, mia.Id).Store();

        (await Behind(hub, mia.Id, LoadFigure.TakenIn)).Select(l => l.LeadId).ShouldBe([other]);
        Of(await Read(hub, TwoWeeks), leo).ShouldBe([(0, 0, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)]);
    }

    [Fact]
    public async Task An_offer_that_is_paused_and_goes_on_is_taken_in_once()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia", Party.Marketing), await hub.Hire("Leo"));
        var rows = new LifeRows(hub);
        var lead = rows.Lead(0);
        await rows.Stretch(lead, 0, 60, mia.Id, holder: Party.Marketing, owner: mia.Id)
            .Stretch(lead, 60, Day, leo.Id, holder: Party.Marketing, owner: mia.Id)
            .Stretch(lead, Day, 2 * Day, leo.Id, StretchKind.Paused, holder: Party.Marketing, owner: mia.Id)
            .Stretch(lead, 2 * Day, null, leo.Id, holder: Party.Marketing, owner: mia.Id).Store();

        var load = await Read(hub, TwoWeeks);
        (load.People.Single(p => p.Person.Id == leo.Id).Total.TakenIn, load.People.Single(p => p.Person.Id == mia.Id).Total.TakenIn)
            .ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_lead_that_is_open_again_comes_anew_whenever_it_was_closed()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        var rows = new LifeRows(hub);
        var (before, within) = (rows.Lead(-99), rows.Lead(-99));
        await rows.Stretch(before, -99, -60, mia.Id).Stretch(before, Day, null, mia.Id)
            .Stretch(within, -99, 60, mia.Id).Stretch(within, Day, null, mia.Id).Store();

        (await Behind(hub, mia.Id, LoadFigure.TakenIn)).Select(l => l.LeadId).ShouldBe([before, within], ignoreOrder: true);
    }

    [Fact]
    public async Task Too_few_months_say_nothing_of_anybodys_room()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        var rows = new LifeRows(hub);
        foreach (var month in new[] { 1, 2 })
            rows.Stretch(rows.Lead(-month * 35 * Day), -month * 35 * Day, null, mia.Id);
        await rows.Store();

        // Neither of a week without an open hour.
        (await Read(hub, new(At(5 * Day), At(6 * Day), At(6 * Day)))).People.Single().Total.Room.ShouldBeNull();
        var hers = (await Read(hub, TwoWeeks)).People.Single();
        (hers.Capacity, hers.Total.Room, hers.Total.Share).ShouldBe((new(null, 2, IsOwn: false), null, null));
    }

    [Fact]
    public async Task Filters_choose_people_and_leads()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo", Party.Marketing));
        var rows = new LifeRows(hub);
        await rows.Stretch(rows.Lead(0, "Webinar"), 0, null, mia.Id).Stretch(rows.Lead(0), 0, null, mia.Id).Store();

        (await Read(hub, TwoWeeks with { Party = Party.Marketing })).People.Select(p => p.Person.Id).ShouldBe([leo.Id]);
        (await Read(hub, TwoWeeks with { Person = mia.Id })).People.Select(p => p.Person.Id).ShouldBe([mia.Id]);
        (await Read(hub, TwoWeeks with { Team = "emea" })).People.ShouldBeEmpty();
        (await Read(hub, TwoWeeks with { Source = "webinar", Person = mia.Id })).People.Single().Total.Open.ShouldBe(1);
    }

    [Fact]
    public async Task What_happens_this_very_moment_is_told()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia", Party.Marketing);
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Assign, TriggerArgs.None with { Owner = $"{mia.Id}" });

        var request = new ReportRequest(hub.Now - Duration.FromDays(1), hub.Now + Duration.FromDays(1), hub.Now);
        var total = (await Read(hub, request)).People.Single(p => p.Person.Id == mia.Id).Total;
        (total.Open, total.TakenIn).ShouldBe((1, 1));
    }

    private static List<(int, int, int, int, int)> Of(LoadReport load, Person person) =>
        [.. load.People.Single(p => p.Person.Id == person.Id).Weeks.Select(w => (w.Open, w.TakenIn, w.Closed, w.Started, w.Breached))];

    private static ReportedPromise Promise(
        long number, long lead, long person, double at, ClockState? state, ExcuseReason? excuse = null) => new()
        {
            Sequence = 9_000_000 + number,
            LeadId = lead,
            State = state,
            OwedBy = Party.Sales,
            Person = person,
            StartedAt = At(at),
            Excuse = excuse,
        };

    private static Task<LoadReport> Read(HubFixture hub, ReportRequest request) =>
        Ask(hub, request, moment => LoadReport.Read(moment, request));

    private static Task<IReadOnlyList<LoadLead>> Behind(HubFixture hub, long person, LoadFigure figure, string? week = null) =>
        Ask(hub, TwoWeeks, moment => LoadReport.LeadsBehind(moment, TwoWeeks, person, figure, week));

    private static async Task<T> Ask<T>(HubFixture hub, ReportRequest request, Func<ReportMoment, T> ask)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), request.AsKnownAt, CancellationToken.None);
        return ask(moment);
    }

    private static Task<int> Away(HubFixture hub, long person, Instant? from, Instant? until) =>
        hub.Door.Do(HubFixture.Admin, write =>
        {
            write.SetAway(person, from, until, null);
            return 0;
        });
}
