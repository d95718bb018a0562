using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Reports.Hours;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class HoursPageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_says_where_most_of_the_hours_went_and_leads_to_the_leads()
    {
        await server.Offered("Nordwind");
        // Until 18:00: an hour after the office closed.
        server.Time.Advance(TimeSpan.FromHours(9));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/hours");

        page.Find(".is-first").TextContent.ShouldStartWith("9 h of one lead. Most of it was “Waiting”: 88.9");
        var (whole, split) = (page.FindAll(".report-table")[0], page.FindAll(".report-table")[1]);
        Cells(whole, 0).ShouldBe(["This period", "9 h", "0 s", "1 h", "0 s", "0 s", "0 s", "0 s", "8 h", "0 s"]);
        Cells(split, 0).ShouldBe(["Marketing", "9 h", "0 s", "1 h", "0 s", "0 s", "0 s", "0 s", "8 h", "0 s"]);
        Cells(split, 1)[0].ShouldBe("Total");
        page.FindAll("thead .definition-text").Select(d => d.TextContent)
            .ShouldContain("Whoever's turn it was was absent, or no longer active.");

        var link = split.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("a").First(a => a.TextContent == "8 h").GetAttribute("href")!;
        page.FindAll(".chart-wide a").Select(a => a.GetAttribute("href")).ShouldContain(link);
        var leads = (await Open(circuit, link.TrimStart('/'))).Find("#leads");
        leads.QuerySelector("h2")!.TextContent.ShouldStartWith("Marketing, Waiting: leads");
        Cells(leads, 0).ShouldBe(["Nordwind", "Ready", "Marketing", "–", "8 h"]);
    }

    [Fact]
    public async Task It_is_told_by_weekday_and_hour_too_and_a_view_that_is_none_is_said()
    {
        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromHours(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));

        Cells((await Open(circuit, "reports/hours?view=weekday")).FindAll(".report-table")[1], 0)[..2].ShouldBe(["Monday", "1 h"]);
        Cells((await Open(circuit, "reports/hours?view=hour")).FindAll(".report-table")[1], 0)[..2].ShouldBe(["09–10", "1 h"]);
        (await Open(circuit, "reports/hours?view=moon")).Find("[role=alert]").TextContent.ShouldContain("View: Give holder");
    }

    [Fact]
    public async Task Within_working_hours_counts_neither_the_nights_of_pauses_nor_what_was_told_late()
    {
        var marta = await server.Hire("Marta", Party.Marketing, Role.Manager);
        await server.Take("Nordwind");
        await server.Take("Tatra");
        await server.Services.GetRequiredService<Door>().Fire(Actor.Of(marta), await server.Take("Brillo"), null, Trigger.Pause,
            new() { Words = "Moving.", Until = Instant.FromDateTimeOffset(server.Time.GetUtcNow()) + Duration.FromDays(9) });
        // Three days and nights: 2 × 24 h of office hours and 2 × 48 h out of them, and 72 h paused.
        server.Time.Advance(TimeSpan.FromDays(3));
        await using var circuit = await server.Circuit(marta);

        var said = (await Open(circuit, "reports/hours")).Find(".is-first").TextContent;
        said.ShouldStartWith("216 h of 3 leads. Most of it was “Closed”: 44.4");
        said.ShouldContain("Of the 48 h within working hours most was “Unexplained”: 100.0");
    }

    [Fact]
    public async Task Without_any_lead_it_says_so()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));

        (await Open(circuit, "reports/hours")).Find(".is-first").TextContent.ShouldBe("No lead had any hours in this period.");
    }

    private async Task<IRenderedComponent<HoursPage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<HoursPage>();
        await server.Shows(() =>
            page.FindAll(".report-body, [role=alert]").Count == 1 && page.FindAll("#leads:not(:has(table))").Count == 0);
        return page;
    }

    private static string[] Cells(AngleSharp.Dom.IElement within, int row) =>
        [.. within.QuerySelectorAll("tbody tr")[row].QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
