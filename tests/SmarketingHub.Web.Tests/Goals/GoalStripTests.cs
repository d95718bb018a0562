using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Agreements;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Goals;

public sealed class GoalStripTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_strip_is_hidden_until_a_goal_is_promised_and_then_live()
    {
        await using var circuit = await Circuit(await server.Hire("Marta"));
        var strip = circuit.Render<GoalStrip>();
        strip.FindAll(".goal-strip").ShouldBeEmpty();

        await Promise(new() { Id = "q", Measure = Measure.Qualified, Amount = 40 },
            new() { Id = "r", Measure = Measure.Revenue, Amount = 240_000 });
        await server.Shows(() => strip.FindAll(".goal").Count == 2);
        Texts(strip).ShouldBe(["Together in March · 0 of 40 sales-qualified", "€0 of €240k won"]);

        await Won("Nordwind", 24_000);
        await server.Shows(() => Texts(strip)[1] == "€24k of €240k won");
        Texts(strip)[0].ShouldBe("Together in March · 1 of 40 sales-qualified");
        strip.Find(".goal-done").GetAttribute("style").ShouldBe("inline-size:2.5%");
        strip.Find(".only-read").TextContent.ShouldContain("By now it should be 0.");
        strip.Find(".goal-bar").GetAttribute("aria-hidden").ShouldBe("true");
    }

    [Fact]
    public async Task The_tick_stands_where_business_time_says()
    {
        await Promise(new PeriodCommitment { Id = "q", Measure = Measure.Qualified, Amount = 50, Period = Period.Week });
        server.Time.Advance(TimeSpan.FromHours(24));
        await using var circuit = await Circuit(await server.Hire("Marta"));
        var strip = circuit.Render<GoalStrip>();
        await server.Shows(() => strip.FindAll(".goal").Count == 1);

        Texts(strip).ShouldBe(["Together this week · 0 of 50 sales-qualified"]);
        strip.Find(".goal-due").GetAttribute("style")!.ShouldBe("inset-inline-start:20%");
        strip.Find(".goal").GetAttribute("title")
            .ShouldBe("By now it should be 10. Working days over: 1 of 5. At this pace it will end at 0.");
    }

    [Fact]
    public async Task Who_is_no_longer_there_sees_no_goals_any_more()
    {
        await Promise(new PeriodCommitment { Id = "q", Measure = Measure.Qualified, Amount = 50 });
        var marta = await server.Hire("Marta");
        await using var circuit = await Circuit(marta);
        var strip = circuit.Render<GoalStrip>();
        await server.Shows(() => strip.FindAll(".goal").Count == 1);

        await server.Do(write =>
        {
            write.ChangePerson(marta with { Active = false });
            return true;
        });
        await server.Shows(() => strip.FindAll(".goal").Count == 0);
    }

    [Fact]
    public async Task An_agreement_shows_each_promise_over_a_period_as_a_sentence_and_where_it_stands()
    {
        await Promise(
            new() { Id = "q", Measure = Measure.Qualified, Amount = 40 }, new() { Id = "r", Measure = Measure.Revenue, Amount = 240_000 },
            new() { Id = "v", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 80 },
            new() { Id = "s", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 70, BySource = true });
        await Won("Nordwind", 24_000);
        await using var circuit = await Circuit(await server.Hire("Marta"));
        var agreement = server.Live.Company.Agreements[0];
        var page = circuit.Render<AgreementPage>(p => p.Add(x => x.Id, agreement.Id));
        await server.Shows(() => page.FindAll(".pace").Count == 4);

        page.FindAll("h2.agreement-side").Select(h => h.TextContent).ShouldBe(["Together", "Marketing promises", "Sales promises"]);
        page.FindAll(".sentence:has(.pace) .sentence-text")
            .Select(p => string.Join(' ', p.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" %", "%")
                .Replace(" .", ".").Replace(" ,", ","))
            .ShouldBe(["Win €240k each month, from 40 sales-qualified leads.", "Hand off 80 leads each month.",
                "At least 70% of them are accepted each month, of each source."]);
        page.FindAll(".pace-name").Select(p => p.TextContent).ShouldBe(["€24k of €240k won", "1 of 40 sales-qualified"]);
        page.FindAll(".pace")[3].QuerySelector(".pace-sources")!.TextContent.Replace(" %", "%").ShouldContain("100%");
        page.FindAll(".pace")[0].QuerySelectorAll("dd")[2].TextContent.ShouldBe("–");
    }

    [Fact]
    public async Task A_partner_is_not_told_of_leads_that_never_came_to_it()
    {
        await Promise(new PeriodCommitment { Id = "q", Measure = Measure.Qualified, Amount = 40 });
        await Won("Nordwind", 1);
        var customers = await server.Take("Nordwind");
        foreach (var (trigger, args) in new (Trigger, TriggerArgs)[] { (Trigger.Attempt,
            new() { Kind = AttemptKind.Call, Reached = true }), (Trigger.Qualify, TriggerArgs.None) })
            await server.Services.GetRequiredService<Door>().Fire(Actor.System, customers, null, trigger, args);
        var counts = ActivatorUtilities.CreateInstance<PaceCounts>(server.Services);
        var agreement = server.Live.Company.Agreements[0];

        (await counts.Pace(agreement, agreement.Versions[^1], Actor.System))[0].LeftOut.NotPassed.ShouldBe(1);
        (await counts.Pace(agreement, agreement.Versions[^1],
            new(ActorKind.Key, 1, Role.Partner, "partner:x")))[0].LeftOut.NotPassed.ShouldBe(0);
    }

    private static string[] Texts(IRenderedComponent<GoalStrip> strip) =>
        [.. strip.FindAll(".goal-text")
            .Select(t => string.Concat(t.ChildNodes.Where(n => n is not AngleSharp.Dom.IElement { ClassName: "only-read" })
                .Select(n => n.TextContent)))];

    private async Task<BunitContext> Circuit(Person person)
    {
        var circuit = await server.Circuit(person);
        circuit.Services.AddSingleton(server.Services.GetRequiredService<LiveGoals>()).AddSingleton<FigureCache>();
        return circuit;
    }

    private async Task Promise(params PeriodCommitment[] promised)
    {
        var version = await server.Do(write => write.AddVersion(write.Company.Agreements[0].Id,
            write.Company.Agreements[0].Versions[^1] with { EffectiveAt = write.Now, PeriodCommitments = promised }));
        await server.Shows(() => server.Live.Company.Agreements[0].Versions[^1].Number == version.Number);
    }

    private async Task Won(string company, decimal amount)
    {
        var lead = await server.Offered(company);
        var door = server.Services.GetRequiredService<Door>();
        foreach (var (trigger, args) in new (Trigger, TriggerArgs)[]
        {
            (Trigger.Accept, TriggerArgs.None), (Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }),
            (Trigger.Qualify, TriggerArgs.None),
            (Trigger.Convert, new() { Amount = amount }), (Trigger.Win, TriggerArgs.None),
        })
            await door.Fire(Actor.System, lead, null, trigger, args);
    }
}
