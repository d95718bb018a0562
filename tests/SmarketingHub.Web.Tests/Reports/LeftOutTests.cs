using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Operations;
using SmarketingHub.Web.Features.Reports.Funnel;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

/// <summary>A lead whose lines of the ledger cannot be read.</summary>
public sealed class LeftOutTests : IAsyncLifetime
{
    private static readonly string[] Reports =
        ["compliance", "compliance/why", "hours", "survival?event=touch", "funnel", "feedback", "pauses", "load", "pace"];

    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_report_says_how_many_leads_are_in_none_of_its_figures(bool followed)
    {
        await server.Offered("Nordwind");
        await server.Offered("Altamar");
        await Damage();
        if (followed)
            await server.Services.GetRequiredService<ReportFollower>().Follow();

        foreach (var report in Reports)
            (await server.Admin.Get($"reports/{report}"))["leftOut"].GetInt32().ShouldBe(1, report);
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("reports/funnel");
        var page = circuit.Render<FunnelPage>();
        await server.Shows(() => page.Markup.Contains("Leads in no figure", StringComparison.Ordinal));
        page.Find(".report-left-out").TextContent.Trim().ShouldBe(
            "Leads in no figure, as their lines of the ledger cannot be read: 1. 'verify' says why.");
    }

    [Fact]
    public async Task Where_all_are_read_nothing_is_said()
    {
        await server.Offered("Nordwind");
        foreach (var report in Reports)
            (await server.Admin.Get($"reports/{report}"))["leftOut"].GetInt32().ShouldBe(0, report);
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("reports/funnel");
        var page = circuit.Render<FunnelPage>();
        await server.Shows(() => page.FindAll(".report-body").Count > 0);
        page.FindAll(".report-left-out").ShouldBeEmpty();
    }

    [Fact]
    public async Task Operations_say_how_far_behind_the_rows_of_reports_are_and_what_is_in_none()
    {
        await server.Offered("Nordwind");
        await using var circuit = await server.Circuit(await server.Hire("Ana", Party.Sales, Role.Admin));
        await server.Services.GetRequiredService<ReportFollower>().Follow();
        // So nobody follows here.
        await Change("""UPDATE "ReportCursor" SET "Rules" = "Rules" + 1""");
        server.Time.Advance(TimeSpan.FromMinutes(3));
        var page = circuit.Render<OperationsPage>();
        await server.Shows(() => page.FindAll("#operations-reports").Count > 0);
        var facts = Facts(page);
        int.Parse(facts[0]).ShouldBeGreaterThan(5);
        facts[1..].ShouldBe(["3 min", "0"]);
        page.Markup.ShouldContain("A newer program makes it: here every report reads the ledger itself, which takes long.");

        await Damage();
        await Change("""UPDATE "ReportCursor" SET "Rules" = "Rules" - 1, "Sequence" = 0""");
        await server.Services.GetRequiredService<ReportFollower>().Follow();
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await server.Shows(() => Facts(page).SequenceEqual(["0", "–", "1"]));
        page.Find("section[aria-labelledby=operations-reports]").TextContent
            .ShouldContain("They are in no report: the log and 'verify' say why.");
    }

    private static string[] Facts(IRenderedComponent<OperationsPage> page) =>
        [.. page.FindAll("section[aria-labelledby=operations-reports] dd").Select(fact => fact.TextContent.Trim())];

    private Task Damage() =>
        Change("""UPDATE "Ledger" SET "Type" = 'ofANewerProgram' WHERE "LeadId" = (SELECT MAX("Id") FROM "Leads")""");

    private async Task Change(string sql)
    {
        await using var rows = server.Rows();
        await rows.Database.ExecuteSqlRawAsync(sql);
    }
}
