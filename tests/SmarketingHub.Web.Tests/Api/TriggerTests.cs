using System.Net;

namespace SmarketingHub.Web.Tests.Api;

public sealed class TriggerTests
{
    [Fact]
    public async Task A_lead_goes_from_marketing_to_won_and_the_record_holds()
    {
        await using var server = await ApiServer.Start();
        var ana = await server.Hire("Ana");
        var id = await server.Admin.Take();
        await server.Admin.Fire(id, "ready");
        var offered = await server.Admin.Fire(id, "offer", """{"to":"sales"}""");
        offered["handoff"].GetProperty("state").GetString().ShouldBe("offered");
        offered["handoff"].GetProperty("from").GetString().ShouldBe("marketing");
        offered["handoff"].GetProperty("to").GetString().ShouldBe("sales");
        offered["handoff"].GetProperty("offeredAt").GetString().ShouldBe("2026-03-02T09:00:00Z");
        offered.Text("holder").ShouldBe("marketing");
        var accepted = await server.Admin.Fire(id, "accept", $$"""{"owner":"{{ana.Id}}"}""");
        accepted.Text("stage").ShouldBe("accepted");
        accepted["owner"].GetProperty("name").GetString().ShouldBe("Ana");
        await server.Admin.Fire(id, "attempt",
            $$"""{"kind":"call","reached":true,"by":"{{ana.Email}}","externalId":"a1","words":"spoke"}""");
        await server.Admin.Fire(id, "book", """{"at":"2026-03-03T10:00:00Z"}""");
        await server.Admin.Fire(id, "hold");
        await server.Admin.Fire(id, "qualify");
        await server.Admin.Fire(id, "convert", """{"amount":{"amount":5000,"currency":"EUR"}}""");
        var won = await server.Admin.Fire(id, "win");
        won.Text("stage").ShouldBe("won");
        won["amount"].GetProperty("amount").GetDecimal().ShouldBe(5000);
        won.Text("firstTouchAt").ShouldBe("2026-03-02T09:00:00Z");
        await using var rows = server.Rows();
        Engine.Verification.Verifier.Verify(rows).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_come_in_their_order_key_412_409_422()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        var stale = (await server.Admin.Get($"leads/{id}")).ETag!;
        await server.Admin.Post($"leads/{id}/ready", "{}", ("Idempotency-Key", "k"));

        // Everything is wrong at once: the key's other body, the version, the state and the argument.
        const string wrong = """{"until":"some day"}""";
        (await server.Admin.Post($"leads/{id}/ready", wrong, ("Idempotency-Key", "k"), ("If-Match", stale)))["detail"].GetString()!
            .ShouldContain("Idempotency-Key");
        (await server.Admin.Post($"leads/{id}/ready", wrong, ("If-Match", stale))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Post($"leads/{id}/ready", wrong)).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Post($"leads/{id}/nurture", wrong)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Post($"leads/{id}/nurture", "{}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_stale_version_is_told_what_changed_and_who_changed_it()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        var stale = (await server.Admin.Get($"leads/{id}")).ETag!;
        var now = await server.Admin.Fire(id, "ready");
        var refused = await server.Admin.Post($"leads/{id}/offer", """{"to":"sales"}""", ("If-Match", stale));
        refused.ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        refused["currentVersion"].GetInt32().ShouldBe(now["version"].GetInt32());
        var missed = refused["missed"].EnumerateArray().ShouldHaveSingleItem();
        missed.GetProperty("type").GetString().ShouldBe("stageMoved");
        missed.GetProperty("by").GetString()!.ShouldStartWith("key:");
        missed.GetProperty("at").GetString().ShouldBe("2026-03-02T09:00:00Z");

        // What a note and an attempt depend on is untouched.
        await server.Admin.Fire(id, "note", """{"words":"still true"}""", stale);
        await server.Admin.Fire(id, "attempt", """{"kind":"email"}""", stale);
        await server.Admin.Fire(id, "offer", """{"to":"sales"}""", $"W/{now.ETag}");
        await server.Admin.Fire(id, "withdraw", "{}", "*");
        (await server.Admin.Post($"leads/{id}/disqualify", """{"reason":"x"}""",
            ("If-Match", "\"abc\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_conflict_names_what_is_permitted_now()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        var refused = await server.Admin.Post($"leads/{id}/win");
        refused.ShouldBeProblem(HttpStatusCode.Conflict);
        refused.Text("trigger").ShouldBe("win");
        var permitted = refused["permitted"].Strings();
        permitted.ShouldContain("ready");
        permitted.ShouldNotContain("win");
        permitted.ShouldNotContain("lookAgain");
        (await server.Admin.Post($"leads/{id}/lookAgain")).ShouldBeProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_unknown_trigger_is_told_the_known_ones_and_an_unknown_lead_is_not_found()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        var unknown = await server.Admin.Post($"leads/{id}/explode");
        unknown.ShouldBeProblem(HttpStatusCode.NotFound);
        unknown.Text("detail")!.ShouldContain("noShow");
        (await server.Admin.Post("leads/999999/ready")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Get("leads/999999")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Get("leads/abc")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Edit_changes_what_it_names_and_a_lead_is_merged_into_another()
    {
        await using var server = await ApiServer.Start();
        var (one, two) = (await server.Admin.Take(), await server.Admin.Take("""{"email":"other@nordwind.example","externalId":"x"}"""));
        var edited = await server.Admin.Fire(one, "edit", """{"title":"CEO","grade":"B"}""");
        edited.Text("title").ShouldBe("CEO");
        edited.Text("company").ShouldBe("Nordwind");
        var merged = await server.Admin.Fire(two, "merge", $$"""{"into":{{one}}}""");
        merged["mergedInto"].GetInt64().ShouldBe(one);
        (await server.Admin.Get("leads/by/admin/lead/x"))["id"].GetInt64().ShouldBe(one);
    }

    [Fact]
    public async Task Another_systems_id_reads_makes_edits_and_moves_a_lead()
    {
        await using var server = await ApiServer.Start();
        const string path = "leads/by/crm/deal/42";
        (await server.Admin.Get(path)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Put($"{path}/ready")).ShouldBeProblem(HttpStatusCode.NotFound);
        var made = await server.Admin.Put(path, """{"firstName":"Ana","grade":"C"}""");
        made.Status.ShouldBe(HttpStatusCode.Created);
        var again = await server.Admin.Put(path, """{"grade":"A","externalId":"also"}""");
        again.Status.ShouldBe(HttpStatusCode.OK);
        again["id"].GetInt64().ShouldBe(made["id"].GetInt64());
        again.Text("firstName").ShouldBe("Ana");
        again.Text("grade").ShouldBe("A");
        var same = await server.Admin.Put(path, """{"grade":"A"}""");
        same["version"].GetInt32().ShouldBe(again["version"].GetInt32());
        (await server.Admin.Put(path, """{"grade":"B"}""", ("If-Match", made.ETag!))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Put($"{path}/ready")).Text("stage").ShouldBe("ready");
        (await server.Admin.Get("leads/by/admin/lead/also"))["id"].GetInt64().ShouldBe(made["id"].GetInt64());
        var other = await server.Admin.Take();
        (await server.Admin.Put(path, """{"externalIds":[{"system":"x","type":"y","id":"z"}]}""")).Status.ShouldBe(HttpStatusCode.OK);
        other.ShouldNotBe(made["id"].GetInt64());
    }
}
