using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;
using static SmarketingHub.Engine.Tests.Reports.PromiseRow;

namespace SmarketingHub.Engine.Tests.Reports;

public sealed class ComplianceTests
{
    private static readonly ReportRequest March = new(Instant.FromUtc(2026, 2, 28, 23, 0), Instant.FromUtc(2026, 3, 31, 22, 0),
        Instant.FromUtc(2026, 4, 1, 0, 0));

    [Fact]
    public async Task Every_promise_is_counted_once_and_the_corrected_are_met_ones()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub.Rows(), Met, Met with { Corrected = true }, Met with { Excuse = ExcuseReason.WrongData },
            Breached, Breached with { Excuse = ExcuseReason.WrongData }, Running with { State = ClockState.Paused },
            Running with { State = ClockState.Void }, Running, Without);

        var total = (await Read(hub, ComplianceBy.Commitment)).Total;
        total.ShouldBe(new PromiseCounts
        {
            Met = 3,
            Corrected = 1,
            Breached = 1,
            Excused = 1,
            Paused = 1,
            Void = 1,
            Running = 1,
            Uncovered = 1,
        });
        (total.Promises, total.Share?.Share).ShouldBe((9, 0.75));
        new PromiseCounts { Running = 1 }.Share.ShouldBeNull();
    }

    [Fact]
    public async Task A_promise_belongs_to_the_period_in_which_it_started()
    {
        await using var hub = await HubFixture.Start();
        await Store(hub.Rows(), Met with { StartedAt = March.From - Duration.FromMilliseconds(1) }, Met with { StartedAt = March.From },
            Breached with { StartedAt = March.To - Duration.FromMilliseconds(1) }, Breached with { StartedAt = March.To });

        (await Read(hub, ComplianceBy.Party)).Total.ShouldBe(new PromiseCounts { Met = 1, Breached = 1 });
    }

    [Fact]
    public async Task It_is_told_by_whatever_a_promise_has_and_the_parts_add_to_the_whole()
    {
        await using var hub = await HubFixture.Start();
        var (ana, piotr) = (await hub.Hire("Ana Kowal", team: null), await hub.Hire("Piotr Abel"));
        var agreement = hub.Company().Agreements[0].Id;
        await Store(hub.Rows(),
            Met with { Agreement = agreement, Person = ana.Id, Source = "Webinar", Campaign = "Spring", Grade = "A", Country = "PL" },
            Breached with { Agreement = agreement, Commitment = "accept", Person = piotr.Id, Source = "webinar", Grade = "B" },
            Met with { Agreement = agreement, Commitment = "decide", OwedBy = Party.Marketing, Source = "webinar", Country = "ES" },
            Met with { Agreement = agreement + 1, Commitment = "accept", OwedBy = "partner:altamar" },
            Without);

        (await Keys(ComplianceBy.Commitment)).ShouldBe([$"decide@{agreement}", $"accept@{agreement}", $"touch@{agreement}",
            $"accept@{agreement + 1}", "@"]);
        (await Keys(ComplianceBy.Agreement)).ShouldBe([$"{agreement}@{agreement}", $"{agreement + 1}@{agreement + 1}", "@"]);
        (await Keys(ComplianceBy.Party)).ShouldBe(["marketing@", "partner:altamar@", "sales@"]);
        (await Keys(ComplianceBy.Person)).ShouldBe([$"{ana.Id}@", $"{piotr.Id}@", "@"]);
        (await Keys(ComplianceBy.Team)).ShouldBe(["@"]);
        (await Keys(ComplianceBy.Source)).ShouldBe(["webinar@", "@"]);
        (await Keys(ComplianceBy.Campaign)).ShouldBe(["Spring@", "@"]);
        (await Keys(ComplianceBy.Grade)).ShouldBe(["A@", "B@", "@"]);
        (await Keys(ComplianceBy.Country)).ShouldBe(["ES@", "PL@", "@"]);
        (await Keys(ComplianceBy.Week)).ShouldBe(["2026-W10@"]);
        (await Read(hub, ComplianceBy.Source)).Items[0].Counts.ShouldBe(new PromiseCounts { Met = 2, Breached = 1 });

        async Task<IEnumerable<string>> Keys(ComplianceBy by)
        {
            var report = await Read(hub, by);
            report.Total.ShouldBe(new PromiseCounts { Met = 3, Breached = 1, Uncovered = 1 });
            report.Items.Aggregate(new PromiseCounts(), (sum, item) => sum + item.Counts).ShouldBe(report.Total);
            return report.Items.Select(i => $"{i.Key}@{i.Agreement}");
        }
    }

    [Fact]
    public async Task Teams_are_as_they_were_at_the_moment_as_of_which_it_is_asked()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => { write.AddTeam(new("emea", "EMEA", Party.Sales)); return true; });
        var ana = await hub.Hire("Ana", team: "emea");
        await Store(hub.Rows(), Met with { Person = ana.Id }, Breached);
        var then = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Door.Do(HubFixture.Admin, write => { write.ChangePerson(ana with { Team = null }); return true; });

        (await Read(hub, ComplianceBy.Team, March with { AsKnownAt = then })).Items.Select(i => (i.Key, i.Counts.Met))
            .ShouldBe([("emea", 1), ("", 0)]);
        (await Read(hub, ComplianceBy.Party, March with { AsKnownAt = then, Team = "emea" })).Total.Promises.ShouldBe(1);
        (await Read(hub, ComplianceBy.Team, March with { AsKnownAt = hub.Now })).Items.Select(i => i.Key).ShouldBe([""]);
        (await Read(hub, ComplianceBy.Party, March with { AsKnownAt = hub.Now, Team = "emea" })).Total.Promises.ShouldBe(0);
    }

    [Fact]
    public async Task Filters_take_words_as_they_are_written_and_the_empty_one_takes_those_without()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana");
        await Store(hub.Rows(), Met with { Source = "Żródło", Grade = "A" }, Breached with { Source = "żRÓDŁO", Person = ana.Id },
            Met with { Country = "PL", Campaign = "spring", Agreement = 77 }, Met with { OwedBy = Party.Marketing });

        (await Counted(March with { Source = "ŻRÓDŁO" })).ShouldBe((1, 1));
        (await Counted(March with { Source = "" })).ShouldBe((2, 0));
        (await Counted(March with { Grade = "A" })).ShouldBe((1, 0));
        (await Counted(March with { Grade = "" })).ShouldBe((2, 1));
        (await Counted(March with { Country = "Poland", Campaign = "Spring" })).ShouldBe((1, 0));
        (await Counted(March with { Campaign = "", Source = "" })).ShouldBe((1, 0));
        (await Counted(March with { Person = ana.Id })).ShouldBe((0, 1));
        (await Counted(March with { Party = Party.Marketing })).ShouldBe((1, 0));
        (await Counted(March with { Agreement = 77 })).ShouldBe((1, 0));
        (await Counted(March with { Source = "none of these" })).ShouldBe((0, 0));

        async Task<(int, int)> Counted(ReportRequest request)
        {
            var total = (await Read(hub, ComplianceBy.Party, request)).Total;
            return (total.Met, total.Breached);
        }
    }

    [Fact]
    public async Task Weeks_begin_on_Monday_in_the_installations_zone_and_belong_to_the_year_of_their_Thursday()
    {
        await using var hub = await HubFixture.Start();
        Instant[] starts =
        [
            Instant.FromUtc(2025, 12, 28, 22, 59), Instant.FromUtc(2025, 12, 28, 23, 0), Instant.FromUtc(2026, 1, 4, 22, 59),
            Instant.FromUtc(2026, 3, 29, 21, 59), Instant.FromUtc(2026, 3, 29, 22, 0), Instant.FromUtc(2027, 1, 3, 22, 0),
        ];
        await Store(hub.Rows(), starts.Select(start => Met with { StartedAt = start }));

        var whole = new ReportRequest(NodaConstants.UnixEpoch, Instant.FromUtc(2027, 2, 1, 0, 0), Instant.FromUtc(2027, 2, 1, 0, 0));
        (await Read(hub, ComplianceBy.Week, whole)).Items.Select(i => (i.Key, i.Counts.Met))
            .ShouldBe([("2025-W52", 1), ("2026-W01", 2), ("2026-W13", 1), ("2026-W14", 1), ("2026-W53", 1)]);
        (await Read(hub, ComplianceBy.Week, whole with { To = Instant.FromUtc(2026, 1, 2, 0, 0) })).Items.Select(i => (i.Key, i.Counts.Met))
            .ShouldBe([("2025-W52", 1), ("2026-W01", 1)]);
    }

    [Fact]
    public async Task Weeks_of_more_years_than_one_statement_takes_are_those_of_each_by_itself()
    {
        await using var hub = await HubFixture.Start();
        var last = Instant.FromUtc(2026, 2, 1, 0, 0);
        var first = last - Duration.FromDays(7 * 600);
        await Store(hub.Rows(), Enumerable.Range(0, 100).Select(i => (i % 3 == 0 ? Breached : Met) with
        {
            StartedAt = first + Duration.FromDays(41) * i,
        }));
        var whole = new ReportRequest(first - Duration.FromDays(1), last, last);

        var weeks = await Read(hub, ComplianceBy.Week, whole);
        weeks.Items.Count.ShouldBe(100);
        weeks.Total.ShouldBe(new PromiseCounts { Met = 66, Breached = 34 });
        foreach (var week in weeks.Items)
            week.Counts.ShouldBe((await Read(hub, ComplianceBy.Commitment, whole with
            {
                From = IsoWeek.Read(week.Key, DateTimeZoneProviders.Tzdb["Europe/Warsaw"])!.Start,
                To = IsoWeek.Read(week.Key, DateTimeZoneProviders.Tzdb["Europe/Warsaw"])!.End,
            })).Total, week.Key);
    }

    private static async Task<ComplianceReport> Read(HubFixture hub, ComplianceBy by, ReportRequest? request = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), (request ?? March).AsKnownAt, default);
        return ComplianceReport.Read(moment, request ?? March, by);
    }
}
