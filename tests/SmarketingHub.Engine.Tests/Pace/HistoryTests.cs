using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class HistoryTests
{
    [Fact]
    public async Task Rates_are_of_the_leads_whose_outcome_is_known_by_source()
    {
        await using var hub = await HubFixture.Start();
        await hub.Won(10_000);
        await hub.Won(20_000, "ads");
        await Lost(hub, await hub.Qualified());
        await Lost(hub, await hub.Accepted());
        await Disqualified(hub, await hub.Returned(ReturnReason.BadData));
        await hub.Accepted();
        await hub.Take("never@x.example", "webinar", company: null);

        var history = await Read(hub);
        history.All.ShouldBe(new Rates(5, 4, 3, 2, 2, 30_000, 2));
        history.StillOpen.ShouldBe(1);
        history.BySource.Select(s => (s.Source, s.Rates.HandedOff, s.Rates.Won)).ShouldBe([("webinar", 4, 1), ("ads", 1, 1)]);
        history.All.LeadToDeal.ShouldBe(0.4m);
        history.All.AverageDeal.ShouldBe(15_000);
        history.Worths.ShouldBeEmpty();
    }

    [Fact]
    public async Task Handed_off_before_the_year_before_is_another_story_and_the_past_knows_no_future()
    {
        await using var hub = await HubFixture.Start();
        var late = await hub.Accepted();
        await hub.Pass(Duration.FromDays(300));
        await hub.Won(10_000);
        var then = hub.Now;
        await hub.Pass(Duration.FromDays(80));
        await Lost(hub, late);
        await hub.Won(10_000);

        (await Read(hub)).All.HandedOff.ShouldBe(2);
        (await Read(hub, then)).All.HandedOff.ShouldBe(1);
        (await Read(hub, then)).StillOpen.ShouldBe(1);
    }

    [Fact]
    public async Task Worths_are_taken_where_there_are_enough_leads_and_else_from_broader_lines()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 5; i++)
            await hub.Won(10_000, "webinar", "A");
        for (var i = 0; i < 20; i++)
            await Disqualified(hub, await hub.Offered("webinar", i < 15 ? "A" : "B"));
        for (var i = 0; i < 10; i++)
            await Disqualified(hub, await hub.Offered("ads", "B"));

        (await Read(hub)).Worths.ShouldBe(
        [
            new("webinar", "A", 2_500, 20),
            new("webinar", null, 2_000, 25),
            new(null, "A", 2_500, 20),
            new(null, null, 1_429, 35),
        ]);
    }

    [Fact]
    public async Task However_people_write_a_source_its_leads_stand_together()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 5; i++)
            await hub.Won(10_000, i < 2 ? "webinar" : "Webinar", "A");
        for (var i = 0; i < 15; i++)
            await Disqualified(hub, await hub.Offered("Webinar", "A"));

        var history = await Read(hub);
        history.BySource.Select(s => (s.Source, s.Rates.HandedOff, s.Rates.Won)).ShouldBe([("Webinar", 20, 5)]);
        history.Worths.ShouldBe([new("Webinar", "A", 2_500, 20), new("Webinar", null, 2_500, 20), new(null, "A", 2_500, 20),
            new(null, null, 2_500, 20)]);
    }

    [Fact]
    public async Task Frozen_into_a_version_they_are_what_the_next_lead_is_worth()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 20; i++)
            await (i < 5 ? (Task)hub.Won(10_000) : Disqualified(hub, await hub.Offered()));
        var worths = (await Read(hub)).Worths;
        await hub.Promise(v => v with { Worths = worths });

        hub.Lead(await hub.Offered()).Handoffs[^1].Worth.ShouldBe(2_500);
        hub.Lead(await hub.Offered("ads", "D")).Handoffs[^1].Worth.ShouldBe(2_500);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reps_capacity_is_the_median_over_whole_months()
    {
        await using var hub = await HubFixture.Start();
        var (ana, ben) = (await hub.Hire("Ana Nowak"), await hub.Hire("Ben Smith"));
        await hub.Hire("Tea Lead", role: Role.Lead);
        await Accept(hub, ana, 4);
        await Accept(hub, ben, 2);
        (await Read(hub)).Capacity.ShouldBe(new Capacity(null, 0, 2));
        await hub.Pass(Duration.FromDays(31));
        await Accept(hub, ana, 9);
        await hub.Pass(Duration.FromDays(30));
        await Accept(hub, ben, 50);

        var capacity = (await Read(hub)).Capacity;
        capacity.ShouldBe(new Capacity(4, 3, 2));
        capacity.Room.ShouldBe(8);
    }

    private static async Task Accept(HubFixture hub, Person rep, int leads)
    {
        for (var i = 0; i < leads; i++)
            await hub.Fire(await hub.Offered(), Trigger.Accept, actor: Actor.Of(rep));
    }

    private static Task Lost(HubFixture hub, long lead) => hub.Fire(lead, Trigger.Lose, new() { Reason = "price" });

    private static Task Disqualified(HubFixture hub, long lead) => hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });

    private static async Task<History> Read(HubFixture hub, Instant? at = null)
    {
        await using var rows = hub.Rows();
        var company = CompanyStore.Read(rows);
        return await History.Read(rows, company, company.Agreements[0], Condition.Every, DateTimeZoneProviders.Tzdb["Europe/Warsaw"],
            at ?? hub.Now);
    }
}
