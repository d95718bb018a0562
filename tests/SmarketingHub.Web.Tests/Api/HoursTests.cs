using System.Net;

namespace SmarketingHub.Web.Tests.Api;

public sealed class HoursTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string[] Parts = ["system", "closed", "away", "busy", "overtaken", "paused", "waiting", "unexplained"];

    [Fact]
    public async Task Nothing_has_no_hours_and_every_part()
    {
        var hours = await shared.Admin.Get("reports/hours");

        hours["total"].GetInt64().ShouldBe(0);
        hours["parts"].Names().ShouldBe(Parts);
        hours["bars"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_parts_and_the_bars_add_up_to_the_total()
    {
        await using var server = await ApiServer.Start();
        var mia = await server.Hire("Mia");
        var lead = await server.Admin.Take("""{"email":"ana@nordwind.example","company":"Nordwind","source":"Webinar"}""");
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", $$"""{"to":"person:{{mia.Id}}"}""");
        // Before any ladder steps.
        server.Time.Advance(TimeSpan.FromHours(3));

        var hours = await server.Admin.Get("reports/hours?by=person");
        (hours["total"].GetInt64(), hours["leads"].GetInt32()).ShouldBe((3 * 3600, 1));
        Seconds(hours["parts"]).ShouldBe([0, 0, 0, 0, 0, 0, 0, 3 * 3600]);
        var bar = hours["bars"].EnumerateArray().Single();
        (bar.GetProperty("key").GetString(), bar.GetProperty("name").GetString()).ShouldBe(($"{mia.Id}", "Mia"));
        Seconds(bar.GetProperty("parts")).ShouldBe(Seconds(hours["parts"]));

        (await server.Admin.Get("reports/hours?asKnownAt=2026-03-02T10:00:00Z"))["total"].GetInt64().ShouldBe(3600);
        (await server.Admin.Get("reports/hours?from=2026-03-02T11:30:00Z&to=2026-03-03"))["total"].GetInt64().ShouldBe(1800);
        (await server.Admin.Get("reports/hours?source=webinar&party=sales"))["total"].GetInt64().ShouldBe(3 * 3600);
        (await server.Admin.Get("reports/hours?source="))["total"].GetInt64().ShouldBe(0);
    }

    private static long[] Seconds(System.Text.Json.JsonElement parts) => [.. Parts.Select(part => parts.GetProperty(part).GetInt64())];

    [Theory]
    [InlineData("by=team", "by")]
    [InlineData("by=", "by")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-03-02&to=2026-03-02", "to")]
    [InlineData("from=2026-03-03", "from")]
    [InlineData("asKnownAt=2026-03-02T09:00:01Z", "asKnownAt")]
    [InlineData("party=nobody", "party")]
    [InlineData("person=4711", "person")]
    [InlineData("agreement=4711", "agreement")]
    public async Task What_is_asked_wrongly_is_named(string query, string field) =>
        (await shared.Admin.Get($"reports/hours?{query}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    [Fact]
    public async Task A_partner_does_not_read_it()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();

        (await partner.Get("reports/hours")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Client(null).Get("reports/hours")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
