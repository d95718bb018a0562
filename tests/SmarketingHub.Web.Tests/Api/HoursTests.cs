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
