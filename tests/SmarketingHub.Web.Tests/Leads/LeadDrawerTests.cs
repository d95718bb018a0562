using Bunit;
using Bunit.Rendering;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class LeadDrawerTests
{
    private static IRenderedComponent<ContainerFragment> Open(PageFixture hub, long lead) => hub.Render<LeadDrawer>(builder =>
    {
        builder.AddComponentParameter(3, "LeadId", lead);
        builder.AddComponentParameter(4, "Href", (Func<string, string>)(path => "/" + path));
    });

    [Fact]
    public async Task A_clock_explains_its_deadline()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra"));
        await hub.Pass(Duration.FromHours(7));
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        var page = Open(hub, lead);

        page.WaitForElement(".clock-list details").TriggerEvent("ontoggle", EventArgs.Empty);

        page.WaitForAssertion(() => page.Find(".why-promise").TextContent.ShouldBe(
            "“Sales accepts or returns every offered lead within 4 business hours.”"));
        page.Find(".why-source").TextContent.ShouldContain("Marketing and Sales · version 1");
        page.FindAll(".why-segments .why-kind").Select(e => e.TextContent).ShouldBe(["counted", "closed", "counted"]);
        page.FindAll(".why-segments .why-length").Select(e => e.TextContent).ShouldBe(["1 h", "16 h", "3 h"]);
        page.Find(".why .plain-list").TextContent.ShouldContain("It matched.");
    }

    [Fact]
    public async Task A_commitment_that_did_not_match_says_why()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra"));
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        await hub.Fire(lead, Trigger.Accept);
        var page = Open(hub, lead);

        page.WaitForElement(".clock-list details").TriggerEvent("ontoggle", EventArgs.Empty);

        page.WaitForAssertion(() => page.Find(".why").TextContent.ShouldContain("Not this one: source is webinar, not Demo request."));
    }

    [Fact]
    public async Task What_happens_meanwhile_appears_in_the_timeline()
    {
        await using var hub = await PageFixture.Start();
        var jan = await hub.Hire("Jan Tatra");
        hub.SignIn(jan);
        var lead = await hub.Take(source: "demo-request");
        var page = Open(hub, lead);
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Nordwind"));

        await hub.Fire(lead, Trigger.Note, new() { Words = "they use two systems" });

        await hub.Shows(() => page.FindAll(".timeline blockquote").Count > 0);
        page.Find(".timeline blockquote").TextContent.ShouldBe("they use two systems");
        page.Find(".timeline-said").TextContent.ShouldBe("Noted.");
    }

    [Fact]
    public async Task Another_leads_edit_of_the_same_person_shows_at_once()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra", role: Role.Admin));
        var first = await hub.Take("Same");
        await hub.Fire(first, Trigger.Disqualify, new() { Reason = "spam" });
        var second = await hub.Take("Same");
        var page = Open(hub, second);
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Same"));

        await hub.Fire(first, Trigger.Edit, new() { Edit = new(new(null, "Zielińska", null, null, null), null, new()) });

        await hub.Shows(() => page.Markup.Contains("Zielińska", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lead_that_is_not_theirs_says_so_like_one_that_is_not_there()
    {
        await using var hub = await PageFixture.Start();
        await hub.AddPartner();
        hub.SignIn(await hub.Hire("Pablo Mar", "partner:altamar", Role.Partner));
        var lead = await hub.Take();

        Open(hub, lead).WaitForElement("[role=alert]").TextContent.ShouldContain("There is no such lead, or it is not yours to see.");
    }

    [Fact]
    public async Task Every_event_of_a_long_life_is_a_sentence()
    {
        await using var hub = await PageFixture.Start();
        var jan = await hub.Hire("Jan Tatra");
        hub.SignIn(jan);
        var lead = await hub.Take(source: "demo-request");
        await hub.Pass(Duration.FromMinutes(20));
        await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jan.Id}" });
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, By = $"{jan.Id}" });
        await hub.Fire(lead, Trigger.Pause, new() { Until = PageFixture.Monday + Duration.FromDays(3), Words = "fair" });
        await hub.Fire(lead, Trigger.Resume);
        await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, null, null, "CEO"), null, new() { Grade = "A" }) });
        await hub.Fire(lead, Trigger.Return, new() { Reason = "badData" });
        await hub.Fire(lead, Trigger.Dispute, new() { Words = "the number works" });
        await hub.Pass(Duration.FromDays(3));
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });
        var page = Open(hub, lead);
        page.WaitForElement(".timeline ~ button").Click();

        var said = page.FindAll(".timeline-said").Select(e => e.TextContent).ToList();
        said.Count.ShouldBeGreaterThan(20);
        said.ShouldAllBe(sentence => sentence.EndsWith('.') && !sentence.Contains('{'));
        said.ShouldContain("Edited: grade – → A, contact data.");
        said.ShouldContain("“touch”: the deadline is missed.");
    }

    [Fact]
    public async Task A_merged_lead_shows_what_was_said_and_done_on_its_duplicate()
    {
        await using var hub = await PageFixture.Start();
        var jan = await hub.Hire("Jan Tatra");
        hub.SignIn(jan);
        var (stays, duplicate) = (await hub.Take("Nordwind"), await hub.Take("Kowal"));
        await hub.Fire(duplicate, Trigger.Note, new() { Words = "plays the cello" });
        await hub.Fire(duplicate, Trigger.Attempt, new() { Kind = AttemptKind.Call, Words = "left a message" });
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });
        var page = Open(hub, stays);
        page.WaitForElement(".timeline");

        var quotes = page.FindAll(".timeline li").Where(e => e.QuerySelector("blockquote") is not null).ToList();
        quotes.Select(e => e.QuerySelector("blockquote")!.TextContent).ShouldBe(["left a message", "plays the cello"]);
        quotes.ShouldAllBe(e => e.QuerySelector(".badge")!.TextContent == $"Duplicate lead {duplicate}");
        page.FindAll(".timeline-said").Select(e => e.TextContent).ShouldAllBe(said => said.EndsWith('.'));
        page.FindAll(".plain-list a").Select(e => e.TextContent).ShouldContain($"Lead {duplicate}");
    }

    [Fact]
    public async Task Who_may_be_the_same_person_by_the_phone_is_shown()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra"));
        var (one, other) = (await hub.Take("Nordwind"), await hub.Take("Kowal"));
        foreach (var lead in new[] { one, other })
            await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, null, "+48 22 123 45 67", null), null, new()) });
        var page = Open(hub, one);

        page.WaitForElement("#lead-about");
        page.FindAll("h3").Select(e => e.TextContent).ShouldContain("Open leads with the same phone number");
        page.FindAll(".plain-list a").Select(e => e.TextContent).ShouldBe([$"Lead {other}"]);
    }
}
