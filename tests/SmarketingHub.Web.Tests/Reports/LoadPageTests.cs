using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Reports.Loads;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class LoadPageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_tells_what_came_to_each_person_and_leads_to_the_leads()
    {
        var zoe = await server.Hire("Zoe", Party.Marketing);
        await server.Admin.Fire(await server.Admin.Take(), "assign", $$"""{"owner":"{{zoe.Id}}"}""");
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/load");

        page.Find(".is-first").TextContent
            .ShouldBe("Leads that came to people: 1. Open at the end: 1. How much room people have is not known yet.");
        Cells(page.Find(".report-table"))[..5].ShouldBe(["Zoe", "Marketing", "1", "1", "–"]);
        page.FindAll(".chart-wide .chart-bar").Count.ShouldBe(1);

        var link = page.FindAll(".report-table tbody a")[1].GetAttribute("href")!;
        var leads = (await Open(circuit, link.TrimStart('/'))).Find("#leads");
        leads.QuerySelector("h2")!.TextContent.ShouldStartWith("Zoe, Taken in: times 1, of 1 leads");
        Cells(leads)[..4].ShouldBe(["Nordwind", "Captured", "Marketing", "Zoe"]);
        (await Open(circuit, "reports/load?view=2026-W10")).Find(".report-section h2").TextContent
            .ShouldStartWith("By person, week 2026-W10");
        (await Open(circuit, "reports/load?view=2020-W10")).Find("[role=alert]").TextContent.ShouldContain("View: Give a week");
    }

    private async Task<IRenderedComponent<LoadPage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<LoadPage>();
        await server.Shows(() =>
            page.FindAll(".report-body, [role=alert]").Count == 1 && page.FindAll("#leads:not(:has(table))").Count == 0);
        return page;
    }

    private static string[] Cells(AngleSharp.Dom.IElement within) =>
        [.. within.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
