using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Times;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class TimesPageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_says_how_long_acceptance_takes_with_the_open_ones_beside_and_leads_to_them()
    {
        var accepted = await server.Offered("Nordwind");
        await server.Offered("Altamar");
        server.Time.Advance(TimeSpan.FromHours(2));
        await server.Admin.Fire(accepted, "accept");
        server.Time.Advance(TimeSpan.FromHours(3));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/times");

        page.Find(".report-lead").TextContent.ShouldBe("Leads: 2. Acceptance so far: 1. Half of them within 2 h.");
        var (curve, all) = (page.FindAll(".report-table")[0], page.FindAll(".report-table")[1]);
        Rows(curve)[^1][0].ShouldBe("2 h");
        Rows(curve)[^1][1].ShouldStartWith("50.0");
        Rows(all)[0].ShouldBe(["Acceptance", "2", "1", "–", "1", "0", "2 h", "–", "0", "–"]);
        Rows(all)[3].ShouldBe(["Won", "2", "0", "0", "2", "–", "–", "–", "0", "–"]);
        // Nobody has touched a lead yet: of winning that alone is said.
        Rows(page.FindAll(".report-table")[2]).ShouldHaveSingleItem()
            .ShouldBe(["All", "Nobody has touched it yet", "–", "–", "–", "–", "–", "2"]);
        page.Find(".chart-wide").TextContent.ShouldContain("Acceptance: share that still waits");

        var link = all.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td a").Last().GetAttribute("href")!;
        var leads = (await Open(circuit, link.TrimStart('/'))).Find("#leads");
        Rows(leads).ShouldHaveSingleItem().ShouldBe(["Altamar", "Ready", "Marketing", "–", "5 h"]);
    }

    [Fact]
    public async Task Each_time_has_its_address_and_what_is_none_is_said()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));

        var page = await Open(circuit, "reports/times?view=won-business");
        page.Find(".report-lead").TextContent.ShouldBe("No lead's time began in this period.");
        page.FindAll(".report-choice [aria-current=true]").Select(chip => chip.TextContent).ShouldBe(["Won", "Business time"]);
        page.FindAll(".report-choice a").Select(chip => chip.GetAttribute("href")).ShouldContain("/reports/times?view=touch-business");
        (await Open(circuit, "reports/times?view=moon")).Find("[role=alert]").TextContent.ShouldContain("View: 'moon' is no time: accept");
    }

    [Fact]
    public void A_picture_has_no_more_steps_than_places_and_the_last_of_each()
    {
        var curve = KaplanMeier.Of(Enumerable.Range(1, 100_000).Select(i => new Subject(i * 1000L, Ending.Event)));
        var points = CurveFigures.Picture(curve, 100_000);

        points.Count.ShouldBeInRange(400, 502);
        (points[0].X, points[0].Y).ShouldBe((0, 1));
        foreach (var point in points)
            point.Y.ShouldBe(curve.At((long)(point.X * 1000)), 1e-12);
        points[^1].ShouldBe(new(100_000, 0, 0, curve.Points[^1].High));
    }

    [Fact]
    public void A_picture_ends_where_the_curves_way_is_gone_and_its_table_after_the_last_step()
    {
        // 39 of 40 within the first hour, one after ten days.
        var curve = KaplanMeier.Of([.. Enumerable.Range(1, 39).Select(i => new Subject(i * 60_000L, Ending.Event)),
            new(10 * 86_400_000L, Ending.Event), new(30 * 86_400_000L, Ending.Censored)]);
        CurveFigures.Width([curve]).ShouldBeLessThan(3600);
        CurveFigures.RoundTimes(TimeKind.Elapsed, [curve]).ShouldBe([60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400, 2 * 86400,
            4 * 86400, 7 * 86400, 14 * 86400]);
        CurveFigures.RoundTimes(TimeKind.Elapsed, [KaplanMeier.Of([new(5, Ending.Censored)])]).ShouldBeEmpty();
    }

    private async Task<IRenderedComponent<TimesPage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<TimesPage>();
        await server.Shows(() => page.FindAll(".report-body, [role=alert]").Count == 1
            && page.FindAll("#leads:not(:has(table))").Count == 0);
        return page;
    }

    private static string[][] Rows(AngleSharp.Dom.IElement within) =>
    [
        .. within.QuerySelectorAll("tbody tr").Select(row =>
            row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()).ToArray()),
    ];
}
