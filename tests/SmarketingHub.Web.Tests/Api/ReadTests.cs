using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Forgetting;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ReadTests
{
    [Fact]
    public async Task A_clock_explains_its_deadline()
    {
        await using var server = await ApiServer.Start();
        server.Time.Advance(TimeSpan.FromHours(6));
        var id = await server.Admin.Take();
        await server.Admin.Fire(id, "ready");
        await server.Admin.Fire(id, "offer", """{"to":"sales"}""");
        server.Time.Advance(TimeSpan.FromHours(1));
        var clocks = await server.Admin.Get($"leads/{id}/clocks?explain=true");
        var accept = clocks["items"].EnumerateArray().Single(c => c.GetProperty("promise").GetString() == "accept");
        accept.GetProperty("commitment").GetString().ShouldBe("accept");
        accept.GetProperty("owedBy").GetString().ShouldBe("sales");
        accept.GetProperty("state").GetString().ShouldBe("running");
        accept.GetProperty("startedAt").GetString().ShouldBe("2026-03-02T15:00:00Z");
        accept.GetProperty("dueAt").GetString().ShouldBe("2026-03-03T11:00:00Z");
        accept.GetProperty("target").GetString().ShouldBe("PT4H");
        accept.GetProperty("remaining").GetString().ShouldBe("PT3H");
        accept.GetProperty("version").GetInt32().ShouldBe(1);
        accept.GetProperty("agreement").GetProperty("name").GetString().ShouldBe("Marketing and Sales");
        accept.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("kind").GetString())
            .ShouldBe(["counted", "closed", "counted"]);
        accept.GetProperty("tried").EnumerateArray().Last().GetProperty("whyNot").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        var plain = await server.Admin.Get($"leads/{id}/clocks");
        plain["items"][0].TryGetProperty("segments", out _).ShouldBeFalse();
        var decide = plain["items"].EnumerateArray().Single(c => c.GetProperty("promise").GetString() == "decide");
        decide.GetProperty("state").GetString().ShouldBe("met");
        decide.GetProperty("remaining").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_pause_is_a_segment_and_a_late_clock_has_less_than_nothing_left()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take("""{"email":"a@x.example"}""");
        server.Time.Advance(TimeSpan.FromHours(8 + 24));
        var decide = (await server.Admin.Get($"leads/{id}/clocks?explain=true"))["items"][0];
        decide.GetProperty("remaining").GetString().ShouldBe("-PT8H");
        await server.Admin.Fire(id, "ready");
        await server.Admin.Fire(id, "offer", """{"to":"sales"}""");
        using var marketing = server.Client(await server.Key("m", Domain.People.Role.Rep, "marketing"));
        server.Time.Advance(TimeSpan.FromHours(16));
        await marketing.Fire(id, "pause", """{"until":"2026-03-06T12:00:00Z","words":"asked us to wait"}""");
        server.Time.Advance(TimeSpan.FromHours(1));
        var accept = (await server.Admin.Get($"leads/{id}/clocks?explain=true"))["items"].EnumerateArray().Last();
        accept.GetProperty("state").GetString().ShouldBe("paused");
        accept.GetProperty("remaining").GetString().ShouldBe("PT4H");
        accept.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("kind").GetString()).ShouldContain("paused");
    }

    [Fact]
    public async Task The_timeline_tells_words_until_they_are_forgotten()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        await server.Admin.Fire(id, "note", """{"words":"prefers mornings"}""");
        var first = await server.Admin.Get($"leads/{id}/timeline?limit=1");
        first["items"].GetArrayLength().ShouldBe(1);
        var rest = await server.Admin.Get($"leads/{id}/timeline?cursor={first["next"]}");
        var note = rest["items"].EnumerateArray().Single(e => e.GetProperty("type").GetString() == "noteAdded");
        note.GetProperty("words").GetString().ShouldBe("prefers mornings");
        note.GetProperty("by").GetString()!.ShouldStartWith("key:");

        await using (var rows = server.Rows())
            await server.Services.GetRequiredService<Forgetter>().Forget(
                Domain.People.Actor.System, rows.Leads.Single(l => l.Id == id).ContactId, Domain.Leads.ForgetReason.ErasureRequest);
        var forgotten = await server.Admin.Get($"leads/{id}/timeline");
        forgotten["items"].EnumerateArray().Single(e => e.GetProperty("type").GetString() == "noteAdded")
            .GetProperty("words").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Events_are_paged_without_a_gap()
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Take();
        var (after, seen) = (0L, new List<long>());
        while (true)
        {
            var page = await server.Admin.Get($"events?after={after}&limit=3");
            if (page["items"].GetArrayLength() == 0)
                break;
            seen.AddRange(page["items"].EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            after = page["next"].GetInt64();
        }
        seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(i => (long)i));
        (await server.Admin.Get("events?after=-1")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Get("events?after=x")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_board_shows_what_was_just_acknowledged_and_pages_its_columns()
    {
        await using var server = await ApiServer.Start();
        for (var i = 0; i < 60; i++)
            await server.Admin.Take($$"""{"email":"p{{i}}@x{{i}}.example","grade":"{{(i % 2 == 0 ? "A" : "B")}}"}""");
        var board = await server.Admin.Get("board");
        board["counts"].GetProperty("captured").GetInt32().ShouldBe(60);
        var captured = board["columns"].EnumerateArray().Single(c => c.GetProperty("column").GetString() == "captured");
        captured.GetProperty("cards").GetArrayLength().ShouldBe(50);
        var more = await server.Admin.Get($"board/captured?cursor={captured.GetProperty("next")}");
        more["cards"].GetArrayLength().ShouldBe(10);
        captured.GetProperty("cards").EnumerateArray().Concat(more["cards"].EnumerateArray()).Select(c => c.GetProperty("id").GetInt64())
            .Distinct().Count().ShouldBe(60);
        board["sequence"].GetInt64().ShouldBe((await server.Admin.Get("events?limit=1000"))["next"].GetInt64());
        (await server.Admin.Get("board?grade=A"))["figures"].GetProperty("onTime").GetInt32().ShouldBe(30);
        (await server.Admin.Get("board?colour=red")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_server_says_that_it_is_well_and_describes_itself_from_its_own_files()
    {
        await using var server = await ApiServer.Start();
        using var anybody = server.Client(null);
        (await anybody.Get("/healthz")).Text("status").ShouldBe("ok");
        var openApi = await anybody.Get("/openapi/v1.json");
        openApi["paths"].Names().ShouldContain("/api/v1/leads/{id}/{trigger}");
        openApi["components"].GetProperty("schemas").GetProperty("Instant").GetProperty("format").GetString().ShouldBe("date-time");
        var page = await anybody.GetStringAsync("/api");
        page.ShouldNotContain("//cdn");
        page.ShouldNotContain("https://");
    }
}
