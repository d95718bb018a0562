using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Values;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Emails, phones, countries and companies as programs write them.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("UK", "GB"), InlineData("uk", "GB"), InlineData("EL", "GR"), InlineData("gbr", "GB"), InlineData("Korea, Republic of",
        "KR"), InlineData("Côte d'Ivoire", "CI")]
    [InlineData("Wielka Brytania", "GB"), InlineData("Соединённые Штаты", "US"), InlineData("Türkiye", "TR"), InlineData("pl", "PL")]
    public async Task A_country_is_its_code_at_intake_and_in_an_edit(string given, string code)
    {
        await using var server = await ApiServer.Start();
        var made = await server.Admin.Post("leads", $$"""{"email":"ana@nordwind.example","country":"{{given}}"}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        made.Text("country").ShouldBe(code);

        (await server.Admin.Post($"leads/{made["id"].GetInt64()}/edit", """{"country":"DE"}""")).Text("country").ShouldBe("DE");
        (await server.Admin.Post($"leads/{made["id"].GetInt64()}/edit", $$"""{"country":"{{given}}"}""")).Text("country").ShouldBe(code);
        var wrong = await server.Admin.Post($"leads/{made["id"].GetInt64()}/edit", """{"country":"XX"}""");
        wrong.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        wrong["errors"].Names().ShouldBe(["country"]);
    }

    [Theory]
    [InlineData("+44 20 7946 0018 ext. 12"), InlineData("#12"), InlineData("tel:+44 20 7946 0018"), InlineData(
        "\\u202d+44 20 7946 0018\\u202c"), InlineData("+44\\u00a020\\u20117946\\u20130018"), InlineData("call me")]
    public async Task A_phone_is_kept_as_it_is_typed(string phone)
    {
        await using var server = await ApiServer.Start();
        var made = await server.Admin.Post("leads", $$"""{"phone":"{{phone}}"}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        made.Text("phone").ShouldBe(Regex.Unescape(phone));
    }

    [Theory]
    [InlineData("\\ufffe", "%EF%BF%BE")]
    [InlineData("Pol\\ufffeska", "Pol%EF%BF%BEska")]
    public async Task What_is_no_country_is_refused_by_its_name_and_asks_the_board_for_nothing(string given, string asked)
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take("""{"email":"ana@nordwind.example","country":"PL","grade":"D"}""");

        var made = await server.Admin.Post("leads", $$"""{"email":"bo@nordwind.example","country":"{{given}}"}""");
        var edited = await server.Admin.Post($"leads/{id}/edit", $$"""{"country":"{{given}}"}""");
        var board = await server.Admin.Get($"board?grade=D&country={asked}");

        made.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        edited.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (made["errors"].Names().Single(), edited["errors"].Names().Single()).ShouldBe(("country", "country"));
        (board.Status, board["counts"].GetProperty("captured").GetInt32()).ShouldBe((HttpStatusCode.OK, 0));
        foreach (var poland in (string[])["PL", "poland", "Polska"])
            (await server.Admin.Get($"board?country={poland}"))["counts"].GetProperty("captured").GetInt32().ShouldBe(1, poland);
    }

    [Fact]
    public async Task A_stranger_of_a_providers_country_domain_is_of_no_company()
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Post("leads", """{"email":"sample.person.1@hotmail.co.uk","company":"Quay Tools"}""");
        var stranger = await server.Admin.Post("leads", """{"email":"mailto:sample.person.2@hotmail.co.uk,"}""");

        stranger.Text("email").ShouldBe("sample.person.2@hotmail.co.uk");
        stranger["company"].ValueKind.ShouldBe(JsonValueKind.Null);
        stranger.Text("stage").ShouldBe("captured");
    }

    [Fact]
    public async Task An_agreements_condition_takes_countries_by_name_and_means_them()
    {
        await using var server = await ApiServer.Start();
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var text = JsonNode.Parse((await server.Admin.Post($"agreements/{id}/versions"))["text"].GetRawText())!;
        text["scope"] = new JsonObject { ["countries"] = new JsonArray("UK", "Burma", "Polska") };
        var written = await server.Admin.Put($"agreements/{id}/versions/2", text.ToJsonString());
        written.Status.ShouldBe(HttpStatusCode.OK, written.Json.ToString());
        written["text"].GetProperty("scope").GetProperty("countries").EnumerateArray().Select(c => c.GetString())
            .ShouldBe(["GB", "MM", "PL"]);

        text["scope"] = new JsonObject { ["countries"] = new JsonArray("XX") };
        (await server.Admin.Put($"agreements/{id}/versions/2", text.ToJsonString())).ShouldBeProblem(HttpStatusCode.UnprocessableEntity,
            "scope.countries");
    }

    [Fact]
    public void An_installations_own_domains_come_from_its_settings()
    {
        MailDomains Of(string? said, string? companies = null) => new ServiceCollection()
            .AddHubMail(new ConfigurationBuilder().AddInMemoryCollection([new("Mail:AnybodysDomains", said),
                new("Mail:CompanyDomains", companies)]).Build())
            .BuildServiceProvider().GetRequiredService<MailDomains>();

        Of("regional.example, school.example").IsAnybodys("mail.school.example").ShouldBeTrue();
        Of(null).IsAnybodys("school.example").ShouldBeFalse();
        Should.Throw<FormatException>(() => Of("school.example, nonsense")).Message.ShouldContain("Mail:AnybodysDomains has 'nonsense'");
        Of("school.example", "staff.school.example, hotmail.de").IsAnybodys("staff.school.example").ShouldBeFalse();
        Should.Throw<FormatException>(() => Of(null, "hotmail.de nonsense")).Message.ShouldContain("Mail:CompanyDomains has 'nonsense'");
    }
}
