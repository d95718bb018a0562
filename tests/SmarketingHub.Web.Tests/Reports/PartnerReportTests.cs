using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Funnel;
using SmarketingHub.Web.Features.Reports.Overview;
using SmarketingHub.Web.Features.Reports.Pace;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;
using static SmarketingHub.Engine.Tests.Reports.PromiseRow;

namespace SmarketingHub.Web.Tests.Reports;

/// <summary>A partner reads what it owed itself, and how the agreements stand that are its own.</summary>
public sealed class PartnerReportTests : IAsyncLifetime
{
    private const string Altamar = "partner:altamar";

    private ApiServer server = null!;
    private BunitContext circuit = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start();
        (await server.Partner()).Dispose();
        await Store(server.Rows(), Enumerable.Repeat(Met with { OwedBy = Altamar, Source = "Fair" }, 3));
        await Store(server.Rows(), Breached with { OwedBy = Altamar });
        await Store(server.Rows(), Enumerable.Repeat(Breached with { Source = "Webinar" }, 5));
        server.Time.Advance(TimeSpan.FromDays(1));
        circuit = await server.Circuit(await server.Hire("Pilar", Altamar, Role.Partner));
    }

    public async ValueTask DisposeAsync()
    {
        await circuit.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Of_compliance_it_sees_its_own_promises()
    {
        var page = await Open<CompliancePage>("reports/compliance");

        page.Find(".report-section .report-lead").TextContent.ShouldStartWith("Met: 3 of 4 decided (75.0");
        (await Open<CompliancePage>($"reports/compliance?party={Altamar}")).Markup.ShouldContain("Met: 3 of 4 decided");
        (await Open<CompliancePage>("reports/compliance?source=Fair")).Markup.ShouldContain("Met: 3 of 3 decided");
        (await Open<CompliancePage>("reports/compliance?view=party")).FindAll(".report-table")[0].QuerySelectorAll("tbody th")
            .Select(name => name.TextContent.Trim()).ShouldBe([Altamar, "All"]);
    }

    [Fact]
    public async Task It_has_the_tabs_and_the_filters_that_it_may_use()
    {
        var page = await Open<CompliancePage>("reports/compliance");

        page.FindAll(".report-menu a").Select(tab => tab.TextContent).ShouldBe(["Compliance", "Pace"]);
        page.FindAll(".report-asks .chip-menu").Select(chip => chip.TextContent.Trim()).ShouldNotContain("Party");
        // Sources of leads that it does not see are none of its business.
        page.Markup.ShouldNotContain("Webinar");
    }

    [Fact]
    public async Task Pace_offers_it_no_party_and_refuses_another_as_compliance_does()
    {
        var page = await Open<PacePage>("reports/pace");

        page.FindAll(".report-asks .chip-menu").Select(chip => chip.TextContent.Trim()).ShouldNotContain("Party");
        (await Open<PacePage>("reports/pace?party=sales")).Find("[role=alert]").TextContent
            .ShouldContain("A partner reads what it owed itself.");
        (await Open<PacePage>($"reports/pace?party={Altamar}")).FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_pace_it_sees_the_agreements_that_are_its_own()
    {
        var page = await Open<PacePage>("reports/pace");

        page.FindAll("[role=alert]").ShouldBeEmpty();
        page.FindAll(".report-menu a").Count.ShouldBe(2);
        page.Markup.ShouldNotContain("Marketing and Sales");
    }

    [Theory]
    [InlineData("reports/compliance?party=sales", "A partner reads what it owed itself.")]
    [InlineData("reports/compliance?party=partner:other", "A partner reads what it owed itself.")]
    public async Task Of_others_it_sees_nothing(string address, string said) =>
        (await Open<CompliancePage>(address)).Find("[role=alert]").TextContent.ShouldContain(said);

    [Fact]
    public async Task Other_reports_are_refused_and_lead_to_those_two()
    {
        var page = await Open<FunnelPage>("reports/funnel");

        page.Find("[role=alert]").TextContent.ShouldContain("Of reports a partner reads its own compliance and pace.");
        page.FindAll(".report-menu a").Select(tab => tab.GetAttribute("href")).ShouldBe(["/reports/compliance", "/reports/pace"]);
        page.FindAll(".report-asks").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_of_all_reports_leads_it_to_the_first_that_it_reads()
    {
        var navigation = circuit.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("reports?period=lastMonth");

        circuit.Render<OverviewPage>();

        await server.Shows(() => navigation.ToBaseRelativePath(navigation.Uri) == "reports/compliance?period=lastMonth");
    }

    private async Task<IRenderedComponent<TPage>> Open<TPage>(string address) where TPage : IComponent
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<TPage>();
        await server.Shows(() => page.FindAll(".report-body, .empty").Count > 0 && page.Find(".report-loading").TextContent.Length == 0);
        return page;
    }
}
