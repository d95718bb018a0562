using System.Net;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Tests.Api;

public sealed class SurvivalTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("accept", "elapsed"), InlineData("touch", "business"), InlineData("qualify", "elapsed"), InlineData("won", "business")]
    [InlineData("lost", "elapsed"), InlineData("disqualified", "elapsed")]
    public async Task Of_nobody_there_is_no_curve(string timed, string time)
    {
        var curve = await shared.Admin.Get($"reports/survival?event={timed}&time={time}");

        curve.Status.ShouldBe(HttpStatusCode.OK);
        (curve["event"].GetString(), curve["time"].GetString()).ShouldBe((timed, time));
        (curve["n"].GetInt32(), curve["events"].GetInt32(), curve["censored"].GetInt32(), curve["competing"].GetInt32())
            .ShouldBe((0, 0, 0, 0));
        curve["median"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        curve["points"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Points_are_in_seconds_with_the_share_that_still_waits_and_its_limits()
    {
        await using var server = await ApiServer.Start();
        var start = Instant.FromUtc(2026, 2, 20, 9, 0);
        await using (var rows = server.Rows())
        {
            rows.ReportedLeads.AddRange(
                Lead(1, start, start + Duration.FromSeconds(90)), Lead(2, start, start + Duration.FromMilliseconds(90_500)),
                Lead(3, start, null));
            await rows.SaveChangesAsync();
        }

        var curve = await server.Admin.Get("reports/survival?event=touch");
        (curve["n"].GetInt32(), curve["events"].GetInt32(), curve["censored"].GetInt32(), curve["median"].GetDouble())
            .ShouldBe((3, 2, 1, 90.5));
        var points = curve["points"];
        points[0].Names().ShouldBe(["t", "value", "low", "high"]);
        points[0].GetProperty("t").GetRawText().ShouldBe("90");
        points[1].GetProperty("value").GetDouble().ShouldBe(1 / 3.0, 1e-12);
        points[1].GetProperty("low").GetDouble().ShouldBeLessThan(1 / 3.0);
        points[1].GetProperty("high").GetDouble().ShouldBeGreaterThan(1 / 3.0);
    }

    [Theory]
    [InlineData("", "event")]
    [InlineData("event=", "event")]
    [InlineData("event=effort", "event")]
    [InlineData("event=Won", "event")]
    [InlineData("event=0", "event")]
    [InlineData("event=won&time=calendar", "time")]
    [InlineData("event=won&from=yesterday", "from")]
    [InlineData("event=won&team=nobody", "team")]
    public async Task What_is_asked_wrongly_is_named(string query, string field) =>
        (await shared.Admin.Get($"reports/survival?{query}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    [Fact]
    public async Task A_partner_does_not_read_it()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();

        (await partner.Get("reports/survival?event=won")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Client(null).Get("reports/survival?event=won")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static ReportedLead Lead(long id, Instant receivedAt, Instant? touchedAt) => new()
    {
        LeadId = id,
        KnownAt = receivedAt,
        ReceivedAt = receivedAt,
        TouchedAt = touchedAt,
        CountsAsNew = true,
        Stage = Stage.Working,
        Holder = Party.Sales,
    };
}
