using Bunit;
using Bunit.Rendering;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class ForgetDialogTests
{
    private static IRenderedComponent<ContainerFragment> Open(PageFixture hub, long lead) => hub.Render<LeadDrawer>(builder =>
    {
        builder.AddComponentParameter(3, "LeadId", lead);
        builder.AddComponentParameter(4, "Href", (Func<string, string>)(path => "/" + path));
    });

    [Fact]
    public async Task An_administrator_forgets_after_a_reason_and_a_yes_and_whoever_looks_sees_it()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Eva Admin", role: Role.Admin));
        var lead = await hub.Take();
        var page = Open(hub, lead);

        page.WaitForElement("#lead-about ~ button").Click();
        page.WaitForElement("form#forget-form").Submit();
        page.WaitForAssertion(() => page.Find(".mud-dialog").TextContent.ShouldContain("Say why."));
        page.FindAll("#forget-form input[type=radio]")[0].Click();
        page.Find("#forget-form").Submit();
        page.WaitForAssertion(() => page.Find(".mud-dialog").TextContent.ShouldContain("Say that you know it."));
        hub.Lead(lead).Version.ShouldBe(1, "nothing is done by half a yes");
        page.Find("#forget-form input[type=checkbox]").Change(true);
        page.Find("#forget-form").Submit();

        await hub.Shows(() => page.Find(".timeline-said").TextContent == "The person was forgotten: asked for by the person.");
        page.Find("dl.facts").TextContent.ShouldContain("Forgotten on Mon 2 Mar 2026");
        page.FindAll("#lead-about ~ button").ShouldBeEmpty();
        page.Markup.ShouldNotContain("ana@");
    }

    [Theory]
    [InlineData(Role.Rep)]
    [InlineData(Role.Lead)]
    [InlineData(Role.Manager)]
    public async Task Nobody_else_is_offered_it(Role role)
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Jan Tatra", role: role));
        var page = Open(hub, await hub.Take());

        page.WaitForElement("#lead-about");
        page.FindAll("#lead-about ~ button").ShouldBeEmpty();
    }
}
