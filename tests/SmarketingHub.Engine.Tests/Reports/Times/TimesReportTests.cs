using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Engine.Reports.Times;

namespace SmarketingHub.Engine.Tests.Reports.Times;

/// <summary>On rows as they are stored, without the lives that they come from: Monday 09:00 is the start, unless it is said.</summary>
public sealed class TimesReportTests
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly ReportRequest Week = new(Monday, Monday + Duration.FromDays(7), Monday + Duration.FromDays(8));
    private const long Ms = 3_600_000;

    [Fact]
    public async Task Open_leads_are_watched_until_now_and_closed_ones_until_their_close()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub,
            Lead(1, touchedAt: Monday + Hour),
            Lead(2, touchedAt: Monday + 2 * Hour, closedAt: Monday + 3 * Hour, stage: Stage.Lost),
            Lead(3, closedAt: Monday + Hour, stage: Stage.Disqualified),
            // After its close nobody waited for it any more.
            Lead(4, touchedAt: Monday + 9 * Hour, closedAt: Monday + 8 * Hour, stage: Stage.Lost),
            Lead(5));

        var report = await Read(hub, TimedEvent.Touch);
        report.Curve.Points.Select(p => (p.Time, p.AtRisk, p.Events)).ShouldBe([(Ms, 5, 1), (2 * Ms, 3, 1)]);
        report.Curve.At(2 * Ms).ShouldBe(4 / 5.0 * 2 / 3, 1e-12);
        (report.Curve.N, report.Curve.Events, report.Curve.Censored, report.Waiting, report.Curve.Median).ShouldBe((5, 2, 3, 1, null));
        report.Curve.Longest.ShouldBe(8 * 24 * Ms);
        (await Waiting(hub, TimedEvent.Touch)).Select(l => (l.Lead, l.Subject.Time)).ShouldBe([(5, 8 * 24 * Ms)]);
    }

    [Fact]
    public async Task Ends_compete_with_each_other()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub,
            Lead(1, closedAt: Monday + Hour, stage: Stage.Won), Lead(2, closedAt: Monday + 2 * Hour, stage: Stage.Lost),
            Lead(3, closedAt: Monday + 3 * Hour, stage: Stage.Disqualified), Lead(4, closedAt: Monday + 4 * Hour, stage: Stage.Won),
            Lead(5));

        var won = (await Read(hub, TimedEvent.Won)).Curve;
        (won.N, won.Events, won.Competing, won.Censored, won.Median).ShouldBe((5, 2, 2, 1, null));
        won.Points.Select(p => p.Time).ShouldBe([Ms, 4 * Ms]);
        won.At(4 * Ms).ShouldBe(0.4, 1e-12);
        (await Read(hub, TimedEvent.Lost)).Curve.At(9 * Ms).ShouldBe(0.2, 1e-12);
        (await Read(hub, TimedEvent.Disqualified)).Curve.Points.ShouldHaveSingleItem().Time.ShouldBe(3 * Ms);
        (await Waiting(hub, TimedEvent.Won)).Select(l => l.Lead).ShouldBe([5]);
    }

    [Fact]
    public async Task Acceptance_is_timed_from_the_first_offer_and_the_others_from_receipt()
    {
        await using var hub = await HubFixture.Start();
        var offered = Monday + 5 * Hour;
        await Store(hub,
            Lead(1, offeredAt: offered, acceptedAt: offered + Hour, qualifiedAt: offered + 3 * Hour),
            Lead(2, offeredAt: offered), Lead(3),
            // Offered in the period, received before it; and the other way round.
            Lead(4, receivedAt: Week.From - Hour, offeredAt: Week.From, acceptedAt: Week.From + 2 * Hour),
            Lead(5, receivedAt: Week.To - Hour, offeredAt: Week.To),
            // Told of an instant before the offer: it took no time.
            Lead(6, offeredAt: offered, acceptedAt: offered - Hour));

        var accept = (await Read(hub, TimedEvent.Accept)).Curve;
        accept.Points.Select(p => (p.Time, p.AtRisk)).ShouldBe([(0, 4), (Ms, 3), (2 * Ms, 2)]);
        var qualify = (await Read(hub, TimedEvent.Qualify)).Curve;
        (qualify.N, qualify.Points.Single().Time).ShouldBe((5, 8 * Ms));
    }

    [Fact]
    public async Task All_at_once_are_the_same_as_each_alone()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub,
            Lead(1, offeredAt: Monday, acceptedAt: Monday + Hour, touchedAt: Monday + 2 * Hour, qualifiedAt: Monday + 3 * Hour,
                closedAt: Monday + 4 * Hour, stage: Stage.Won),
            Lead(2, receivedAt: Week.From - Hour, offeredAt: Monday), Lead(3, placed: true));
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Week.AsKnownAt, default);

        var all = TimesOverview.Read(moment, Week, TimeKind.Business);
        foreach (var timed in Enum.GetValues<TimedEvent>())
        {
            var alone = TimesReport.Read(moment, Week, timed, TimeKind.Business);
            all[timed].ShouldBe(alone with { Curve = all[timed].Curve });
            all[timed].Curve.ShouldBe(alone.Curve with { Points = all[timed].Curve.Points });
            all[timed].Curve.Points.ShouldBe(alone.Curve.Points);
        }
    }

    [Fact]
    public async Task Business_time_stands_still_while_the_leads_calendar_is_closed()
    {
        await using var hub = await HubFixture.Start();
        var friday = Monday + Duration.FromDays(4) + 7 * Hour;
        // Friday 16:00 to Monday 10:00 in a day from 09:00 to 17:00.
        await Store(hub, Lead(1, receivedAt: friday, touchedAt: friday + Duration.FromHours(66)));

        (await Read(hub, TimedEvent.Touch)).Curve.Median.ShouldBe(66 * Ms);
        (await Read(hub, TimedEvent.Touch, TimeKind.Business)).Curve.Median.ShouldBe(2 * Ms);
    }

    [Fact]
    public async Task Doubles_and_leads_of_other_periods_are_not_counted_and_of_customers_it_is_said_how_many()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub, Lead(1), Lead(2, isNew: false), Lead(3, isDuplicate: true, closedAt: Monday + Hour, stage: Stage.Disqualified),
            Lead(4, receivedAt: Week.From - Duration.FromMilliseconds(1)), Lead(5, receivedAt: Week.To),
            Lead(6, receivedAt: Week.To - Duration.FromMilliseconds(1)));

        (await Read(hub, TimedEvent.Disqualified)).ShouldSatisfyAllConditions(
            r => (r.Curve.N, r.Curve.Events, r.NotNew).ShouldBe((3, 0, 1)));
    }

    [Fact]
    public async Task Of_leads_that_an_import_placed_ends_are_known_and_the_way_is_not()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub, Lead(1, placed: true, closedAt: Monday + Hour, stage: Stage.Won, qualifiedAt: Monday + Hour), Lead(2));

        (await Read(hub, TimedEvent.Won)).ShouldSatisfyAllConditions(
            r => (r.Curve.N, r.Curve.Events, r.Placed).ShouldBe((2, 1, 0)));
        foreach (var way in new[] { TimedEvent.Touch, TimedEvent.Qualify })
            (await Read(hub, way)).ShouldSatisfyAllConditions(r => (r.Curve.N, r.Curve.Events, r.Placed).ShouldBe((1, 0, 1)));
    }

    [Fact]
    public async Task Filters_ask_who_has_it_and_of_acceptance_who_was_asked()
    {
        await using var hub = await HubFixture.Start();
        var (ana, piotr) = (await hub.Hire("Ana", team: null), await hub.Hire("Piotr"));
        await Store(hub,
            Lead(1, source: "Żródło", grade: "A", offeredAt: Monday, acceptedAt: Monday + Hour, acceptedBy: ana.Id, owner: ana.Id),
            Lead(2, source: "żRÓDŁO", country: "PL", holder: Party.Marketing, offeredAt: Monday),
            Lead(3, campaign: "Spring", holder: Party.Marketing));
        await using (var rows = hub.Rows())
        {
            // Asked of one, then of the next.
            rows.ReportedPromises.AddRange(Asked(11, 2, ana.Id), Asked(12, 2, piotr.Id));
            await rows.SaveChangesAsync();
        }

        (await N(TimedEvent.Won, Week with { Source = "ŻRÓDŁO" })).ShouldBe(2);
        (await N(TimedEvent.Won, Week with { Source = "" })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Campaign = "spring" })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Grade = "A", Campaign = "" })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Country = "Poland" })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Party = Party.Marketing })).ShouldBe(2);
        (await N(TimedEvent.Won, Week with { Person = ana.Id })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Agreement = 7 })).ShouldBe(1);
        (await N(TimedEvent.Won, Week with { Agreement = 8 })).ShouldBe(0);
        (await N(TimedEvent.Accept, Week with { Party = Party.Sales })).ShouldBe(2);
        (await N(TimedEvent.Accept, Week with { Party = Party.Marketing })).ShouldBe(0);
        (await N(TimedEvent.Accept, Week with { Person = ana.Id })).ShouldBe(1);
        (await N(TimedEvent.Accept, Week with { Person = piotr.Id })).ShouldBe(1);

        async Task<int> N(TimedEvent timed, ReportRequest request) => (await Read(hub, timed, request: request)).Curve.N;
    }

    [Fact]
    public async Task A_share_is_won_by_grade_and_by_how_soon_the_first_touch_was()
    {
        await using var hub = await HubFixture.Start();
        var five = Duration.FromMinutes(5);
        Instant end = Monday + Duration.FromDays(5);
        await Store(hub,
            Lead(1, grade: "A", touchedAt: Monday + five, closedAt: end, stage: Stage.Won),
            Lead(2, grade: "A", touchedAt: Monday, closedAt: end, stage: Stage.Lost),
            Lead(3, grade: "A", touchedAt: Monday + five + Duration.FromMilliseconds(1)),
            Lead(4, touchedAt: Monday + 25 * Hour, closedAt: end, stage: Stage.Disqualified),
            Lead(5, grade: "B", closedAt: end, stage: Stage.Disqualified),
            Lead(6), Lead(7, placed: true, closedAt: end, stage: Stage.Won));

        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Week.AsKnownAt, default);
        var speed = TimesOverview.Read(moment, Week, TimeKind.Elapsed).Speed;
        speed.Cells.Select(c => (c.Grade, c.Band, c.Won, c.Closed, c.Open)).ShouldBe(
        [
            ("A", TouchBand.FiveMinutes, 1, 2, 0), ("A", TouchBand.Hour, 0, 0, 1), ("B", TouchBand.Never, 0, 1, 0),
            (null, TouchBand.Later, 0, 1, 0),
        ]);
        speed.Cells[0].Share.ShouldBe(Wilson.Of(1, 2));
        speed.Cells[1].Share.ShouldBeNull();
        (speed.Waiting, speed.Placed).ShouldBe((1, 1));
    }

    [Fact]
    public async Task However_a_grade_is_written_its_leads_stand_together()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub,
            Lead(1, grade: "a", touchedAt: Monday), Lead(2, grade: "A", touchedAt: Monday), Lead(3, grade: "A", touchedAt: Monday),
            Lead(4, grade: "", touchedAt: Monday), Lead(5, touchedAt: Monday));

        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Week.AsKnownAt, default);
        TimesOverview.Read(moment, Week, TimeKind.Elapsed).Speed.Cells.Select(c => (c.Grade, c.Open)).ShouldBe([("A", 3), (null, 2)]);
    }

    private static ReportedPromise Asked(long sequence, long lead, long person) => new()
    {
        Sequence = sequence,
        LeadId = lead,
        Clock = sequence,
        State = ClockState.Running,
        Promise = Promise.Accept,
        Agreement = 7,
        OwedBy = Party.Sales,
        Person = person,
        StartedAt = Monday,
    };

    private static ReportedLead Lead(
        long id, Instant? receivedAt = null, Instant? offeredAt = null, Instant? acceptedAt = null, long? acceptedBy = null,
        Instant? touchedAt = null, Instant? qualifiedAt = null, Instant? closedAt = null, Stage stage = Stage.Working, bool isNew = true,
        bool isDuplicate = false, bool placed = false, string? source = null, string? campaign = null, string? grade = null,
        string? country = null, string holder = Party.Sales, long? owner = null) => new()
        {
            LeadId = id,
            KnownAt = Monday,
            ReceivedAt = receivedAt ?? Monday,
            OfferedAt = offeredAt,
            OfferedTo = offeredAt is null ? null : Party.Sales,
            AcceptedAt = acceptedAt,
            AcceptedBy = acceptedBy,
            TouchedAt = touchedAt,
            QualifiedAt = qualifiedAt,
            ClosedAt = closedAt,
            Stage = stage,
            CountsAsNew = isNew,
            IsDuplicate = isDuplicate,
            Placed = placed,
            Source = source,
            Campaign = campaign,
            Grade = grade,
            Country = country,
            Holder = holder,
            Owner = owner,
        };

    private static async Task Store(HubFixture hub, params ReportedLead[] leads)
    {
        await using var rows = hub.Rows();
        rows.ReportedLeads.AddRange(leads);
        await rows.SaveChangesAsync();
    }

    private static async Task<TimesReport> Read(
        HubFixture hub, TimedEvent timed, TimeKind kind = TimeKind.Elapsed, ReportRequest? request = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Week.AsKnownAt, default);
        return TimesReport.Read(moment, request ?? Week, timed, kind);
    }

    private static async Task<IReadOnlyList<TimedLead>> Waiting(HubFixture hub, TimedEvent timed)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Week.AsKnownAt, default);
        return TimesReport.Behind(moment, Week, timed, TimeKind.Elapsed, TimesFigure.Waiting);
    }
}
