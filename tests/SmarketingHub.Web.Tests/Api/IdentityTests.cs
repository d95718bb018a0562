using System.Net;
using System.Text.Json;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Whose a lead is, by whatever name it is called.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a b", "a%20b")]
    [InlineData("a+b", "a+b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("Zoë", "Zoe%CC%88")]
    [InlineData("001A0000006Vm9r", "001A0000006Vm9rIAC")]
    [InlineData("001A0000006Vm9rIAC", "%20001A0000006Vm9r")]
    public async Task A_lead_is_found_by_its_id_in_any_form(string id, string path)
    {
        await using var server = await ApiServer.Start(listening: true);
        var lead = await server.Admin.Take(
            $$"""{"email":"ann@x.example","externalIds":[{"system":"CRM","type":"lead","id":{{JsonSerializer.Serialize(id)}}}]}""");

        foreach (var by in new[] { $"leads/by/CRM/lead/{path}", $"leads/by/crm/Lead/{path}" })
        {
            (await server.Admin.Get(by))["id"].GetInt64().ShouldBe(lead, by);
            (await server.Admin.Put(by, """{"title":"CFO"}"""))["id"].GetInt64().ShouldBe(lead, by);
            (await server.Admin.Put($"{by}/note", """{"words":"called"}"""))["id"].GetInt64().ShouldBe(lead, by);
        }
        (await server.Admin.Get($"leads/{lead}"))["externalIds"].EnumerateArray().Single().GetProperty("id").GetString()
            .ShouldBe(id, "as it was given");
    }

    [Theory]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a+b", "a%20b")]
    [InlineData("001A0000006Vm9r", "001a0000006Vm9r")]
    public async Task Different_ids_are_different_leads(string one, string other)
    {
        await using var server = await ApiServer.Start(listening: true);
        (await server.Admin.Put($"leads/by/crm/lead/{one}", """{"email":"ann@x.example"}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await server.Admin.Get($"leads/by/crm/lead/{other}")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_gets_another_persons_email_by_edit_or_upsert()
    {
        await using var server = await ApiServer.Start();
        var ann = await server.Admin.Take("""{"email":"ann@x.example"}""");
        var ben = await server.Admin.Take("""{"email":"ben@x.example","externalId":"b"}""");

        foreach (var refused in new[]
        {
            await server.Admin.Post($"leads/{ben}/edit", """{"email":"ann@x.example"}"""),
            await server.Admin.Put("leads/by/admin/lead/b", """{"email":"ann@x.example"}"""),
        })
        {
            refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "email");
            refused.Json.ToString().ShouldContain($"lead {ann}");
        }
    }

    [Fact]
    public async Task What_names_two_people_is_said_on_the_timeline()
    {
        await using var server = await ApiServer.Start();
        var ann = await server.Admin.Take("""{"email":"ann@x.example","phone":"+48 22 123 45 67"}""");

        var ben = await server.Admin.Take("""{"email":"ben@x.example","phone":"+48 22 123 45 67"}""");

        (await server.Admin.Get($"leads/{ben}/timeline"))["items"][0].GetProperty("data").GetProperty("alsoNames").GetInt64().ShouldBe(ann);
        (await server.Admin.Get($"leads/{ben}"))["samePhone"].EnumerateArray().Select(e => e.GetInt64()).ShouldBe([ann]);
    }

    [Fact]
    public async Task The_survivors_timeline_has_what_was_said_and_done_on_the_duplicate()
    {
        await using var server = await ApiServer.Start();
        var (stays, duplicate, first) = (await Lead(server, "s"), await Lead(server, "d"), await Lead(server, "f"));
        await server.Admin.Fire(first, "note", """{"words":"from the first"}""");
        await server.Admin.Fire(first, "merge", $$"""{"into":{{duplicate}}}""");
        await server.Admin.Fire(duplicate, "note", """{"words":"plays the cello"}""");
        await server.Admin.Fire(duplicate, "attempt", """{"kind":"call","words":"left a message"}""");
        await server.Admin.Fire(duplicate, "merge", $$"""{"into":{{stays}},"words":"the same form twice"}""");

        var items = (await server.Admin.Get($"leads/{stays}/timeline"))["items"].EnumerateArray().ToList();

        foreach (var (words, lead) in new[] { ("plays the cello", duplicate), ("left a message", duplicate), ("the same form twice",
            duplicate), ("from the first", first) })
            items.Single(i => i.GetProperty("words").GetString() == words).GetProperty("duplicate").GetInt64().ShouldBe(lead);
        items.Where(i => i.GetProperty("duplicate").ValueKind != JsonValueKind.Null)
            .ShouldAllBe(i => !i.GetProperty("type").GetString()!.StartsWith("clock"));
        items.First().GetProperty("duplicate").ValueKind.ShouldBe(JsonValueKind.Null);
        var page = await server.Admin.Get($"leads/{stays}/timeline?limit=2");
        var all = page["items"].EnumerateArray().ToList();
        for (; page["next"].ValueKind == JsonValueKind.String; all.AddRange(page["items"].EnumerateArray()))
            page = await server.Admin.Get($"leads/{stays}/timeline?limit=2&cursor={page.Text("next")}");
        all.Select(i => i.GetProperty("sequence").GetInt64()).ShouldBe(items.Select(i => i.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task A_partner_reads_nothing_of_a_duplicate_that_was_never_its()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();
        var (stays, duplicate) = (await Lead(server, "s"), await Lead(server, "d"));
        await server.Admin.Fire(duplicate, "note", """{"words":"plays the cello"}""");
        await server.Admin.Fire(stays, "ready");
        await server.Admin.Fire(stays, "offer", """{"to":"partner:altamar"}""");
        await server.Admin.Fire(duplicate, "merge", $$"""{"into":{{stays}}}""");

        (await partner.Get($"leads/{stays}/timeline")).Json.ToString().ShouldNotContain("cello");
        (await server.Admin.Get($"leads/{stays}/timeline")).Json.ToString().ShouldContain("cello");
    }

    private static Task<long> Lead(ApiServer server, string name) => server.Admin.Take($$"""{"email":"{{name}}@x.example"}""");
}
