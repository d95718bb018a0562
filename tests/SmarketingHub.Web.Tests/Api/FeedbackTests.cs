using System.Net;
using System.Text.Json;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>What comes back, and what is paused.</summary>
public sealed class FeedbackTests
{
    [Fact]
    public async Task Feedback_has_what_was_offered_its_reasons_and_the_answers()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take("""{"email":"ana@x.example","source":"Webinar"}""");
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"sales"}""");
        await server.Admin.Fire(lead, "return", """{"reason":"badData"}""");
        server.Time.Advance(TimeSpan.FromMinutes(1));

        var feedback = await server.Admin.Get("reports/feedback?by=source");

        var total = feedback["total"];
        (Whole(total, "offered"), Whole(total, "returned"), Whole(total, "kept"), Whole(total, "returns"), Whole(total, "againstGiver"))
            .ShouldBe((1, 1, 0, 1, 1));
        (total.GetProperty("share").GetDouble(), total.GetProperty("high").GetDouble()).ShouldBe((1, 1));
        var reason = total.GetProperty("reasons").EnumerateArray().ShouldHaveSingleItem();
        (reason.GetProperty("reason").GetString(), Whole(reason, "count")).ShouldBe(("badData", 1));
        feedback["groups"][0].GetProperty("key").GetString().ShouldBe("Webinar");
        var answers = feedback["answers"].EnumerateArray().ShouldHaveSingleItem();
        (answers.GetProperty("party").GetString(), Whole(answers, "answered"), Whole(answers, "open")).ShouldBe(("marketing", 0, 1));
        answers.GetProperty("median").ValueKind.ShouldBe(JsonValueKind.Null);
        (await server.Admin.Get("reports/feedback?by=reason")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "by");
        using var partner = await server.Partner();
        (await partner.Get("reports/feedback")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pauses_have_their_time_and_who_paused()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take("""{"email":"ana@x.example"}""");
        await server.Admin.Fire(lead, "pause", """{"words":"Moving.","until":"2026-03-20T08:00:00Z"}""");
        server.Time.Advance(TimeSpan.FromHours(2));

        var pauses = await server.Admin.Get("reports/pauses?by=party");

        var total = pauses["total"];
        (Whole(total, "pauses"), Whole(total, "leads"), Whole(total, "running"), Whole(total, "saved")).ShouldBe((1, 1, 1, 0));
        Whole(total, "seconds").ShouldBe(7200);
        Whole(total, "businessSeconds").ShouldBe(7200);
        pauses["groups"].GetArrayLength().ShouldBe(1);
        (await server.Admin.Get("reports/pauses?by=week")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "by");
        using var partner = await server.Partner();
        (await partner.Get("reports/pauses")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    private static long Whole(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
