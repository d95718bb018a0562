using System.Net;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Tests.Api;

public sealed class KeyTests
{
    [Fact]
    public async Task A_revoked_key_lets_nobody_in_and_no_key_is_kept_as_it_is()
    {
        await using var server = await ApiServer.Start();
        var key = await server.Key("crm", Role.Rep, Party.Sales);
        using var client = server.Client(key);
        (await client.Get("leads")).Status.ShouldBe(HttpStatusCode.OK);
        await server.Do(write =>
        {
            write.RevokeApiKey("crm");
            return true;
        });
        (await client.Get("leads")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        await using var rows = server.Rows();
        foreach (var kept in await rows.ApiKeys.ToListAsync())
            System.Text.Encoding.UTF8.GetString(kept.Hash).ShouldNotContain(key[4..]);
    }

    [Fact]
    public async Task A_party_acts_for_itself_alone()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        await server.Admin.Fire(id, "ready");
        using var sales = server.Client(await server.Key("sales-tool", Role.Rep, Party.Sales));
        (await sales.Get($"leads/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await sales.Post($"leads/{id}/offer", """{"to":"sales"}""")).ShouldBeProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_partner_sees_its_own_leads_and_nothing_else()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();
        using var other = await server.Partner("partner:baltic");
        var hidden = await server.Admin.Take("""{"email":"hidden@x.example","externalId":"h"}""");
        var shown = await server.Admin.Take("""{"email":"shown@y.example","externalId":"s"}""");
        await server.Admin.Fire(shown, "ready");
        await server.Admin.Fire(shown, "offer", """{"to":"partner:altamar"}""");

        foreach (var path in (string[])[$"leads/{hidden}", $"leads/{hidden}/timeline", $"leads/{hidden}/clocks", "leads/by/admin/lead/h"])
            (await partner.Get(path)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Post($"leads/{hidden}/note", """{"words":"x"}""")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Put("leads/by/admin/lead/h/note", """{"words":"x"}""")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Put("leads/by/admin/lead/h", """{"grade":"A"}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await partner.Post("leads", """{"email":"hidden@x.example"}""")).ShouldBeProblem(HttpStatusCode.Forbidden);

        (await partner.Get("leads"))["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64()).ShouldBe([shown]);
        (await other.Get("leads"))["items"].GetArrayLength().ShouldBe(0);
        var events = (await partner.Get("events?after=0"))["items"].EnumerateArray().ToList();
        events.Count.ShouldBeGreaterThan(0);
        events.ShouldAllBe(e => e.GetProperty("leadId").GetInt64() == shown);
        (await other.Get("events"))["items"].GetArrayLength().ShouldBe(0);
        var board = await partner.Get("board");
        board["figures"].GetProperty("open").GetInt32().ShouldBe(1);
        board["counts"].GetProperty("offeredToPartners").GetInt32().ShouldBe(1);
        (await other.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(0);

        var accepted = await partner.Fire(shown, "accept");
        accepted.Text("holder").ShouldBe("partner:altamar");
        await partner.Fire(shown, "attempt", """{"kind":"call"}""");
        (await partner.Get($"leads/{shown}/timeline")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
