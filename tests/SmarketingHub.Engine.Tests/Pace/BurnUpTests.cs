using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class BurnUpTests
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    [Fact]
    public async Task Each_day_of_the_period_has_what_should_be_and_what_is_up_to_the_moment()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.Leads, 22));
        await hub.Offered();
        await hub.Offered();
        await hub.Pass(Duration.FromDays(2));
        await hub.Offered();

        var pace = await hub.Pace(Measure.Leads);
        var points = pace.BurnUp;
        (points[0].At, points[0].ShouldBe, points[0].Actual).ShouldBe((pace.Span.From, 0, 0));
        points[^1].At.ShouldBe(pace.Span.To);
        points[^1].ShouldBe.ShouldBe(22);
        points[^1].Actual.ShouldBeNull();
        // The beginning, 31 days, and the moment.
        points.Count.ShouldBe(33);
        points.Select(p => p.At).ShouldBeInOrder(SortDirection.Ascending);
        At(points, 2026, 3, 3).ShouldBe((1, 2));
        At(points, 2026, 3, 4).ShouldBe((2, 2));
        points.Last(p => p.Actual is not null).ShouldBe(new(hub.Now, pace.ShouldBe, pace.Actual));
        pace.Actual.ShouldBe(3);
    }

    [Fact]
    public async Task A_share_is_held_against_what_was_promised_all_the_time()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.AcceptedShare, 70));
        await hub.Accepted();
        await hub.Pass(Duration.FromDays(1));
        await hub.Returned(ReturnReason.BadData);

        var points = (await hub.Pace(Measure.AcceptedShare)).BurnUp;
        points[0].ShouldBe(new(points[0].At, 70, null));
        At(points, 2026, 3, 3).ShouldBe((70, 100));
        points.Last(p => p.Actual is not null).Actual.ShouldBe(50);
    }

    [Fact]
    public async Task What_was_recorded_later_is_not_known_at_an_earlier_moment()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.Leads, 22) with { OwedBy = Party.Marketing });
        await hub.Offered();
        var then = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Offered(grade: "B");

        (await Report(hub, then)).Items.ShouldHaveSingleItem().Pace.Actual.ShouldBe(1);
        (await Report(hub, hub.Now)).Items.ShouldHaveSingleItem().Pace.Actual.ShouldBe(2);
        (await Report(hub, hub.Now, grade: "B")).Items.ShouldHaveSingleItem().Pace.Actual.ShouldBe(1);
        (await Report(hub, hub.Now, party: Party.Sales)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Periods_before_are_told_back_to_where_it_is_asked_from()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.Leads, 22));
        await hub.Offered();
        await hub.Pass(Duration.FromDays(40));
        await hub.Offered();

        (await Report(hub, hub.Now, from: HubFixture.Monday)).Items.Select(i => (i.Pace.Span.From, i.Pace.Actual)).ShouldBe(
            [(Warsaw.AtStartOfDay(new(2026, 4, 1)).ToInstant(), 1), (Warsaw.AtStartOfDay(new(2026, 3, 1)).ToInstant(), 1)]);
        (await Report(hub, hub.Now)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_receiver_follows_up_where_as_many_are_met_as_are_due()
    {
        await using var hub = await HubFixture.Start();
        await hub.Accepted();
        await hub.Offered();
        await hub.Pass(Duration.FromHours(6));

        var followUp = (await Report(hub, hub.Now)).FollowUps.ShouldHaveSingleItem();
        // Both were to be accepted by 13:00, the accepted one to be touched too; its effort has ten days.
        (followUp.Due, followUp.Met, followUp.All, followUp.OnPace).ShouldBe((3, 1, 4, false));
        followUp.Days[0].ShouldBe(new(followUp.Span.From, 0, 0));
        followUp.Days.Last(d => d.Actual is not null).ShouldBe(new(hub.Now, 3, 1));
        followUp.Days[^1].ShouldBe(new(followUp.Span.To, 4, null));
    }

    [Fact]
    public async Task What_is_met_ahead_of_time_does_not_hide_what_was_missed()
    {
        await using var hub = await HubFixture.Start();
        await hub.Offered();
        await hub.Pass(Duration.FromHours(5));
        for (var i = 0; i < 3; i++)
            await hub.Accepted();
        await hub.Pass(Duration.FromMinutes(1));

        var followUp = (await Report(hub, hub.Now)).FollowUps.ShouldHaveSingleItem();
        // One was due at 13:00 and nobody took it; three more were accepted at once, long before they had to be.
        (followUp.Due, followUp.Met, followUp.All, followUp.OnPace).ShouldBe((1, 0, 10, false));
        followUp.Days.Last(d => d.Actual is not null).ShouldBe(new(hub.Now, 1, 0));
    }

    [Fact]
    public async Task Follow_up_is_told_of_the_chosen_period_with_all_that_started_and_what_is_beside()
    {
        await using var hub = await HubFixture.Start();
        await hub.Accepted();
        await hub.Pass(Duration.FromDays(7));
        var held = await hub.Accepted();
        await hub.Fire(held, Trigger.Pause, new() { Until = hub.Now + Duration.FromDays(2), Words = "later" });
        await hub.Pass(Duration.FromHours(6));

        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var request = new ReportRequest(hub.Now - Duration.FromDays(1), hub.Now + Duration.FromDays(1), hub.Now);
        var followUp = (await BothSidesReport.Read(moment, request, hub.Company().Agreements, hub.Now,
            chosen: BothSidesReport.ChosenOf(request))).FollowUps.ShouldHaveSingleItem();
        // Accepted in time; the effort is held, and who pauses goes on owing its own first attempt.
        (followUp.Started, followUp.Counts.Paused, followUp.All).ShouldBe((3, 1, 2));
        foreach (var figure in Enum.GetValues<FollowUpFigure>())
            followUp.Behind(moment, request, figure, hub.Now).Count.ShouldBe(followUp.Of(figure), $"{figure}");
        (await Report(hub, hub.Now)).FollowUps.ShouldHaveSingleItem().Started.ShouldBe(6);
    }

    [Fact]
    public async Task What_came_in_the_chosen_period_stands_beside_the_promises_own_period()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.Leads, 22));
        var first = await hub.Offered();
        await hub.Pass(Duration.FromDays(7));
        var second = await hub.Offered();
        await hub.Pass(Duration.FromHours(1));

        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var request = new ReportRequest(hub.Now - Duration.FromDays(1), hub.Now, hub.Now);
        var pace = (await BothSidesReport.Read(moment, request, hub.Company().Agreements, hub.Now,
            chosen: BothSidesReport.ChosenOf(request))).Items.ShouldHaveSingleItem().Pace;
        (pace.Actual, pace.Beside!.Reached).ShouldBe((2, 1));
        pace.Counted.Select(lead => lead.LeadId).ShouldBe([first, second], ignoreOrder: true);
        pace.Beside.Counted.ShouldHaveSingleItem().LeadId.ShouldBe(second);
    }

    private static async Task<BothSidesReport> Report(
        HubFixture hub, Instant knownAt, string? grade = null, string? party = null, Instant? from = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        var request = new ReportRequest(HubFixture.Monday, knownAt + Duration.FromDays(1), knownAt) { Grade = grade, Party = party };
        return await BothSidesReport.Read(moment, request, hub.Company().Agreements, knownAt, knownAt, from);
    }

    private static (decimal?, decimal?) At(IReadOnlyList<Engine.Pace.BurnUpPoint> points, int year, int month, int day)
    {
        var point = points.Single(p => p.At == Warsaw.AtStartOfDay(new(year, month, day)).ToInstant());
        return (decimal.Round(point.ShouldBe!.Value, 9), point.Actual);
    }
}
