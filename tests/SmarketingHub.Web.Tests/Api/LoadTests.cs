using System.Net;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Api;

public sealed class LoadTests
{
    [Fact]
    public async Task Each_person_has_figures_of_the_period_and_of_its_weeks()
    {
        await using var server = await ApiServer.Start();
        var (zoe, mia) = (await server.Hire("Zoe", Party.Marketing), await server.Hire("Mia"));
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "assign", $$"""{"owner":"{{zoe.Id}}"}""");
        server.Time.Advance(TimeSpan.FromHours(1));

        var load = await server.Admin.Get("reports/load?from=2026-02-26");

        var items = load["items"].EnumerateArray().ToList();
        items.ConvertAll(item => item.GetProperty("key").GetString()).ShouldBe([$"{mia.Id}", $"{zoe.Id}"]);
        items[1].Names().ShouldBe([
            "key", "name", "party", "team", "open", "takenIn", "closed", "started", "breached", "away", "room", "capacity", "weeks",
        ]);
        (items[1].GetProperty("open").GetInt32(), items[1].GetProperty("takenIn").GetInt32()).ShouldBe((1, 1));
        items[1].GetProperty("capacity").GetProperty("eachMonth").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        items[1].GetProperty("weeks").EnumerateArray()
            .Select(week => (week.GetProperty("week").GetString(), week.GetProperty("takenIn").GetInt32()))
            .ShouldBe([("2026-W09", 0), ("2026-W10", 1)]);
        (await server.Admin.Get($"reports/load?person={mia.Id}"))["items"].GetArrayLength().ShouldBe(1);
        (await server.Admin.Get("reports/load?by=week")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "by");
        using var partner = await server.Partner();
        (await partner.Get("reports/load")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }
}
