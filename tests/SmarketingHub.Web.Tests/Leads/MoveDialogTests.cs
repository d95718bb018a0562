using Bunit;
using Bunit.Rendering;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class MoveDialogTests
{
    private static async Task<(IRenderedComponent<ContainerFragment> Page, Task<bool> Done)> Open(
        PageFixture hub, long lead, Trigger trigger)
    {
        var page = hub.Render<NoteForm>(builder => builder.AddComponentParameter(3, "LeadId", lead));
        var moves = hub.Pages.Services.GetRequiredService<LeadMoves>();
        var done = page.InvokeAsync(() => moves.Run(lead, hub.Lead(lead).Version, "Nordwind", new Move(trigger)));
        await page.WaitForElementAsync("form#move-form");
        return (page, done);
    }

    [Fact]
    public async Task A_wrong_argument_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Ana Nowak", Party.Marketing));
        var lead = await hub.Take();
        var (page, done) = await Open(hub, lead, Trigger.Nurture);

        page.Find("#move-form textarea").Change("after their summer");
        page.Find("#move-form input[type=datetime-local]").Change("2026-01-01T09:00");
        page.Find("#move-form").Submit();

        page.WaitForAssertion(() => page.Find(".mud-dialog").TextContent.ShouldContain("Say when to look at it again: a date after now."));
        page.Find("#move-form textarea").GetAttribute("value").ShouldBe("after their summer");
        hub.Lead(lead).Stage.ShouldBe(Stage.Captured);

        page.Find("#move-form input[type=datetime-local]").Change("2026-09-01T09:00");
        page.Find("#move-form").Submit();
        (await done).ShouldBeTrue();
        hub.Lead(lead).LookAgainAt.ShouldBe(Instant.FromUtc(2026, 9, 1, 7, 0));
    }

    [Fact]
    public async Task Whoever_was_overtaken_sees_by_whom_and_can_go_on_with_what_was_typed()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Ana Nowak", Party.Marketing));
        var lead = await hub.Take();
        var (page, done) = await Open(hub, lead, Trigger.Nurture);
        page.Find("#move-form textarea").Change("after their summer");
        await hub.Fire(lead, Trigger.Ready);

        page.Find("#move-form").Submit();

        page.WaitForAssertion(() => page.Find(".dialog-alert").TextContent.ShouldStartWith("Meanwhile, by API key 1: Made ready."));
        page.Find("#move-form textarea").GetAttribute("value").ShouldBe("after their summer");
        page.Find("#move-form").Submit();
        (await done).ShouldBeTrue();
        hub.Lead(lead).Stage.ShouldBe(Stage.Nurturing);
    }

    [Fact]
    public async Task A_return_says_what_its_reason_proposes()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra"));
        var lead = await hub.Take(source: "demo-request");
        var (page, done) = await Open(hub, lead, Trigger.Return);

        page.Find("#move-form").Submit();
        page.WaitForAssertion(() => page.Find(".mud-dialog").TextContent.ShouldContain(MoveForm.NoReason));
        page.Find("input[type=radio][value=BadData], .mud-radio input").Click();
        page.WaitForAssertion(() => page.Find(".dialog-hint").TextContent.ShouldContain("Disqualify"));
        page.Find("#move-form").Submit();

        (await done).ShouldBeTrue();
        hub.Lead(lead).OpenHandoff!.Reason.ShouldBe(Domain.Handoffs.ReturnReason.BadData);
    }
}
