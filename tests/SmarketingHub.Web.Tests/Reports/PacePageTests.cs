using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Features.Reports.Pace;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class PacePageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Both_sides_stand_on_one_page_each_with_its_burn_up()
    {
        await Promise(
            new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 22 },
            new() { Id = "quality", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 70 },
            new() { Id = "revenue", Measure = Measure.Revenue, Amount = 240_000 });
        await server.Offered("Nordwind");
        // Before the office opens: what should be by now stays so while the page is read.
        server.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/pace");

        page.FindAll("figure.chart .chart-wide title").Select(t => t.TextContent).ShouldBe(
        [
            "Marketing: Hand off 22 leads each month.", $"Marketing: At least {0.7:P0} of them are accepted each month.",
            "Together: Win €240k each month.", "Sales: follow-up",
        ]);
        page.FindAll("figure.chart").Count.ShouldBe(4);
        Cells(page.Find(".report-table"), 0).ShouldBe(
        [
            "Marketing: Hand off 22 leads each month.", "Marketing and Sales", "1 Mar 2026 – 31 Mar 2026", "22", "1", "1", "22", "On pace",
            "1", "–", "0",
        ]);
        Cells(page.Find(".report-table"), 3).ShouldBe(
        [
            "Sales: follow-up", "Marketing and Sales", "2 Feb 2026 – 3 Mar 2026", "1", "1", "0", "–", "Behind pace", "1", "–", "0",
        ]);
        page.FindAll(".report-lead")[^1].TextContent.ShouldBe("Met: 0; due by now: 1, of 1 that started in the period.");
    }

    [Fact]
    public async Task The_chosen_period_is_told_beside_the_promises_own_and_what_is_not_told_is_said()
    {
        await Promise(new PeriodCommitment { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 22 });
        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromDays(8));
        await server.Offered("Altamar");
        var marta = await server.Hire("Marta", Party.Sales, Role.Manager);
        await using var circuit = await server.Circuit(marta);

        var week = await Open(circuit, "reports/pace?period=lastWeek");
        Cells(week.Find(".report-table"), 0).ShouldBe(
        [
            "Marketing: Hand off 22 leads each month.", "Marketing and Sales", "1 Mar 2026 – 31 Mar 2026", "22", "5", "1", "4",
            "Behind pace",
            "1", "–", "0",
        ]);
        week.Find(".report-note").TextContent.ShouldContain("The chosen period is not the one that a promise is for");
        week.FindAll(".report-asked b").Count.ShouldBe(3);
        var person = await Open(circuit, $"reports/pace?person={marta.Id}");
        person.Find("[role=note]").TextContent.ShouldContain("of a team or a person alone only the follow-up is told here");
        person.Find("[role=note] a").GetAttribute("href").ShouldBe("/reports/pace");
        string[] wrong = ["show=moon", "show=counted:1", "show=counted:1::moon", "show=due:99", "show=due", "show=counted:x::volume"];
        foreach (var address in wrong)
            (await Open(circuit, $"reports/pace?{address}")).Find("[role=alert]").TextContent.ShouldContain("Leads behind a figure: ");
    }

    [Fact]
    public async Task Where_nothing_is_promised_over_a_period_the_follow_up_stands_alone()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));

        (await Open(circuit, "reports/pace")).FindAll("figure.chart").Count.ShouldBe(1);
        (await Open(circuit, "reports/pace?party=marketing")).Find(".report-note").TextContent
            .ShouldContain("No agreement that is in force promises anything");
    }

    private Task Promise(params PeriodCommitment[] promised) =>
        server.Do(write => write.AddVersion(write.Company.Agreements[0].Id, write.Company.Agreements[0].Versions[^1] with
        {
            EffectiveAt = write.Now,
            PeriodCommitments = promised,
        }));

    private async Task<IRenderedComponent<PacePage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<PacePage>();
        await server.Shows(() => page.FindAll(".report-body, [role=alert]").Count == 1);
        return page;
    }

    private static string[] Cells(AngleSharp.Dom.IElement within, int row) =>
        [.. within.QuerySelectorAll("tbody tr")[row].QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
