using System.Net;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Web.Tests.Api;

public sealed class RoutingTests
{
    private const string InTurn =
        """
        {"rules":[{"name":"Grade A","when":{"grades":["A"]},"to":"sales","method":"owner"},
        {"name":"Poland","when":{"countries":["PL"]},"to":"sales","method":"turn","ifNobody":"hold",
        "people":[{"id":"ann@hub.example","weight":2,"limit":50},{"id":"ben@hub.example"}]}]}
        """;

    [Fact]
    public async Task Rules_are_written_in_versions_and_a_lead_that_fits_is_offered_to_a_person()
    {
        await using var server = await ApiServer.Start();
        var (ann, _) = (await Hire(server, "Ann"), await Hire(server, "Ben"));
        var none = await server.Admin.Get("routing");
        (none["version"].GetInt32(), none.ETag, none["rules"].GetArrayLength()).ShouldBe((0, "\"0\"", 0));

        var put = await server.Admin.Put("routing", InTurn, ("If-Match", "\"0\""));
        put.Status.ShouldBe(HttpStatusCode.OK, put.Json.ToString());
        (put["version"].GetInt32(), put.ETag).ShouldBe((1, "\"1\""));
        var person = put["rules"][1].GetProperty("people")[0];
        (person.GetProperty("id").GetInt64(), person.GetProperty("name").GetString(), person.GetProperty("weight").GetDecimal(),
            person.GetProperty("limit").GetInt32()).ShouldBe((ann, "Ann", 2m, 50));
        (await server.Admin.Put("routing", put.Json.ToString())).ETag.ShouldBe("\"1\"", "what was read can be written, and says the same");
        (await server.Admin.Put("routing", """{"rules":[]}""", ("If-Match", "\"0\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);

        var lead = await server.Admin.Take("""{"email":"p@firma.example","country":"PL","grade":"B"}""");
        var answer = await server.Admin.Get($"leads/{lead}");
        (answer.Text("stage"), answer["handoff"].GetProperty("state").GetString()).ShouldBe(("ready", "offered"));
        var why = (await server.Admin.Get($"leads/{lead}/routing"))["items"][0];
        (why.GetProperty("rule").GetString(), why.GetProperty("person").GetInt64(), why.GetProperty("became").GetString())
            .ShouldBe(("Poland", ann, "offered"));
        why.GetProperty("tried")[0].GetProperty("whyNot").GetString().ShouldBe("grade B, not A");
        var weighed = why.GetProperty("candidates")[0];
        (weighed.GetProperty("before").GetDecimal(), weighed.GetProperty("after").GetDecimal()).ShouldBe((0m, -0.333333333333m));

        await server.Admin.Put("routing", """{"rules":[]}""");
        (await server.Admin.Get("routing?version=1"))["rules"].GetArrayLength().ShouldBe(2);
        (await server.Admin.Get("routing/versions"))["items"].EnumerateArray().Select(v => v.GetProperty("version").GetInt32())
            .ShouldBe([2, 1]);
        (await server.Admin.Get("routing?version=7")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{}""", "rules")]
    [InlineData("""{"rules":[null]}""", "rules[0]")]
    [InlineData("""{"rules":[{"to":"sales"}]}""", "rules[0].name")]
    [InlineData("""{"rules":[{"name":"a","to":"team:none"}]}""", "rules[0].to")]
    [InlineData("""{"rules":[{"name":"a","to":"sales","method":"dice"}]}""", "rules[0].method")]
    [InlineData("""{"rules":[{"name":"a","to":"sales","people":[{"id":"nobody@x.example"}]}]}""", "rules[0].people[0].id")]
    [InlineData("""{"rules":[{"name":"a","to":"sales","people":[{"id":true}]}]}""", "rules[0].people[0].id")]
    [InlineData("""{"rules":[{"name":"a","to":"sales","holdFor":"a while"}]}""", "rules[0].holdFor")]
    [InlineData("""{"rules":[{"name":"a","to":"sales"},{"name":"A","to":"sales"}]}""", "rules[1].name")]
    [InlineData("""{"rules":[{"name":"a","to":"sales","when":{"countries":["Narnia"]}}]}""", "rules[0].when.countries")]
    public async Task What_is_wrong_is_named_and_nothing_is_put_in_force(string body, string field)
    {
        await using var server = await ApiServer.Start();
        (await server.Admin.Put("routing", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
        (await server.Admin.Get("routing"))["version"].GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_rep_reads_the_rules_and_a_partner_neither_them_nor_who_was_weighed()
    {
        await using var server = await ApiServer.Start();
        await Hire(server, "Ann");
        var rep = server.Client(await server.Key("rep", Role.Rep, "sales"));
        (await rep.Get("routing")).Status.ShouldBe(HttpStatusCode.OK);
        (await rep.Put("routing", """{"rules":[]}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
        var partner = await server.Partner();
        (await partner.Get("routing")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Admin.Put("routing", """{"rules":[{"name":"p","to":"partner:altamar"}]}""")).Status.ShouldBe(HttpStatusCode.OK);
        var lead = await server.Admin.Take();
        (await partner.Get($"leads/{lead}")).Status.ShouldBe(HttpStatusCode.OK);
        (await partner.Get($"leads/{lead}/routing"))["items"].GetArrayLength().ShouldBe(0);
        (await partner.Get($"leads/{lead}/timeline"))["items"].EnumerateArray().Select(e => e.GetProperty("type").GetString())
            .ShouldNotContain("leadRouted");
    }

    private static async Task<long> Hire(ApiServer server, string name) => (await server.Do(write => write.AddPerson(new()
    {
        Id = 0,
        Name = name,
        Email = $"{name.ToLowerInvariant()}@hub.example",
        Party = Party.Sales,
        Role = Role.Rep,
    }))).Id;
}
