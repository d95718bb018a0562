using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Web.Tests.Api;

public sealed class AgreementTests
{
    [Fact]
    public async Task A_version_is_drafted_proposed_signed_and_ended_over_the_api()
    {
        await using var server = await ApiServer.Start();
        var (mia, sal) = (await Lead(server, "Mia", Party.Marketing), await Lead(server, "Sal", Party.Sales));
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var draft = await server.Admin.Post($"agreements/{id}/versions");
        draft.Status.ShouldBe(HttpStatusCode.Created, draft.Json.ToString());
        draft["version"].GetProperty("status").GetString().ShouldBe("draft");

        var written = await server.Admin.Put($"agreements/{id}/versions/2", Text(draft, "accept", c => c["target"] = "PT2H"),
            ("If-Match", "\"0\""));
        written.Status.ShouldBe(HttpStatusCode.OK, written.Json.ToString());
        written.ETag.ShouldBe("\"1\"");
        var compared = await server.Admin.Get($"agreements/{id}/versions/2?against=1");
        compared["changes"].GetProperty("commitments").EnumerateArray().Single().GetProperty("after").GetProperty("target").GetString()
            .ShouldBe("PT2H");

        (await server.Admin.Post($"agreements/{id}/versions/2/propose"))["version"].GetProperty("waitsFor").EnumerateArray()
            .Select(p => p.GetString()).ShouldBe(["marketing", "sales"]);
        (await server.Admin.Post($"agreements/{id}/versions/2/sign")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "by");
        // Who may not pass a signature on is not told who works here.
        var rep = server.Client(await server.Key("rep", Role.Rep, null));
        foreach (var by in new[] { $"person:{mia}", "person:999999", "nobody@hub.example" })
            (await rep.Post($"agreements/{id}/versions/2/sign", $$"""{"by":"{{by}}"}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Admin.Post($"agreements/{id}/versions/2/sign", $$"""{"by":"person:{{mia}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var signed = await server.Admin.Post($"agreements/{id}/versions/2/sign", """{"by":"sal@hub.example"}""");
        signed["version"].GetProperty("status").GetString().ShouldBe("inForce", signed.Json.ToString());
        signed["version"].GetProperty("signatures").EnumerateArray().Select(s => s.GetProperty("by").GetString()).ShouldBe(["Mia", "Sal"]);
        signed["version"].GetProperty("signatures")[0].GetProperty("from").GetString()!.ShouldStartWith("admin (");
        sal.ShouldBeGreaterThan(0);
        // Whoever keeps them can prove what was signed, with any program that makes a SHA-256.
        var bytes = await server.Admin.GetAsync(new Uri($"api/v1/agreements/{id}/versions/2/signed", UriKind.Relative));
        var digest = SHA256.HashData(await bytes.Content.ReadAsByteArrayAsync());
        signed["textHash"].GetString().ShouldBe(Convert.ToHexStringLower(digest));
        bytes.Headers.GetValues("Content-Digest").Single().ShouldBe($"sha-256=:{Convert.ToBase64String(digest)}:");

        (await server.Admin.Post($"agreements/{id}/versions/2/end"))["version"].GetProperty("endsAt").GetString()
            .ShouldBe("2026-03-02T09:00:00.001Z");
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await server.Admin.Get($"agreements/{id}"))["inForce"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Whoever_was_told_of_a_change_reads_it()
    {
        await using var server = await ApiServer.Start();
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var draft = await server.Admin.Post($"agreements/{id}/versions");
        for (var hours = 1; hours <= 20; hours++)
        {
            (await server.Admin.Put($"agreements/{id}/versions/2",
                Text(draft, "accept", c => c["target"] = $"PT{hours}H"))).ETag.ShouldBe($"\"{hours}\"");
            (await server.Admin.Get($"agreements/{id}/versions/2")).ETag.ShouldBe($"\"{hours}\"");
        }
    }

    [Fact]
    public async Task A_stale_revision_is_refused_with_who_changed_the_draft_since()
    {
        await using var server = await ApiServer.Start();
        var mia = await Lead(server, "Mia", Party.Marketing);
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var draft = await server.Admin.Post($"agreements/{id}/versions");
        await server.Admin.Post($"agreements/{id}/versions");
        Task<Answer> Write(int hours, int version = 2, string? known = null) =>
            server.Admin.Put($"agreements/{id}/versions/{version}", Text(draft, "accept", c => c["target"] = $"PT{hours}H"),
                known is null ? [] : [("If-Match", known)]);
        await Write(2);
        await Write(3, version: 3);
        await server.Services.GetRequiredService<Engine.Commands.Door>()
            .Do(Actor.Of(server.Live.Company.Person(mia)!), write => write.ChangeDraft(id, 2,
                write.RequireDraft(id, 2).TermsOf(),
                write.RequireDraft(id, 2).TermsOf() with { From = NodaTime.Instant.FromUtc(2026, 4, 1, 0, 0) }));
        await server.Admin.Post($"agreements/{id}/versions/2/propose");
        await server.Admin.Post($"agreements/{id}/versions/2/askForChanges", """{"words":"Sooner"}""");

        var stale = await Write(4, known: "\"1\"");

        stale.ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        stale["currentVersion"].GetInt32().ShouldBe(3);
        stale["missed"].EnumerateArray().Select(m => (m.GetProperty("type").GetString(), m.GetProperty("by").GetString()))
            .ShouldBe([("agreementDrafted", "Mia"), ("agreementWritten", "key:2")]);
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_the_order_of_staleness_state_and_argument()
    {
        await using var server = await ApiServer.Start();
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var draft = await server.Admin.Post($"agreements/{id}/versions");
        var wrong = Text(draft, "accept", c => c["target"] = "soon");

        (await server.Admin.Put($"agreements/{id}/versions/2", wrong,
            ("If-Match", "\"7\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Put($"agreements/{id}/versions/1", wrong)).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Put($"agreements/{id}/versions/2", wrong)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "accept.target");
        (await server.Admin.Put($"agreements/{id}/versions/2",
            """{"calendar":"office","commitments":[{"id":"x"}]}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "x.promise");
        (await server.Admin.Put($"agreements/{id}/versions/2",
            """{"calendar":"office","clauses":[]}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "clauses");
        (await server.Admin.Post($"agreements/{id}/versions/2/sign", """{"by":"nobody"}""")).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Post($"agreements/{id}/versions/9/propose")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Post($"agreements/{id}/versions/2/cancel")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Post("agreements",
            """{"name":"New","giver":"marketing","receiver":"nowhere"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "receiver");
        (await server.Admin.Post($"agreements/{id}/versions/2/askForChanges")).ShouldBeProblem(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("reTimes", "null", "reTimes")]
    [InlineData("worths", "[{\"worth\":null}]", "worths[0].worth")]
    [InlineData("worths", "[{\"source\":\" \",\"worth\":1}]", "worths")]
    [InlineData("worths", "[{\"grade\":\"Z\",\"worth\":1}]", "worths")]
    [InlineData("scope", "{\"sources\":[null]}", "scope.sources[0]")]
    [InlineData("scope", "{\"products\":[\" \"]}", "scope.products")]
    [InlineData("commitments", "[{\"id\":\"a\",\"attempts\":null}]", "commitments[0].attempts")]
    [InlineData("commitments", "[{\"id\":\"a\",\"ladder\":[null]}]", "commitments[0].ladder[0]")]
    [InlineData("commitments", "[{\"id\":\"a\",\"warnAt\":[50,null]}]", "commitments[0].warnAt[1]")]
    public async Task Nothing_where_something_must_stand_is_named(string name, string value, string field)
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Post("agreements/1/versions");

        var answer = await server.Admin.Put("agreements/1/versions/2", $$"""{"calendar":"office","{{name}}":{{value}}}""");
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task Lists_that_are_null_are_as_if_left_out()
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Post("agreements/1/versions");

        var answer = await server.Admin.Put("agreements/1/versions/2",
            """{"calendar":"office","commitments":null,"periodCommitments":null,"captureRules":null,"worths":null}""");
        (answer.Status, answer["text"].GetProperty("commitments").GetArrayLength()).ShouldBe((HttpStatusCode.OK, 0));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"-1\"")]
    [InlineData("\"0\", \"1\"")]
    public async Task A_tag_that_is_none_of_ours_fits_no_draft_not_even_a_new_one(string tag)
    {
        await using var server = await ApiServer.Start();
        var draft = await server.Admin.Post("agreements/1/versions");
        draft.ETag.ShouldBe("\"0\"");

        (await server.Admin.Put("agreements/1/versions/2", """{"calendar":"office"}""",
            ("If-Match", tag))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task An_idempotency_key_makes_one_draft()
    {
        await using var server = await ApiServer.Start();
        const string body = """{"name":"Content","giver":"marketing","receiver":"sales","template":"contentLeads"}""";
        var made = await server.Admin.Post("agreements", body, ("Idempotency-Key", "a1"));
        var again = await server.Admin.Post("agreements", body, ("Idempotency-Key", "a1"));

        (made.Status, again.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        again["id"].GetInt64().ShouldBe(made["id"].GetInt64());
        (await server.Admin.Get("agreements"))["items"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_preview_says_which_running_clocks_would_move_and_how_far()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"sales"}""");
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var draft = await server.Admin.Post($"agreements/{id}/versions");
        await server.Admin.Put($"agreements/{id}/versions/2", Text(draft, "accept", c => c["target"] = "PT2H"));

        var preview = await server.Admin.Get($"agreements/{id}/versions/2/retiming");
        var moved = preview["clocks"].EnumerateArray().Single();
        (preview["moves"].GetInt32(), moved.GetProperty("lead").GetInt64(), moved.GetProperty("name").GetString()).ShouldBe((1, lead,
            "Nordwind"));
        (moved.GetProperty("dueAt").GetString(), moved.GetProperty("newDueAt").GetString()).ShouldBe(("2026-03-02T13:00:00Z",
            "2026-03-02T11:00:00Z"));

        // From tomorrow on it finds nothing to move: by then the clock has been met, or has breached.
        await server.Admin.Put($"agreements/{id}/versions/2",
            Text(await server.Admin.Get($"agreements/{id}/versions/2"), "accept", c => c.Root["from"] = "2026-03-03T09:00:00Z"));
        var later = await server.Admin.Get($"agreements/{id}/versions/2/retiming");
        (later["moves"].GetInt32(), later["over"].GetInt32()).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_partner_reads_its_own_agreement_and_no_other_and_drafts_nothing()
    {
        await using var server = await ApiServer.Start();
        await server.Do(write => write.AddPartner("Altamar", Party.Marketing));
        var partner = server.Client(await server.Key("altamar", Role.Partner, "partner:altamar"));
        var own = (await partner.Get("agreements"))["items"].EnumerateArray().Single();
        own.GetProperty("receiver").GetString().ShouldBe("partner:altamar");
        var other = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();

        (await partner.Get($"agreements/{other}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Get($"agreements/{other}/versions/1")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Post($"agreements/{own.GetProperty("id")}/versions")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await partner.Get($"agreements/{own.GetProperty("id")}/versions/1/retiming")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await partner.Post("agreements",
            """{"name":"New","giver":"marketing","receiver":"partner:altamar"}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    private static Task<long> Lead(ApiServer server, string name, string party) => server.Do(write => write.AddPerson(new()
    {
        Id = 0,
        Name = name,
        Email = $"{name.ToLowerInvariant()}@hub.example",
        Party = party,
        Role = Role.Lead,
    }).Id);

    /// <summary>The text of an answer, with one sentence changed.</summary>
    private static string Text(Answer answer, string sentence, Action<JsonNode> change)
    {
        var text = JsonNode.Parse(answer["text"].GetRawText())!;
        change(text["commitments"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == sentence)!);
        return text.ToJsonString();
    }
}
