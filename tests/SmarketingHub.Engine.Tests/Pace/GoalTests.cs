using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class GoalTests
{
    private static readonly PeriodCommitment[] Goals =
        [Promised.Of(Measure.Qualified, 40), Promised.Of(Measure.Pipeline, 500_000), Promised.Of(Measure.Revenue, 240_000)];

    [Fact]
    public async Task Qualified_leads_pipeline_and_revenue_of_what_passed_between_the_two()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        await hub.Qualified();
        var lead = await hub.Qualified();
        await hub.Fire(lead, Trigger.Convert, new() { Amount = 9_000 });
        var won = await hub.Qualified();
        await hub.Fire(won, Trigger.Convert, new() { Amount = 20_000 });
        await hub.Fire(won, Trigger.Win, new() { Amount = 24_000 });

        (await hub.Pace()).Select(p => p.Actual).ShouldBe([3, 29_000, 24_000]);
    }

    [Fact]
    public async Task A_win_that_is_taken_back_is_no_win_and_what_was_reached_before_stays()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        var won = await hub.Won(24_000);
        var then = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Fire(won, Trigger.Reopen);

        (await hub.Pace()).Select(p => p.Actual).ShouldBe([1, 24_000, 0]);
        (await hub.Pace(Measure.Revenue, then)).Actual.ShouldBe(24_000);
        await hub.Pass(Duration.FromDays(31));
        await hub.Fire(won, Trigger.Win, new() { Amount = 30_000 });
        (await hub.Pace()).Select(p => p.Actual).ShouldBe([0, 0, 30_000]);
    }

    [Fact]
    public async Task Who_came_without_a_handoff_is_left_out_and_said()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        var lead = await hub.Take("x@customer.example", "webinar", "Customer");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });
        await hub.Fire(lead, Trigger.Accept);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Fire(lead, Trigger.Qualify);
        await hub.Fire(lead, Trigger.Convert, new() { Amount = 5_000 });
        await hub.Fire(lead, Trigger.Win);
        var customers = await hub.Take("y@customer.example", "webinar", "Customer");
        hub.Lead(customers).Stage.ShouldBe(Stage.Accepted);
        await hub.Fire(customers, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Fire(customers, Trigger.Qualify);

        var qualified = await hub.Pace(Measure.Qualified);
        (qualified.Actual, qualified.LeftOut.NotPassed).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_pace_is_counted_in_business_time()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Promised.Of(Measure.Qualified, 40), Promised.Of(Measure.Revenue, 1000, Domain.Agreements.Period.Week));
        var start = await hub.Pace(Measure.Revenue);
        (start.ShouldBe, start.Projected, start.Days.Passed, start.Days.Total).ShouldBe((0m, null, 0, 5));
        await hub.Qualified();
        await hub.Won(100);
        await hub.Pass(Duration.FromHours(3.9));
        (await hub.Pace(Measure.Revenue)).Projected.ShouldBeNull();
        await hub.Pass(Duration.FromHours(0.1));
        (await hub.Pace(Measure.Revenue)).Projected.ShouldBe(1000);
        // Tuesday 13:00: one and a half of five days, and of 22 in March.
        await hub.Pass(Duration.FromHours(24));

        var week = await hub.Pace(Measure.Revenue);
        (week.ShouldBe, week.Days.Passed, week.Days.Total).ShouldBe((300m, 1, 5));
        decimal.Round(week.Projected!.Value, 6).ShouldBe(333.333333m);
        var march = await hub.Pace(Measure.Qualified);
        (march.Days.Passed, march.Days.Total).ShouldBe((1, 22));
        decimal.Round(march.ShouldBe!.Value, 4).ShouldBe(decimal.Round(40m * 1.5m / 22, 4));
        march.OnPace.ShouldBe(false);
        march.Span.From.ShouldBe(Instant.FromUtc(2026, 2, 28, 23, 0));
        march.Span.To.ShouldBe(Instant.FromUtc(2026, 3, 31, 22, 0));
    }
}
