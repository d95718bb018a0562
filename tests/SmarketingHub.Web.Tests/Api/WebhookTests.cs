using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Web.Tests.Api;

public sealed class WebhookTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Hook = """{"url":"https://example.com/hub","events":["*"]}""";

    [Fact]
    public async Task Made_with_its_secret_shown_once()
    {
        var made = await shared.Admin.Post("webhooks",
            """{"url":"https://example.com/hub","events":["leadCaptured"],"filter":{"grade":"A"}}""");

        made.Status.ShouldBe(HttpStatusCode.Created);
        made["secret"].GetString()!.ShouldStartWith("whsec_");
        made.Response.Headers.Location!.ToString().ShouldBe($"/api/v1/webhooks/{made["id"]}");
        var read = await shared.Admin.Get($"webhooks/{made["id"]}");
        read.Json.ToString().ShouldNotContain("whsec_");
        read["events"].Strings().ShouldBe(["leadCaptured"]);
        (read["filter"].GetProperty("grade").GetString(), read.Text("state"), read["waiting"].GetInt32()).ShouldBe(("A", "active", 0));
        var all = await shared.Admin.Get("webhooks");
        all["items"].EnumerateArray().Select(w => w.GetProperty("id").GetInt64()).ShouldContain(made["id"].GetInt64());
        all.Json.ToString().ShouldNotContain("whsec_");
        (await shared.Admin.Get($"webhooks/{made["id"]}/deliveries"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"events":["*"]}""", "url")]
    [InlineData("""{"url":"ftp://example.com","events":["*"]}""", "url")]
    [InlineData("""{"url":"example.com/hook","events":["*"]}""", "url")]
    [InlineData("""{"url":"https://me:secret@example.com/","events":["*"]}""", "url")]
    [InlineData("""{"url":"https://example.com/"}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":[]}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":["leadSneezed"]}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":"*"}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":[null]}""", "events[0]")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"filter":{"grade":"Z"}}""", "grade")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"filter":{"stage":"nowhere"}}""", "stage")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"filter":{"holder":"nobody"}}""", "holder")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"filter":{"country":"XX"}}""", "country")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"filter":{"colour":"red"}}""", "filter.colour")]
    [InlineData("""{"url":"https://example.com/","events":["*"],"owner":"nobody@example.com"}""", "owner")]
    public async Task What_is_wrong_is_named(string body, string field) =>
        (await shared.Admin.Post("webhooks", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    [Fact]
    public async Task Others_than_administrators_are_refused()
    {
        var id = (await shared.Admin.Post("webhooks", Hook))["id"];
        foreach (var role in new[] { Role.Rep, Role.Lead, Role.Manager })
        {
            using var client = shared.Server.Client(await shared.Server.Key($"{role}", role));
            (await client.Get("webhooks")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Get($"webhooks/{id}")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Get($"webhooks/{id}/deliveries")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Post("webhooks", Hook)).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Put($"webhooks/{id}", Hook)).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Send(HttpMethod.Delete, $"webhooks/{id}", null)).ShouldBeProblem(HttpStatusCode.Forbidden);
            foreach (var deed in new[] { "pause", "resume", "rotate", "test", "resend" })
                (await client.Post($"webhooks/{id}/{deed}")).ShouldBeProblem(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Changed_what_is_left_out_stays_and_null_clears()
    {
        var id = (await shared.Admin.Post("webhooks",
            """{"url":"https://example.com/a","events":["leadCaptured"],"filter":{"holder":"sales","country":"Poland"}}"""))["id"];

        var changed = await shared.Admin.Put($"webhooks/{id}", """{"events":["*","stageMoved"]}""");
        changed["events"].Strings().ShouldBe(["*"]);
        (changed.Text("url"), changed["filter"].GetProperty("country").GetString()).ShouldBe(("https://example.com/a", "PL"));
        changed = await shared.Admin.Put($"webhooks/{id}", """{"filter":null,"url":"https://example.com/b"}""");
        (changed.Text("url"), changed.Text("filter")).ShouldBe(("https://example.com/b", ""));
        foreach (var (field, said) in new[] { ("url", "\"nowhere\""), ("url", "null"), ("events", "null") })
            (await shared.Admin.Put($"webhooks/{id}", $$"""{"{{field}}":{{said}}}"""))
                .ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_is_refused_if_it_says_what_it_knew()
    {
        var made = await shared.Admin.Post("webhooks", Hook);
        var address = $"webhooks/{made["id"]}";
        (await shared.Admin.Get(address)).ETag.ShouldBe(made.ETag);
        var first = await shared.Admin.Put(address, """{"events":["noteAdded"]}""", ("If-Match", made.ETag!));
        (await shared.Admin.Put(address, """{"events":["stageMoved"]}""", ("If-Match", made.ETag!)))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await shared.Admin.Put(address, """{"events":["stageMoved"]}""", ("If-Match", "\"none of ours\"")))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await shared.Admin.Get(address))["events"].Strings().ShouldBe(["noteAdded"]);

        await shared.Admin.Post($"{address}/pause");
        (await shared.Admin.Put(address, """{"events":["*"]}""", ("If-Match", first.ETag!)))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await shared.Admin.Put(address, """{"events":["*"]}"""))["events"].Strings().ShouldBe(["*"]);
    }

    [Fact]
    public async Task Paused_resumed_rotated_and_deleted()
    {
        var made = await shared.Admin.Post("webhooks", Hook);
        var id = made["id"];

        (await shared.Admin.Post($"webhooks/{id}/pause")).Text("state").ShouldBe("paused");
        (await shared.Admin.Post($"webhooks/{id}/resume")).Text("state").ShouldBe("active");
        var rotated = await shared.Admin.Post($"webhooks/{id}/rotate");
        rotated.Text("secret").ShouldNotBe(made.Text("secret"));
        rotated.Text("oldSecretUntil").ShouldBe("2026-03-03T09:00:00Z");
        (await shared.Admin.Send(HttpMethod.Delete, $"webhooks/{id}", null)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await shared.Admin.Get($"webhooks/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await shared.Admin.Get($"webhooks/{id}/deliveries")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await shared.Admin.Post($"webhooks/{id}/resend", """{"from":1}""")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}", "from"), InlineData("""{"from":0}""", "from"), InlineData("""{"from":-1}""", "from")]
    [InlineData("""{"from":999999999}""", "from"), InlineData("""{"from":"1"}""", "from"), InlineData("""{"from":1.5}""", "from")]
    public async Task Sent_again_from_nowhere_is_refused(string body, string field)
    {
        var id = (await shared.Admin.Post("webhooks", Hook))["id"];
        (await shared.Admin.Post($"webhooks/{id}/resend", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task The_same_key_makes_one_webhook_and_shows_its_secret_once()
    {
        var first = await shared.Admin.Post("webhooks", Hook, ("Idempotency-Key", "once"));
        var again = await shared.Admin.Post("webhooks", Hook, ("Idempotency-Key", "once"));

        again["id"].GetInt64().ShouldBe(first["id"].GetInt64());
        again.Json.TryGetProperty("secret", out _).ShouldBeFalse();
        (await shared.Admin.Post("webhooks", Hook.Replace("*", "noteAdded"), ("Idempotency-Key", "once")))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_lead_is_told_to_a_private_address_only_where_that_is_allowed_and_the_log_says_how_it_went()
    {
        using var receiver = new HttpListening();
        await using var server = await ApiServer.Start(
            change: services => services.AddSingleton(new WebhookOptions { AllowPrivate = true }));
        var id = (await server.Admin.Post("webhooks", $$"""{"url":"{{receiver.Url}}","events":["leadCaptured"]}"""))["id"];
        var lead = await server.Admin.Take();
        await Sent(server, id.GetInt64());

        var delivery = (await server.Admin.Get($"webhooks/{id}/deliveries"))["items"][0];
        delivery.Names().ShouldBe(["id", "messageId", "sequence", "leadId", "type", "state", "attempts", "firstAt", "at", "nextAt",
            "status", "problem", "milliseconds"]);
        (delivery.GetProperty("leadId").GetInt64(), delivery.GetProperty("state").GetString(), delivery.GetProperty("status").GetInt32())
            .ShouldBe((lead, "delivered", 200));
        receiver.Bodies.ShouldHaveSingleItem().ShouldContain($"\"leadId\":{lead}");
        (await server.Admin.Post($"webhooks/{id}/test")).Text("state").ShouldBe("delivered");
        var resent = await server.Admin.Post($"webhooks/{id}/resend", """{"from":1}""");
        (resent.Status, resent["from"].GetInt64()).ShouldBe((HttpStatusCode.Accepted, 1));
        (await server.Admin.Get($"webhooks/{id}/deliveries?state=waiting"))["items"].GetArrayLength().ShouldBe(0);
        (await server.Admin.Get($"webhooks/{id}/deliveries?state=lost")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "state");

        await using var shut = await ApiServer.Start();
        id = (await shut.Admin.Post("webhooks", $$"""{"url":"{{receiver.Url}}","events":["leadCaptured"]}"""))["id"];
        var tested = await shut.Admin.Post($"webhooks/{id}/test");
        (tested.Text("state"), tested.Text("problem"), tested.Text("status")).ShouldBe(("failed", "privateAddress", ""));
    }

    // The clock's hands are moved until the sender has looked.
    private static Task Sent(ApiServer server, long id) => Eventually.Holds(async () =>
    {
        server.Time.Advance(TimeSpan.FromMilliseconds(100));
        await using var rows = server.Rows();
        return await rows.WebhookMessages.AnyAsync(m => m.WebhookId == id);
    });
}
