using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Hub;

public sealed class BoardHubTests
{
    [Fact]
    public async Task A_viewer_joins_and_is_told_of_every_change_without_a_gap()
    {
        await using var server = await ApiServer.Start();
        var first = await server.Admin.Take();
        await using var viewer = await Viewer.Connect(server, await server.Key("viewer", Role.Rep, Party.Sales));
        var board = await viewer.Join();
        board.GetProperty("counts").GetProperty("captured").GetInt32().ShouldBe(1);
        var last = board.GetProperty("sequence").GetInt64();

        await server.Admin.Fire(first, "ready");
        var moved = await viewer.Next();
        moved.From.ShouldBe(last);
        moved.Cards[0].GetProperty("column").GetString().ShouldBe("ready");
        await server.Admin.Fire(first, "disqualify", """{"reason":"no fit"}""");
        var left = await viewer.Next();
        left.From.ShouldBe(moved.To);
        left.Gone[0].GetInt64().ShouldBe(first);
        server.Live.Watching.ShouldBe(1);
        await viewer.DisposeAsync();
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 0));
    }

    [Fact]
    public async Task A_filter_holds_what_is_told()
    {
        await using var server = await ApiServer.Start();
        await using var viewer = await Viewer.Connect(server, await server.Key("viewer", Role.Admin));
        await viewer.Join(new { grade = "B" });
        await server.Admin.Take("""{"email":"a@x.example","grade":"A"}""");
        var b = await server.Admin.Take("""{"email":"b@y.example","grade":"B"}""");
        (await viewer.Next()).Cards.EnumerateArray().Single().GetProperty("id").GetInt64().ShouldBe(b);
        await server.Admin.Fire(b, "edit", """{"grade":"C"}""");
        (await viewer.Next()).Gone[0].GetInt64().ShouldBe(b);
        await Should.ThrowAsync<HubException>(() => viewer.Join(new { colour = "red" }));
        server.Live.Watching.ShouldBe(1);
    }

    [Fact]
    public async Task More_pages_a_column()
    {
        await using var server = await ApiServer.Start();
        for (var i = 0; i < 51; i++)
            await server.Admin.Take($$"""{"email":"p{{i}}@x{{i}}.example"}""");
        await using var viewer = await Viewer.Connect(server, await server.Key("viewer", Role.Admin));
        var board = await viewer.Join();
        var captured = board.GetProperty("columns").EnumerateArray().Single(c => c.GetProperty("column").GetString() == "captured");
        var more = await viewer.Connection.InvokeAsync<JsonElement>("More", "captured", captured.GetProperty("next").GetString());
        more.GetProperty("cards").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_missed_something_resumes_from_what_it_had_last()
    {
        await using var server = await ApiServer.Start();
        var (stays, goes) = (await server.Admin.Take(), await server.Admin.Take("""{"email":"b@y.example"}"""));
        var key = await server.Key("viewer", Role.Admin);
        long last;
        await using (var before = await Viewer.Connect(server, key))
            last = (await before.Join()).GetProperty("sequence").GetInt64();
        await server.Admin.Fire(stays, "ready");
        await server.Admin.Fire(goes, "disqualify", """{"reason":"no fit"}""");

        await using var viewer = await Viewer.Connect(server, key);
        await viewer.Join(new { });
        var missed = await viewer.Connection.InvokeAsync<JsonElement>("Resume", last);
        missed.GetProperty("from").GetInt64().ShouldBe(last);
        missed.GetProperty("cards").EnumerateArray().Single().GetProperty("id").GetInt64().ShouldBe(stays);
        missed.GetProperty("gone").EnumerateArray().Single().GetInt64().ShouldBe(goes);
        missed.TryGetProperty("board", out _).ShouldBeFalse();
        await server.Admin.Fire(stays, "offer", """{"to":"sales"}""");
        (await viewer.Next()).From.ShouldBe(missed.GetProperty("to").GetInt64());

        var whole = await viewer.Connection.InvokeAsync<JsonElement>("Resume", 0);
        whole.GetProperty("board").GetProperty("figures").GetProperty("open").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_view_that_remembers_nothing_tells_by_the_ledger_what_is_in_it_and_what_is_not()
    {
        await using var server = await ApiServer.Start();
        var (stays, goes) = (await server.Admin.Take("""{"email":"a@x.example","grade":"B"}"""),
            await server.Admin.Take("""{"email":"b@y.example","grade":"B"}"""));
        await using var viewer = await Viewer.Connect(server, await server.Key("viewer", Role.Admin));
        var last = (await viewer.Join(new { grade = "A" })).GetProperty("sequence").GetInt64();
        await server.Admin.Fire(stays, "ready");
        await server.Admin.Fire(goes, "edit", """{"grade":"C"}""");
        var comes = await server.Admin.Take("""{"email":"c@z.example","grade":"B"}""");

        await viewer.Join(new { grade = "B" });
        var missed = await viewer.Resume(last);

        missed.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()).Order().ShouldBe([stays, comes]);
        missed.GetProperty("gone").EnumerateArray().Single().GetInt64().ShouldBe(goes);
        await server.Admin.Fire(stays, "offer", """{"to":"sales"}""");
        (await viewer.Next()).From.ShouldBe(missed.GetProperty("to").GetInt64());
    }

    [Fact]
    public async Task A_changed_person_is_told_of_all_their_open_leads()
    {
        await using var server = await ApiServer.Start();
        var key = await server.Key("board", Role.Admin);
        const string ana = """{"email":"ana@x.example","firstName":"Ana","lastName":"Kowal"}""";
        var first = await server.Admin.Take(ana);
        await server.Admin.Fire(first, "disqualify", """{"reason":"spam"}""");
        var second = await server.Admin.Take(ana);
        await server.Admin.Fire(first, "reopen");
        var other = await server.Admin.Take("""{"email":"ben@x.example","firstName":"Ben"}""");
        await using var viewer = await Viewer.Connect(server, key);
        var last = (await viewer.Join(new { q = "kowal" })).GetProperty("sequence").GetInt64();

        await server.Admin.Fire(first, "edit", """{"lastName":"Zielińska-Kowal"}""");

        var told = (await viewer.Next()).Cards.EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetInt64(), c => c.GetProperty("name").GetString());
        told.Keys.Order().ShouldBe([first, second]);
        told.Values.ShouldAllBe(name => name == "Ana Zielińska-Kowal");
        // A view that is new remembers nothing: the ledger says it.
        await viewer.Join(new { grade = (string?)null, q = "zielinska" });
        (await viewer.Resume(last)).GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()).Order()
            .ShouldBe([first, second]);
        told.ShouldNotContainKey(other);
    }

    [Fact]
    public async Task A_partner_is_told_of_its_own_leads_alone()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();
        var hidden = await server.Admin.Take();
        var shown = await server.Admin.Take("""{"email":"b@y.example"}""");
        await server.Admin.Fire(shown, "ready");
        await using var viewer = await Viewer.Connect(server, partner.DefaultRequestHeaders.Authorization!.Parameter!);
        var board = await viewer.Join();
        board.GetProperty("figures").GetProperty("open").GetInt32().ShouldBe(0);
        await server.Admin.Fire(hidden, "ready");
        await server.Admin.Fire(shown, "offer", """{"to":"partner:altamar"}""");
        (await viewer.Next()).Cards.EnumerateArray().Single().GetProperty("id").GetInt64().ShouldBe(shown);
        (await viewer.Connection.InvokeAsync<JsonElement>("Resume", 1)).GetProperty("gone").GetArrayLength().ShouldBe(0);
        await server.Admin.Fire(shown, "withdraw");
        (await viewer.Next()).Gone[0].GetInt64().ShouldBe(shown);
    }

    [Fact]
    public async Task A_key_is_asked_for_at_the_door_and_on_every_call()
    {
        await using var server = await ApiServer.Start();
        (await Should.ThrowAsync<InvalidOperationException>(() => Viewer.Connect(server, "wrong"))).Message.ShouldContain("401");
        await using var viewer = await Viewer.Connect(server, await server.Key("short", Role.Admin));
        await viewer.Join();
        await server.Do(write =>
        {
            write.RevokeApiKey("short");
            return true;
        });
        (await Should.ThrowAsync<HubException>(() => viewer.Join())).Message.ShouldContain("revoked");
    }
}
