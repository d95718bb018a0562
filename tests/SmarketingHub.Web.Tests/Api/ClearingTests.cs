using System.Net;
using System.Text.Json;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Null and an empty text clear, what is left out stays.</summary>
public sealed class ClearingTests
{
    private const string All = """
        {"email":"ana@x.example","company":"Nordwind","firstName":"Ana","lastName":"Kowal","phone":"+48 22 123 45 67","title":"CFO",
         "country":"PL","timeZone":"Europe/Warsaw","source":"web-form","campaign":"spring","channel":"paid","product":"GTX",
         "segment":"smb","businessUnit":"north","score":80,"grade":"A","expectedValue":{"amount":5,"currency":"EUR"},"externalId":"e1"}
        """;

    [Theory]
    [InlineData("email")]
    [InlineData("company")]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("phone")]
    [InlineData("title")]
    [InlineData("country")]
    [InlineData("timeZone")]
    [InlineData("source")]
    [InlineData("campaign")]
    [InlineData("channel")]
    [InlineData("product")]
    [InlineData("segment")]
    [InlineData("businessUnit")]
    [InlineData("grade")]
    [InlineData("score", false)]
    [InlineData("expectedValue", false)]
    public async Task Every_field_is_cleared_and_the_others_stay(string field, bool isText = true)
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take(All);
        var before = (await server.Admin.Get($"leads/{lead}")).Json;

        async Task Cleared(Task<Answer> clear)
        {
            var after = (await clear).Json;
            after.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.Null, after.ToString());
            foreach (var name in before.Names().Except([field, "version"]))
                after.GetProperty(name).ToString().ShouldBe(before.GetProperty(name).ToString(), name);
            await server.Admin.Put("leads/by/admin/lead/e1", All);
        }
        await Cleared(server.Admin.Put("leads/by/admin/lead/e1", $$"""{"{{field}}":null}"""));
        await Cleared(server.Admin.Fire(lead, "edit", $$"""{"{{field}}":null}"""));
        if (isText)
        {
            await Cleared(server.Admin.Put("leads/by/admin/lead/e1", $$"""{"{{field}}":""}"""));
            await Cleared(server.Admin.Fire(lead, "edit", $$"""{"{{field}}":"  "}"""));
        }
        var unchanged = (await server.Admin.Put("leads/by/admin/lead/e1", """{"note":null,"receivedAt":null,"externalId":""}""")).Json;
        foreach (var name in before.Names().Except(["version"]))
            unchanged.GetProperty(name).ToString().ShouldBe(before.GetProperty(name).ToString(), name);
    }

    [Theory]
    [InlineData("email", "ana@x.example")]
    [InlineData("phone", "+48 22 123 45 67")]
    [InlineData("company", "Nordwind")]
    public async Task The_last_identity_stays(string field, string value)
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take($$"""{"{{field}}":"{{value}}"}""");

        (await server.Admin.Post($"leads/{lead}/edit", $$"""{"{{field}}":null}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity,
            field);

        (await server.Admin.Get($"leads/{lead}")).Text(field).ShouldBe(value);
        var other = field == "email"
            ? """{"email":null,"phone":"+48 22 123 45 67"}""" : $$"""{"{{field}}":null,"email":"other@x.example"}""";
        (await server.Admin.Post($"leads/{lead}/edit", other)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cleared_company_does_not_come_back_with_the_persons_next_inquiry()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take("""{"email":"ana@gmail.com","company":"Nordwind"}""");
        await server.Admin.Fire(lead, "edit", """{"company":null}""");
        await server.Admin.Fire(lead, "disqualify", """{"reason":"no-need"}""");

        var next = await server.Admin.Post("leads", """{"email":"ana@gmail.com"}""");

        next["company"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_joining_inquiry_clears_nothing()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take(All);

        var joined = await server.Admin.Post("leads", """{"email":"ana@x.example","campaign":"","title":null,"phone":""}""");

        joined["id"].GetInt64().ShouldBe(lead);
        (joined.Text("campaign"), joined.Text("title"), joined.Text("phone")).ShouldBe(("spring", "CFO", "+48 22 123 45 67"));
    }
}
