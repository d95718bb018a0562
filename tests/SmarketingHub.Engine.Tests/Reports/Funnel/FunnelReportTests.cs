using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Funnel;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;
using SmarketingHub.Engine.Tests.Pace;

namespace SmarketingHub.Engine.Tests.Reports.Funnel;

public sealed class FunnelReportTests
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly ReportRequest Month = new(Monday - Day, Monday + 30 * Day, Monday + 40 * Day);

    [Fact]
    public async Task Leads_that_came_through_the_door_stand_at_the_step_they_came_to()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        var (won, open, lost, fresh) = (await hub.Take("a@a.example", "Webinar"), await hub.Take("b@b.example", "webinar"),
            await hub.Take("c@c.example"), await hub.Take("d@d.example"));
        foreach (var lead in new[] { won, open, lost })
        {
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
            await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jana.Id}" });
        }
        await hub.Fire(won, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Fire(won, Trigger.Qualify);
        await hub.Fire(won, Trigger.Convert, new() { Amount = 100m });
        await hub.Fire(won, Trigger.Win, new() { Amount = 100m });
        await hub.Fire(lost, Trigger.Lose, new() { Reason = "no-budget" });

        var report = await Read(hub, new(Monday, Monday + Day, hub.Now + Day), FunnelBy.Source);

        var all = report.All;
        (all.Leads, all.Open, all.Won, all.Lost, all.Disqualified).ShouldBe((4, 2, 1, 1, 0));
        FunnelCounts.Steps.Select(all.Reached).ShouldBe([4L, 3, 3, 1, 1, 1, 1, 1]);
        (all.OpenAt(Stage.Captured), all.OpenAt(Stage.Accepted), all.EndedAt(Stage.Accepted), all.EndedAt(Stage.Won))
            .ShouldBe((1, 1, 1, 1));
        (all.ShareOf(Stage.Won), all.ShareOfBefore(Stage.Accepted), all.ShareOfBefore(Stage.Working)).ShouldBe((0.25, 1, 1 / 3.0));
        // However it is written it is one source; without one stands beside.
        report.Groups.Select(g => (g.Key.ToLowerInvariant(), g.Counts.Leads, g.Counts.Won)).ShouldBe([("", 2, 0), ("webinar", 2, 1)]);
        (await Behind(hub, report.Request, Stage.Accepted, FunnelPart.Reached)).Order().ShouldBe([won, open, lost]);
        (await Behind(hub, report.Request, Stage.Accepted, FunnelPart.Open)).ShouldBe([open]);
        (await Behind(hub, report.Request, Stage.Accepted, FunnelPart.Ended)).ShouldBe([lost]);
        (await Behind(hub, report.Request, Stage.Captured, FunnelPart.Open)).ShouldBe([fresh]);
        (await Behind(hub, report.Request, Stage.Captured, FunnelPart.StillOpen)).Order().ShouldBe([open, fresh]);
        (await Behind(hub, report.Request, Stage.Ready, FunnelPart.StillOpen)).ShouldBe([open]);
        (await Behind(hub, report.Request, Stage.Captured, FunnelPart.Lost)).ShouldBe([lost]);
        (await Behind(hub, report.Request, Stage.Captured, FunnelPart.Disqualified)).ShouldBeEmpty();
        (await Behind(hub, report.Request, Stage.Captured, FunnelPart.NotNew)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_the_last_step_stand_those_that_are_won_and_one_that_was_reopened_is_not(bool placed)
    {
        await using var hub = await HubFixture.Start();
        var lead = placed ? await Placed(hub) : await hub.Won(100);
        var won = hub.Now;
        await hub.Pass(Duration.FromMinutes(1));
        await hub.Fire(lead, Trigger.Reopen);
        var reopened = hub.Now;
        await hub.Pass(Duration.FromMinutes(1));
        await hub.Fire(lead, Trigger.Lose, new() { Reason = "no-budget" });

        (await At(won)).ShouldBe((1, 0, 1, 0, 1, 0));
        (await At(reopened)).ShouldBe((0, 1, 0, 0, 0, 0));
        (await At(hub.Now)).ShouldBe((0, 0, 0, 1, 0, 1));

        async Task<(long, long, long, long, long, long)> At(Instant known)
        {
            var all = (await Read(hub, new(Monday - Day, Monday + 2 * Day, known))).All;
            all.Leads.ShouldBe(1);
            return (all.Reached(Stage.Won), all.OpenAt(Stage.Opportunity), all.EndedAt(Stage.Won), all.EndedAt(Stage.Opportunity), all.Won,
                all.Lost);
        }
    }

    private static async Task<long> Placed(HubFixture hub)
    {
        await hub.Import("email,source,stage\nwon@x.example,webinar,Won\n");
        return hub.Leads().Single().Id;
    }

    [Fact]
    public async Task What_became_of_a_lead_later_was_not_known_before()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Pass(Duration.FromHours(1));
        var then = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "not-a-fit" });

        (await Read(hub, new(Monday, Monday + Day, hub.Now))).All.Disqualified.ShouldBe(1);
        (await Read(hub, new(Monday, Monday + Day, then))).All.ShouldSatisfyAllConditions(
            all => all.Open.ShouldBe(1), all => all.Disqualified.ShouldBe(0));
    }

    [Fact]
    public async Task A_source_is_called_as_most_write_it_whichever_is_read_first()
    {
        await using var hub = await HubFixture.Start();
        string?[] sources = ["webinar", "Webinar", "webinar", "fair", "Fair", null];
        await Store(hub, [.. sources.Select((source, n) => Lead(n + 1, Monday + Duration.FromHours(n), furthest: Stage.Captured,
            stage: Stage.Captured, source: source))]);

        (await Read(hub, Month, FunnelBy.Source)).Groups.Select(g => (g.Key, g.Counts.Leads))
            .ShouldBe([("webinar", 3), ("Fair", 2), ("", 1)]);
    }

    [Fact]
    public async Task Of_every_step_those_who_came_are_those_who_went_on_stay_or_ended_there()
    {
        await using var hub = await HubFixture.Start();
        var stages = Enum.GetValues<Stage>();
        // Nothing but stages and months: what a life makes of them is tried elsewhere.
        await Store(hub, [.. Enumerable.Range(0, 300).Select(n => Lead(n + 1, Monday + Duration.FromHours(2 * n),
            furthest: FunnelCounts.Steps[n % FunnelCounts.Steps.Count], stage: stages[n * 7 % stages.Length],
            source: n % 3 == 0 ? null : $"S{n % 5}"))]);

        var report = await Read(hub, Month, FunnelBy.Source);

        report.All.Leads.ShouldBe(300);
        foreach (var counts in report.Groups.Select(g => g.Counts).Concat(report.Cohorts.Select(c => c.Counts)).Append(report.All))
        {
            counts.Leads.ShouldBe(counts.Open + counts.Won + counts.Lost + counts.Disqualified);
            foreach (var (step, next) in FunnelCounts.Steps.Zip(FunnelCounts.Steps.Skip(1)))
                counts.Reached(step).ShouldBe(counts.Reached(next) + counts.OpenAt(step) + counts.EndedAt(step));
        }
        report.Groups.Sum(g => g.Counts.Leads).ShouldBe(300);
        report.Cohorts.Sum(c => c.Counts.Leads).ShouldBe(300);
    }

    [Fact]
    public async Task Cohorts_are_months_of_the_installations_zone_and_a_cut_one_says_so()
    {
        await using var hub = await HubFixture.Start();
        // In Warsaw April begins at 22:00 of the day before in UTC.
        var april = Instant.FromUtc(2026, 3, 31, 22, 0);
        await Store(hub, Lead(1, Monday), Lead(2, april - Duration.FromMilliseconds(1)), Lead(3, april),
            Lead(4, Monday, isNew: false), Lead(5, Monday, isDuplicate: true), Lead(6, Monday - 2 * Day));

        var report = await Read(hub, new(Monday - Day, april + 40 * Day, april + 50 * Day));

        report.Cohorts.Select(c => (c.Month, c.IsWhole, c.Counts.Leads)).ShouldBe(
            [(new LocalDate(2026, 3, 1), false, 3), (new LocalDate(2026, 4, 1), true, 1)]);
        // What counts as no new lead is said beside; a duplicate went into another.
        (report.All.Leads, report.All.NotNew, report.Cohorts[0].Counts.NotNew, report.Cohorts[1].Counts.NotNew).ShouldBe((4, 1, 1, 0));
        (await Read(hub, new(april + Day, april + 2 * Day, april + 50 * Day))).ShouldSatisfyAllConditions(
            none => none.Cohorts.ShouldBeEmpty(), none => none.All.Leads.ShouldBe(0), none => none.All.ShareOf(Stage.Won).ShouldBeNull());
    }

    private static async Task<FunnelReport> Read(HubFixture hub, ReportRequest request, FunnelBy? by = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), request.AsKnownAt, default);
        return FunnelReport.Read(moment, request, by);
    }

    private static async Task<IReadOnlyList<long>> Behind(HubFixture hub, ReportRequest request, Stage step, FunnelPart part)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), request.AsKnownAt, default);
        return [.. FunnelReport.LeadsBehind(moment, request, step, part).Select(lead => lead.LeadId)];
    }

    private static async Task Store(HubFixture hub, params ReportedLead[] leads)
    {
        await using var rows = hub.Rows();
        rows.ReportedLeads.AddRange(leads);
        await rows.SaveChangesAsync();
    }

    private static ReportedLead Lead(
        long id, Instant receivedAt, Stage furthest = Stage.Captured, Stage stage = Stage.Captured, string? source = null,
        bool isNew = true, bool isDuplicate = false) => new()
        {
            LeadId = id,
            KnownAt = Monday,
            ReceivedAt = receivedAt,
            CountsAsNew = isNew,
            IsDuplicate = isDuplicate,
            Furthest = furthest,
            Stage = stage,
            Source = source,
            Holder = Party.Marketing,
        };
}
