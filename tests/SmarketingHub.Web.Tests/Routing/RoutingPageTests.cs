using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Routing;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Routing;

/// <summary>A team lead writes a rule, tries it on the past and puts it in force; the lead says why it went to that person.</summary>
public sealed class RoutingPageTests
{
    [Fact]
    public async Task A_team_lead_writes_a_rule_tries_it_on_the_past_and_puts_it_in_force()
    {
        await using var hub = await PageFixture.Start();
        var (ann, ben) = (await hub.Hire("Ann"), await hub.Hire("Ben"));
        for (var i = 0; i < 4; i++)
            await hub.Take($"Firma{i}", source: "demo-request");
        await hub.Pass(Duration.FromDays(30));
        hub.SignIn(await hub.Hire("Lea", Party.Marketing, Role.Lead));
        var page = hub.Render<RoutingPage>();
        page.WaitForAssertion(() => page.Find(".empty").TextContent.ShouldContain("No rule yet."));

        await page.Button("Add a rule").ClickAsync();
        await page.Find("#rule-name").ChangeAsync("Everything");
        await page.Button("Add a person").ClickAsync();
        await page.Find("#rule-person0").ChangeAsync($"{ann.Id}");
        await page.Find("#rule-weight0").ChangeAsync("900");
        await page.Find("form.rule-editor").SubmitAsync();
        page.Find("#rule-weight0-wrong").TextContent.ShouldStartWith("A weight from 0.01 to 100");
        await page.Find("#rule-weight0").ChangeAsync("2");
        await page.Button("Add a person").ClickAsync();
        await page.Find("#rule-person1").ChangeAsync($"{ben.Id}");
        await page.Find("form.rule-editor").SubmitAsync();

        page.Find(".rules li").TextContent.ShouldContain("every lead → Sales, in turn.");
        page.Find(".rules li").TextContent.ShouldContain("Among Ann (weight 2), Ben.");
        page.Markup.ShouldContain("Nothing of it is in force yet.");
        await page.Find(".replay-form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll(".replay-figures tbody tr").Select(r => Cells(r)).ShouldBe(["Ann 0 3 3", "Ben 0 1 1"]));
        page.Find("[role=status]").TextContent.ShouldContain("4 leads, 4 by these rules, 4 to somebody else");

        await page.Button("Put in force").ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("In force as version 1."));
        page.Find("#routing-versions").ParentElement!.TextContent.ShouldContain("Lea");
        (await hub.Board.CompanyUpToDate(default)).Routing.Rules.Single().People.Select(p => (p.Id, p.Weight))
            .ShouldBe([(ann.Id, 2m), (ben.Id, 1m)]);
    }

    [Fact]
    public async Task What_somebody_else_put_in_force_meanwhile_is_told_and_nothing_typed_is_lost()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Lea", Party.Marketing, Role.Lead));
        var page = hub.Render<RoutingPage>();
        page.WaitForElement(".empty");
        await page.Button("Add a rule").ClickAsync();
        await page.Find("form.rule-editor").SubmitAsync();
        await Put(hub, new RoutingRule { Name = "Theirs", To = "sales" });

        await page.Button("Put in force").ClickAsync();

        page.WaitForAssertion(() => page.Find(".form-error").TextContent.ShouldContain("Version 1 was put in force meanwhile by key:1"));
        page.Find(".rules li").TextContent.ShouldContain("Rule 1");
        await page.Button("Show theirs").ClickAsync();
        page.WaitForAssertion(() => page.Find(".rules li").TextContent.ShouldContain("Theirs"));
    }

    [Fact]
    public async Task The_lead_says_why_this_person()
    {
        await using var hub = await PageFixture.Start();
        var (ann, ben) = (await hub.Hire("Ann"), await hub.Hire("Ben"));
        await Put(hub, new RoutingRule { Name = "A", When = new() { Grades = ["A"] }, To = "sales" },
            new RoutingRule { Name = "Rest", To = "sales", Method = RouteMethod.Turn, People = [new(ann.Id), new(ben.Id)] });
        var lead = await hub.Take(source: "webinar");
        hub.SignIn(ann);
        var page = hub.Render<LeadDrawer>(builder =>
        {
            builder.AddComponentParameter(3, "LeadId", lead);
            builder.AddComponentParameter(4, "Href", (Func<string, string>)(path => "/" + path));
        });
        page.WaitForAssertion(() => page.Find("#lead-routing").TextContent.ShouldBe("Why this person"));
        var why = page.Find("#lead-routing").ParentElement!.TextContent;
        why.ShouldContain("Rule “Rest”, version 1 of the rules");
        why.ShouldContain("Ann · weight 1 · owed 0.00 → −0.50 leads");
        why.ShouldContain("Ben · weight 1 · owed 0.00 → +0.50 leads");
        why.ShouldContain("Not this one: grade is unknown, not A.");
        page.FindAll(".timeline-said").Select(e => e.TextContent).ShouldContain("By the rule “Rest” it is for Ann.");
    }

    private static string Cells(IElement row) => string.Join(" ", row.Children.Select(c => c.TextContent.Trim()));

    private static Task Put(PageFixture hub, params RoutingRule[] rules) =>
        hub.Door.Do(PageFixture.Admin, write => write.PutRouting(null, rules));
}

internal static class Buttons
{
    internal static IElement Button(this IRenderedComponent<ContainerFragment> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);
}
