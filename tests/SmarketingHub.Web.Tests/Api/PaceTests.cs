using System.Net;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Web.Tests.Api;

public sealed class PaceTests
{
    private static readonly PeriodCommitment[] Promised =
    [
        new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 80 },
        new() { Id = "quality", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 70, BySource = true },
        new() { Id = "revenue", Measure = Measure.Revenue, Amount = 240_000 },
    ];

    [Fact]
    public async Task What_is_promised_over_a_period_says_where_it_is_and_should_be()
    {
        await using var server = await ApiServer.Start();
        await Promise(server, Promised);
        var won = await Accepted(server);
        await server.Admin.Fire(won, "attempt", """{"kind":"call","reached":true}""");
        await server.Admin.Fire(won, "qualify");
        await server.Admin.Fire(won, "convert", """{"amount":{"amount":24000,"currency":"EUR"}}""");
        await server.Admin.Fire(won, "win");
        await server.Admin.Fire(await Offered(server), "return", """{"reason":"badData"}""");

        var items = (await server.Admin.Get("reports/pace"))["items"].EnumerateArray()
            .ToDictionary(i => i.GetProperty("commitment").GetString()!);
        items["volume"].GetProperty("actual").GetDecimal().ShouldBe(2);
        items["volume"].GetProperty("from").GetString().ShouldBe("2026-03-01T00:00:00Z");
        items["volume"].GetProperty("to").GetString().ShouldBe("2026-04-01T00:00:00Z");
        items["volume"].GetProperty("shouldBe").GetDecimal().ShouldBe(0);
        items["volume"].GetProperty("projected").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        items["volume"].GetProperty("workingDays").GetProperty("total").GetInt32().ShouldBe(22);
        items["volume"].GetProperty("leftOut").Names().ShouldContain("withdrawn");
        items["quality"].GetProperty("actual").GetDecimal().ShouldBe(50);
        items["quality"].GetProperty("quality").GetProperty("bySource")[0].GetProperty("returned").GetInt32().ShouldBe(1);
        items["revenue"].GetProperty("actual").GetDecimal().ShouldBe(24_000);
        items["revenue"].GetProperty("currency").GetString().ShouldBe("EUR");
    }

    [Fact]
    public async Task A_moment_of_the_past_is_answered_as_it_was_and_one_to_come_is_refused()
    {
        await using var server = await ApiServer.Start();
        await Promise(server, Promised);
        await Offered(server);
        server.Time.Advance(TimeSpan.FromHours(2));
        await Offered(server);
        var agreement = await Starter(server);

        (await server.Admin.Get($"reports/pace?agreement={agreement}&at=2026-03-02T10:00:00Z"))["items"][0].GetProperty("actual")
            .GetDecimal().ShouldBe(1);
        (await server.Admin.Get($"reports/pace?agreement={agreement}"))["items"][0].GetProperty("actual").GetDecimal().ShouldBe(2);
        foreach (var at in new[] { "2026-03-02T11:00:01Z", "1969-01-01T00:00:00Z", "yesterday" })
            (await server.Admin.Get($"reports/pace?at={at}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Get("reports/pace?agreement=999")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "agreement");
    }

    [Fact]
    public async Task How_it_built_up_is_told_day_by_day_and_what_was_recorded_later_is_left_out()
    {
        await using var server = await ApiServer.Start();
        await Promise(server, Promised);
        await Offered(server);
        server.Time.Advance(TimeSpan.FromHours(2));
        await Accepted(server);

        var now = await server.Admin.Get("reports/pace");
        var volume = now["items"][0];
        var points = volume.GetProperty("points").EnumerateArray().ToList();
        points[0].Names().ShouldBe(["at", "shouldBe", "actual"]);
        (points[0].GetProperty("at").GetString(), points[^1].GetProperty("at").GetString())
            .ShouldBe(("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"));
        points[^1].GetProperty("shouldBe").GetDecimal().ShouldBe(80);
        points.Last(p => p.GetProperty("actual").ValueKind != System.Text.Json.JsonValueKind.Null).GetProperty("actual").GetDecimal()
            .ShouldBe(2);
        now["followUp"][0].Names().ShouldBe(
            ["agreement", "owedBy", "from", "to", "due", "met", "started", "onPace", "points", "excused", "paused", "void"]);
        (now["followUp"][0].GetProperty("owedBy").GetString(), now["followUp"][0].GetProperty("met").GetInt32()).ShouldBe(("sales", 0));

        (await server.Admin.Get("reports/pace?asKnownAt=2026-03-02T10:00:00Z"))["items"][0].GetProperty("actual").GetDecimal().ShouldBe(1);
        (await server.Admin.Get("reports/pace?source=demo"))["items"][0].GetProperty("actual").GetDecimal().ShouldBe(0);
        (await server.Admin.Get("reports/pace?source=Webinar&party=marketing"))["items"].GetArrayLength().ShouldBe(3);
        (await server.Admin.Get("reports/pace?party=sales"))["items"].GetArrayLength().ShouldBe(1);
        (await server.Admin.Get("reports/pace?from=2026-02-01&to=2026-03-20"))["items"].GetArrayLength().ShouldBe(3);
        (await server.Admin.Get("reports/pace?at=2026-03-02T10:30:00Z&asKnownAt=2026-03-02T10:00:00Z"))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "at");
    }

    [Fact]
    public async Task Partners_see_only_their_own()
    {
        await using var server = await ApiServer.Start();
        await Promise(server, Promised);
        using var partner = await server.Partner();
        var own = await server.Do(write => write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), Party.Marketing,
            write.Company.Parties["partner:altamar"], write.Now, write.Company.Calendars.Keys.First())
            with
        { Name = "Altamar" }).Id);
        await server.Do(write => write.AddVersion(own,
            write.Company.Agreements.Find(a => a.Id == own)!.Versions[0] with { EffectiveAt = write.Now, PeriodCommitments = Promised }));

        var report = await partner.Get("reports/pace");
        report["items"].EnumerateArray().Select(i => i.GetProperty("agreement").GetProperty("name").GetString()).Distinct()
            .ShouldBe(["Altamar"]);
        report["followUp"].EnumerateArray().Select(f => f.GetProperty("owedBy").GetString()).ShouldBe(["partner:altamar"]);
        report["items"][2].GetProperty("leftOut").GetProperty("notPassed").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var others = await Starter(server);
        (await partner.Get($"reports/pace?agreement={others}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "agreement");
        (await partner.Get("reports/pace?party=sales")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await partner.Get("reports/pace?party=partner:altamar")).Status.ShouldBe(HttpStatusCode.OK);
        (await partner.Get($"agreements/{others}/history")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Post($"agreements/{others}/goal", Goal)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Get($"agreements/{own}/history")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_goal_is_worked_back_once_there_is_enough_history()
    {
        await using var server = await ApiServer.Start();
        var agreement = await Starter(server);
        var before = await server.Admin.Post($"agreements/{agreement}/goal", Goal);
        before["tooSmall"].GetBoolean().ShouldBeTrue();
        before["leads"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        for (var i = 0; i < 20; i++)
            await Close(server, i < 5);

        var goal = await server.Admin.Post($"agreements/{agreement}/goal", Goal);
        goal["deals"].GetInt32().ShouldBe(10);
        goal["leads"].GetInt32().ShouldBe(40);
        goal["bySource"][0].GetProperty("own").GetBoolean().ShouldBeTrue();
        goal["room"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var history = await server.Admin.Get($"agreements/{agreement}/history");
        history["all"].GetProperty("averageDeal").GetProperty("amount").GetDecimal().ShouldBe(24_000);
        history["worths"][0].GetProperty("leads").GetInt32().ShouldBe(20);
    }

    [Theory]
    [InlineData("{}", "revenue")]
    [InlineData("""{"revenue":{"amount":0,"currency":"EUR"}}""", "revenue.amount")]
    [InlineData("""{"revenue":{"amount":1e14,"currency":"EUR"}}""", "revenue.amount")]
    [InlineData("""{"revenue":{"amount":5,"currency":"USD"}}""", "revenue.currency")]
    [InlineData("""{"revenue":{"amount":5,"currency":"EUR"},"period":"year"}""", "period")]
    public async Task A_wrong_goal_names_its_field(string body, string field)
    {
        await using var server = await ApiServer.Start();
        var refused = await server.Admin.Post($"agreements/{await Starter(server)}/goal", body);
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused["errors"].Names().ShouldBe([field]);
    }

    private const string Goal = """{"revenue":{"amount":240000,"currency":"EUR"},"period":"month"}""";

    private static Task<long> Starter(ApiServer server) => server.Do(write => write.Company.Agreements[0].Id);

    private static Task Promise(ApiServer server, PeriodCommitment[] promised) => server.Do(write =>
        write.AddVersion(write.Company.Agreements[0].Id,
            write.Company.Agreements[0].Versions[^1] with { EffectiveAt = write.Now, PeriodCommitments = promised }));

    private static int people;

    private static async Task<long> Offered(ApiServer server)
    {
        var lead = await server.Admin.Take(
            $$"""{"email":"p{{Interlocked.Increment(ref people)}}@x.example","source":"webinar","grade":"A"}""");
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"sales"}""");
        return lead;
    }

    private static async Task<long> Accepted(ApiServer server)
    {
        var lead = await Offered(server);
        await server.Admin.Fire(lead, "accept");
        return lead;
    }

    private static async Task Close(ApiServer server, bool won)
    {
        var lead = await Accepted(server);
        await server.Admin.Fire(lead, "attempt", """{"kind":"call","reached":true}""");
        await server.Admin.Fire(lead, "qualify");
        await server.Admin.Fire(lead, "convert", """{"amount":{"amount":24000,"currency":"EUR"}}""");
        await server.Admin.Fire(lead, won ? "win" : "lose", won ? "{}" : """{"reason":"price"}""");
    }
}
