using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Goals;

public sealed class GoalCalculatorTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private readonly List<GoalWish> taken = [];

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Too_little_history_says_so_instead_of_a_number()
    {
        await using var circuit = await Circuit();
        var page = Render(circuit);
        await server.Shows(() => page.Markup.Contains("too little history"));
        page.Find("input").Change("240000");
        page.Find("form").Submit();

        page.Markup.ShouldContain("Closed leads: 0, at least 20 are needed; won with an amount: 0, at least 5.");
        page.FindAll(".goal-sum").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_shows_its_arithmetic_and_hands_over_what_to_promise()
    {
        await Past();
        await using var circuit = await Circuit();
        var page = Render(circuit);
        await server.Shows(() => page.FindAll(".goal-history").Count == 1);
        page.Find("input").Change("240,000");
        page.Find("form").Submit();

        page.Find(".goal-sum").TextContent.Replace(" %", "%")
            .ShouldBe("€240k ÷ €24k a deal = 10 deals ÷ 25.0% lead-to-deal = 40 leads, 40 of them sales-qualified");
        page.Markup.ShouldContain(
            "Leads handed off and closed in the past 12 months: 20. Won with an amount: 5. Still open, and in no rate: 0.");
        page.Markup.ShouldContain("How much Sales has room for is not known yet.");
        page.Find("tbody tr").TextContent.ShouldContain("its own 20 leads");
        page.FindAll(".goal-take button")[0].Click();
        page.FindAll(".goal-take button")[1].Click();
        taken[0].Commitments.Select(c => (c.Measure, c.Amount))
            .ShouldBe([(Measure.Revenue, 240_000m), (Measure.Qualified, 40m), (Measure.Leads, 40m)]);
        taken[0].Worths.ShouldBeEmpty();
        taken[1].Worths[^1].ShouldBe(new(null, null, 6_000, 20));
    }

    [Theory]
    [InlineData("", "Write an amount over zero, like 240000.")]
    [InlineData("-5", "A number above 0, at most 1,000,000,000,000.")]
    [InlineData("much", "Write a number, like 12000 or 12k.")]
    [InlineData("9999999999999", "A number above 0, at most 1,000,000,000,000.")]
    public async Task What_is_no_amount_is_told_at_its_field_and_stays_typed(string typed, string wrong)
    {
        await using var circuit = await Circuit();
        var page = Render(circuit);
        await server.Shows(() => page.FindAll(".goal-history").Count == 1);
        page.Find("input").Change(typed);
        page.Find("form").Submit();

        page.Find(".field-error").TextContent.ShouldBe(wrong);
        page.Find("input").GetAttribute("value").ShouldBe(typed);
        page.Find("input").GetAttribute("aria-describedby").ShouldBe(page.Find(".field-error").Id);
    }

    [Fact]
    public async Task Nothing_is_offered_where_nobody_takes_it()
    {
        await Past();
        await using var circuit = await Circuit();
        var agreement = server.Live.Company.Agreements[0];
        var page = circuit.Render<GoalCalculator>(p => p.Add(x => x.Agreement, agreement).Add(x => x.Version, agreement.Versions[^1])
            .Add(x => x.Company, server.Live.Company));
        await server.Shows(() => page.FindAll(".goal-history").Count == 1);
        page.Find("input").Change("5");
        page.Find("form").Submit();

        page.FindAll(".goal-sum").Count.ShouldBe(1);
        page.FindAll(".goal-take").ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_is_about_the_same_gives_way_and_it_is_said_which()
    {
        await Past();
        await using var circuit = await Circuit();
        PeriodCommitment monthly = new() { Id = "revenue", Measure = Measure.Revenue, Amount = 90_000 },
            demos = monthly with
            {
                Id = "volume",
                Measure = Measure.Leads,
                OwedBy = Party.Marketing,
                Condition = new() { Sources = ["demo-request"] },
                Amount = 5,
            },
            quarterly = monthly with { Id = "quarter", Period = Period.Quarter, Amount = 200_000 };
        var agreement = server.Live.Company.Agreements[0];
        var promised = new Terms { Calendar = agreement.Versions[^1].Calendar, PeriodCommitments = [monthly, demos, quarterly] };
        var page = circuit.Render<GoalCalculator>(p => p.Add(x => x.Agreement, agreement)
            .Add(x => x.Version, agreement.Versions[^1].With(promised))
            .Add(x => x.Company, server.Live.Company).Add(x => x.Take, EventCallback.Factory.Create<GoalWish>(this, taken.Add)));
        await server.Shows(() => page.FindAll(".goal-history").Count == 1);
        page.Find("input").Change("240,000");
        page.Find("select").Change("Quarter");
        page.Find("form").Submit();

        page.Markup.ShouldContain("The first button replaces: Win €200k each quarter.");
        page.FindAll(".goal-take button")[0].Click();
        var now = taken[0].In(promised).PeriodCommitments;
        now.Take(3).ShouldBe([monthly, demos, quarterly with { Amount = 240_000 }]);
        now.Skip(3).Select(c => (c.Id, c.Measure, c.Period))
            .ShouldBe([("qualified", Measure.Qualified, Period.Quarter), ("volume-2", Measure.Leads, Period.Quarter)]);
    }

    [Fact]
    public async Task Of_another_scope_another_history_is_read()
    {
        await Past();
        await using var circuit = await Circuit();
        var page = Render(circuit);
        await server.Shows(() => page.FindAll(".goal-history").Count == 1);
        page.Find("input").Change("240,000");
        page.Find("form").Submit();
        page.FindAll(".goal-sum").Count.ShouldBe(1);

        var version = server.Live.Company.Agreements[0].Versions[^1];
        page.Render(p => p.Add(x => x.Version, version with { Revision = version.Revision + 1, Scope = new() { Countries = ["JP"] } }));

        await server.Shows(() => page.Markup.Contains("Closed leads: 0, at least 20 are needed"));
        page.FindAll(".goal-sum").ShouldBeEmpty();
    }

    private IRenderedComponent<GoalCalculator> Render(BunitContext circuit)
    {
        var agreement = server.Live.Company.Agreements[0];
        return circuit.Render<GoalCalculator>(p => p.Add(x => x.Agreement, agreement).Add(x => x.Version, agreement.Versions[^1])
            .Add(x => x.Company, server.Live.Company).Add(x => x.Take, EventCallback.Factory.Create<GoalWish>(this, taken.Add)));
    }

    private async Task<BunitContext> Circuit()
    {
        var circuit = await server.Circuit(await server.Hire("Marta", Party.Marketing));
        circuit.Services.AddSingleton<FigureCache>();
        return circuit;
    }

    private async Task Past()
    {
        var door = server.Services.GetRequiredService<Door>();
        for (var i = 0; i < 20; i++)
        {
            var lead = await server.Offered($"Company{i}");
            foreach (var (trigger, args) in new (Trigger, TriggerArgs)[]
            {
                (Trigger.Accept, TriggerArgs.None), (Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }),
                (Trigger.Qualify, TriggerArgs.None),
                (Trigger.Convert, new() { Amount = 24_000 }),
                i < 5 ? (Trigger.Win, TriggerArgs.None) : (Trigger.Lose, new() { Reason = "price" }),
            })
                await door.Fire(Actor.System, lead, null, trigger, args);
        }
        await server.Shows(() => server.Live.Current.Sequence > 100);
    }
}
