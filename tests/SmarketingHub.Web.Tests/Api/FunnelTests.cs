using System.Net;

namespace SmarketingHub.Web.Tests.Api;

public sealed class FunnelTests
{
    [Fact]
    public async Task A_funnel_has_its_steps_groups_and_cohorts()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take("""{"email":"ana@x.example","source":"Webinar"}""");
        await server.Admin.Take("""{"email":"jan@y.example"}""");
        await server.Admin.Fire(lead, "ready");
        server.Time.Advance(TimeSpan.FromMinutes(1));

        var funnel = await server.Admin.Get("reports/funnel?by=source&from=2026-03-01&to=2026-04-01");

        (funnel["leads"].GetInt64(), funnel["open"].GetInt64(), funnel["won"].GetInt64()).ShouldBe((2, 2, 0));
        funnel["notNew"].GetInt64().ShouldBe(0);
        funnel["steps"].EnumerateArray().Select(s => s.GetProperty("stage").GetString()).ShouldBe(
            ["captured", "ready", "accepted", "working", "meeting", "qualified", "opportunity", "won"]);
        var ready = funnel["steps"][1];
        (ready.GetProperty("reached").GetInt64(), ready.GetProperty("open").GetInt64(), ready.GetProperty("ended").GetInt64())
            .ShouldBe((1, 1, 0));
        (ready.GetProperty("share").GetDouble(), ready.GetProperty("ofBefore").GetDouble()).ShouldBe((0.5, 0.5));
        funnel["groups"].EnumerateArray().Select(g => g.GetProperty("key").GetString()).Order().ShouldBe(["", "Webinar"]);
        var month = funnel["cohorts"].EnumerateArray().ShouldHaveSingleItem();
        (month.GetProperty("month").GetString(), month.GetProperty("isWhole").GetBoolean(), month.GetProperty("leads").GetInt64())
            .ShouldBe(("2026-03", true, 2));
        (await server.Admin.Get("reports/funnel?source=webinar"))["leads"].GetInt64().ShouldBe(1);
        (await server.Admin.Get("reports/funnel?source="))["leads"].GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("by=team", "by")]
    [InlineData("to=never", "to")]
    [InlineData("party=nobody", "party")]
    public async Task What_is_asked_wrongly_is_named(string query, string field)
    {
        await using var server = await ApiServer.Start();
        (await server.Admin.Get($"reports/funnel?{query}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task A_partner_does_not_read_it()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();
        (await partner.Get("reports/funnel")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }
}
