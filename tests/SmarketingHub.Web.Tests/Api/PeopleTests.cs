using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Enforcement;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Who is here, and who is gone, for programs.</summary>
public sealed class PeopleTests
{
    private static async Task<JsonElement> Json(Task<HttpResponseMessage> asked, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static HttpRequestMessage Post(string path, object body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    [Fact]
    public async Task People_are_added_listed_in_pages_read_and_changed()
    {
        await using var server = await ApiServer.Start();
        var body = new { name = "Ana Nowak", email = "ana@hub.example", role = "rep", party = "sales" };
        var ana = await Json(server.Admin.SendAsync(Post("/api/v1/people", body, "k1")), HttpStatusCode.Created);
        ana.GetProperty("password").GetString().ShouldNotBeNullOrEmpty();
        var again = await Json(server.Admin.SendAsync(Post("/api/v1/people", body, "k1")), HttpStatusCode.Created);
        (again.GetProperty("id").GetInt64(), again.TryGetProperty("password", out _)).ShouldBe((ana.GetProperty("id").GetInt64(), false));
        var ben = await server.Hire("Ben");

        var first = await Json(server.Admin.GetAsync("/api/v1/people?limit=1&party=sales"));
        first.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("Ana Nowak");
        var second = await Json(server.Admin.GetAsync(
            $"/api/v1/people?limit=1&party=sales&cursor={first.GetProperty("next").GetString()}"));
        second.GetProperty("items")[0].GetProperty("id").GetInt64().ShouldBe(ben.Id);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);

        var id = ana.GetProperty("id").GetInt64();
        var away = await Json(server.Admin.PutAsJsonAsync($"/api/v1/people/{id}",
            new { role = "lead", awayFrom = "2026-01-01T00:00:00Z", standIn = "ben@hub.example" }));
        (away.GetProperty("role").GetString(), away.GetProperty("name").GetString(),
            away.GetProperty("away").GetBoolean()).ShouldBe(("lead", "Ana Nowak", true));
        away.GetProperty("standIn").GetProperty("id").GetInt64().ShouldBe(ben.Id);
        var back = await Json(server.Admin.PutAsJsonAsync($"/api/v1/people/{id}", new { awayFrom = (string?)null, standIn = "" }));
        (back.GetProperty("away").GetBoolean(), back.GetProperty("standIn").ValueKind,
            back.GetProperty("role").GetString()).ShouldBe((false, JsonValueKind.Null, "lead"));
    }

    [Fact]
    public async Task Deactivating_answers_what_moves_and_moves_it_once()
    {
        await using var server = await ApiServer.Start();
        var (ana, ben) = (await server.Hire("Ana"), await server.Hire("Ben"));
        var lead = await Json(server.Admin.PostAsJsonAsync("/api/v1/leads", new { email = "c@c.example", source = "demo-request" }),
            HttpStatusCode.Created);
        var id = lead.GetProperty("id").GetInt64();
        await Json(server.Admin.PostAsJsonAsync($"/api/v1/leads/{id}/accept", new { owner = $"{ana.Id}" }));

        var gone = await Json(server.Admin.SendAsync(Post($"/api/v1/people/{ana.Id}/deactivate", new { standIn = $"{ben.Id}" }, "d1")));
        gone.GetProperty("active").GetBoolean().ShouldBeFalse();
        var moves = gone.GetProperty("moves");
        (moves.GetProperty("leads").GetInt32(), moves.GetProperty("offers").GetInt32(),
            moves.GetProperty("to").GetProperty("id").GetInt64()).ShouldBe((1, 0, ben.Id));
        await server.Services.GetRequiredService<Enforcer>().FireAll();

        (await Json(server.Admin.GetAsync($"/api/v1/leads/{id}"))).GetProperty("owner").GetProperty("id").GetInt64().ShouldBe(ben.Id);
        await Json(server.Admin.SendAsync(Post($"/api/v1/people/{ana.Id}/deactivate", new { standIn = $"{ben.Id}" }, "d1")));
        (await Json(server.Admin.GetAsync("/api/v1/people?active=false"))).GetProperty("items").GetArrayLength().ShouldBe(1);

        var returned = await Json(server.Admin.PostAsJsonAsync($"/api/v1/people/{ana.Id}/activate", new { }));
        returned.GetProperty("active").GetBoolean().ShouldBeTrue();
        (await Json(server.Admin.GetAsync($"/api/v1/leads/{id}"))).GetProperty("owner").GetProperty("id").GetInt64()
            .ShouldBe(ben.Id, "nothing comes back");
    }

    [Fact]
    public async Task Only_administrators_change_people_and_a_partner_sees_its_own_alone()
    {
        await using var server = await ApiServer.Start();
        var (ana, partner) = (await server.Hire("Ana"), await server.Partner());
        var pia = await server.Do(write => Engine.People.PeopleCommands.AddPerson(write,
            new() { Id = 0, Name = "Pia", Email = "pia@altamar.example", Party = "partner:altamar", Role = Role.Partner }));
        var rep = server.Client(await server.Key("rep", Role.Rep));

        await Json(rep.PostAsJsonAsync($"/api/v1/people/{ana.Id}/deactivate", new { }), HttpStatusCode.Forbidden);
        await Json(rep.PostAsJsonAsync("/api/v1/people", new { }), HttpStatusCode.Forbidden);
        await Json(rep.PutAsJsonAsync($"/api/v1/people/{ana.Id}", new { name = "X" }), HttpStatusCode.Forbidden);
        await Json(rep.PostAsJsonAsync($"/api/v1/people/{ana.Id}/activate", new { }), HttpStatusCode.Forbidden);
        (await Json(rep.GetAsync("/api/v1/people"))).GetProperty("items").GetArrayLength().ShouldBe(2);

        var seen = (await Json(partner.GetAsync("/api/v1/people"))).GetProperty("items");
        seen.EnumerateArray().Select(p => p.GetProperty("id").GetInt64()).ShouldBe([pia.Id]);
        await Json(partner.GetAsync($"/api/v1/people/{ana.Id}"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        await using var server = await ApiServer.Start();
        var ana = await server.Hire("Ana");
        async Task Wrong(Task<HttpResponseMessage> asked, string field) =>
            (await Json(asked, HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(field);

        await Wrong(server.Admin.PostAsJsonAsync("/api/v1/people", new { email = "x@hub.example", role = "rep", party = "sales" }), "name");
        await Wrong(
            server.Admin.PostAsJsonAsync("/api/v1/people", new { name = "X", email = "ana@hub.example", role = "rep", party = "sales" }),
            "email");
        await Wrong(
            server.Admin.PostAsJsonAsync("/api/v1/people", new { name = "X", email = "x@hub.example", role = "rep", party = "nowhere" }),
            "party");
        await Wrong(server.Admin.PutAsJsonAsync($"/api/v1/people/{ana.Id}", new { email = "other@hub.example" }), "email");
        await Wrong(server.Admin.PutAsJsonAsync($"/api/v1/people/{ana.Id}", new { awayUntil = "2026-01-01T00:00:00Z" }), "awayUntil");
        await Wrong(server.Admin.PostAsJsonAsync($"/api/v1/people/{ana.Id}/deactivate", new { standIn = $"{ana.Id}" }), "standIn");
        await Wrong(server.Admin.PostAsJsonAsync($"/api/v1/people/{ana.Id}/deactivate", new { standIn = "nobody" }), "standIn");
        await Json(server.Admin.PostAsJsonAsync("/api/v1/people/999999/deactivate", new { }), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_hand_off_of_a_lead_is_the_one_by_which_it_is_held_after_a_later_one_was_withdrawn()
    {
        await using var server = await ApiServer.Start();
        await server.Partner();
        var lead = (await Json(server.Admin.PostAsJsonAsync("/api/v1/leads", new { email = "c@c.example", source = "demo-request" }),
            HttpStatusCode.Created)).GetProperty("id").GetInt64();
        async Task<JsonElement> Fire(string trigger, object body) =>
            (await Json(server.Admin.PostAsJsonAsync($"/api/v1/leads/{lead}/{trigger}", body))).GetProperty("handoff");

        await Fire("accept", new { });
        await Fire("offer", new { to = "partner:altamar" });
        var withdrawn = await Fire("withdraw", new { });
        (withdrawn.GetProperty("state").GetString(), withdrawn.GetProperty("to").GetString()).ShouldBe(("accepted", "sales"));

        var returned = await Fire("return", new { reason = "wrongTerritory" });
        (returned.GetProperty("state").GetString(), returned.GetProperty("from").GetString(), returned.GetProperty("to").GetString(),
            returned.GetProperty("reason").GetString())
            .ShouldBe(("returned", "marketing", "sales", "wrongTerritory"));
    }
}
