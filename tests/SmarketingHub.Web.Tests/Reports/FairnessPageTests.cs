using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Web.Features.Reports.Fairness;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class FairnessPageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_tells_the_share_against_what_came_with_absences_counted_and_leads_to_the_leads()
    {
        var (ann, ben) = (await server.Hire("Ann"), await server.Hire("Ben"));
        await server.Do(write => write.PutRouting(null,
            [new() { Name = "Turn", To = "sales", Method = RouteMethod.Turn, People = [new(ann.Id, 2), new(ben.Id)] }]));
        var first = await server.Admin.Take("""{"email":"a1@firma1.example"}""");
        for (var i = 2; i < 7; i++)
            await server.Admin.Take($$"""{"email":"a{{i}}@firma{{i}}.example"}""");
        await server.Do(write =>
        {
            write.ChangePerson(ben with { AwayFrom = write.Now });
            return true;
        });
        await server.Admin.Take("""{"email":"a7@firma7.example"}""");
        // The first proves a duplicate: her share and her lead are none.
        await server.Admin.Fire(first, "disqualify", """{"reason":"duplicate"}""");

        await server.Pass(TimeSpan.FromMinutes(1));

        var told = (await server.Admin.Get("reports/fairness"))["items"][0];
        told.GetProperty("rule").GetString().ShouldBe("Turn");
        var people = told.GetProperty("people");
        (people[0].GetProperty("got").GetInt32(), people[1].GetProperty("got").GetInt32(), people[1].GetProperty("away").GetInt32())
            .ShouldBe((4, 2, 1));
        people[0].GetProperty("share").GetDecimal().ShouldBe(4.333333333334m, 0.00000001m);

        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/fairness");
        page.Find(".is-first").TextContent.ShouldBe("6 leads went in turn. Nobody is further than 0.33 leads from the fair share.");
        Cells(page.Find(".report-table"), 0).ShouldBe(["Turn", "Ann", "4.33", "4", "0.33", "0"]);
        Cells(page.Find(".report-table"), 1).ShouldBe(["Turn", "Ben", "1.67", "2", "−0.33", "1"]);
        var link = page.Find(".report-table tbody a").GetAttribute("href")!;
        (await Open(circuit, link.TrimStart('/'))).FindAll("#leads tbody tr").Count.ShouldBe(4);
        (await Open(circuit, "reports/fairness?show=nobody")).Find("[role=alert]").TextContent
            .ShouldContain("Give a person's id and a rule");
    }

    private async Task<IRenderedComponent<FairnessPage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<FairnessPage>();
        await server.Shows(() =>
            page.FindAll(".report-body, [role=alert]").Count == 1 && page.FindAll("#leads:not(:has(table))").Count == 0);
        return page;
    }

    private static string[] Cells(AngleSharp.Dom.IElement within, int row) =>
        [.. within.QuerySelectorAll("tbody tr")[row].QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
