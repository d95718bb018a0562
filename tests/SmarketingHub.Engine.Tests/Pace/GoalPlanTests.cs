using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Pace;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class GoalPlanTests
{
    private static readonly Gen<Rates> AnyRates =
        from handed in Gen.Int[1, 400]
        from accepted in Gen.Int[0, handed]
        from qualified in Gen.Int[0, accepted]
        from opportunities in Gen.Int[0, qualified]
        from won in Gen.Int[0, opportunities]
        from amount in Gen.Int[1, 90_000]
        select new Rates(handed, accepted, qualified, opportunities, won, won * (decimal)amount, won);

    private static readonly Gen<History> AnyHistory =
        from sources in AnyRates.List[1, 6]
        from each in Gen.Int[0, 40]
        from reps in Gen.Int[0, 9]
        select Of([.. sources.Select((r, i) => new GroupRates(i == 0 ? null : $"s{i}", null, r))], new(each == 0 ? null : each, 5, reps));

    private static readonly Gen<decimal> AnyRevenue = Gen.Int[1, 2_000_000].Select(cents => cents / 2m);

    [Fact]
    public void The_arithmetic_of_the_picture()
    {
        var plan = GoalPlan.Of(240_000, Period.Month, Of([new(null, null, new(160, 112, 80, 40, 20, 480_000, 20))], new(23, 6, 4)))!;

        (plan.AverageDeal, plan.Deals, plan.LeadToDeal, plan.Leads, plan.Qualified, plan.Room, plan.IsTooMuch).ShouldBe((24_000m, 10,
            0.125m, 80, 40, 92, false));
        GoalPlan.Of(288_000, Period.Month,
            Of([new(null, null, new(160, 112, 80, 40, 20, 480_000, 20))], new(23, 6, 4)))!.IsTooMuch.ShouldBeTrue();
        GoalPlan.Of(240_000, Period.Month,
            Of([new(null, null, new(160, 112, 80, 40, 20, 480_000, 20))], new(20, 6, 4)))!.IsTooMuch.ShouldBeFalse();
        plan.Promises("marketing").Select(p => (p.Measure, p.OwedBy, p.Amount))
            .ShouldBe([(Measure.Revenue, null, 240_000m), (Measure.Qualified, null, 40m), (Measure.Leads, "marketing", 80m)]);
    }

    [Fact]
    public void What_is_planned_reaches_the_goal_and_not_by_far_too_much() =>
        Gen.Select(AnyRevenue, AnyHistory).Sample((revenue, history) =>
        {
            if (GoalPlan.Of(revenue, Period.Month, history) is not { } plan)
                return;
            (plan.Leads * plan.LeadToDeal * plan.AverageDeal).ShouldBeGreaterThanOrEqualTo(revenue - 0.01m);
            ((plan.Leads - 1) * plan.LeadToDeal).ShouldBeLessThan(plan.Deals);
            ((plan.Deals - 1) * plan.AverageDeal).ShouldBeLessThan(revenue);
        }, iter: 2_000);

    [Fact]
    public void More_revenue_never_needs_fewer_leads() => Gen.Select(AnyRevenue, AnyRevenue, AnyHistory).Sample((one, other, history) =>
    {
        if (GoalPlan.Of(Math.Min(one, other), Period.Month, history) is { } less
            && GoalPlan.Of(Math.Max(one, other), Period.Month, history) is { } more)
            (less.Leads <= more.Leads && less.Deals <= more.Deals && less.Qualified <= more.Qualified).ShouldBeTrue();
    }, iter: 2_000);

    [Fact]
    public void The_sources_make_the_whole_each_by_its_part() => Gen.Select(AnyRevenue, AnyHistory).Sample((revenue, history) =>
    {
        if (GoalPlan.Of(revenue, Period.Month, history) is not { } plan)
            return;
        plan.BySource.Sum(s => s.Leads).ShouldBe(plan.Leads);
        foreach (var (need, source) in plan.BySource.Zip(history.BySource))
        {
            Math.Abs(need.Leads - (decimal)plan.Leads * source.Rates.HandedOff / history.All.HandedOff).ShouldBeLessThanOrEqualTo(1);
            (need.Own || need.Sample < Rates.EnoughLeads || need.Rate == history.All.LeadToDeal).ShouldBeTrue();
        }
    }, iter: 2_000);

    [Fact]
    public void A_small_sample_says_nothing() => Gen.Select(AnyRevenue, AnyHistory).Sample((revenue, history) =>
        (GoalPlan.Of(revenue, Period.Month, history) is not null).ShouldBe(history.All.HandedOff >= 20 && history.All.Won >= 5
            && history.All.WonAmount > 0), iter: 2_000);

    [Theory]
    [InlineData(Period.Week, 21)]
    [InlineData(Period.Month, 92)]
    [InlineData(Period.Quarter, 276)]
    public void Room_is_that_of_the_period(Period period, int room) =>
        GoalPlan.Of(1, period, Of([new(null, null, new(160, 112, 80, 40, 20, 480_000, 20))], new(23, 6, 4)))!.Room.ShouldBe(room);

    [Fact]
    public void A_source_with_few_leads_goes_by_the_rate_of_all()
    {
        var plan = GoalPlan.Of(100_000, Period.Month, Of(
            [new("webinar", null, new(90, 60, 40, 20, 9, 90_000, 9)), new("ads", null, new(10, 5, 5, 5, 1, 10_000, 1))], new(null, 0, 3)))!;

        plan.BySource.Select(s => (s.Source, s.Own, s.Rate)).ShouldBe([("webinar", true, 0.1m), ("ads", false, 0.1m)]);
        plan.Room.ShouldBeNull();
        plan.IsTooMuch.ShouldBeFalse();
    }

    private static History Of(IReadOnlyList<GroupRates> sources, Capacity capacity) => new(
        Instant.FromUtc(2025, 3, 1, 0, 0), Instant.FromUtc(2026, 3, 1, 0, 0), sources.Aggregate(Rates.None, (sum, s) => sum + s.Rates), 0,
        sources, [], capacity);
}
