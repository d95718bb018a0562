using System.Net;

namespace SmarketingHub.Web.Tests.Api;

public sealed class WrongRequestTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{"emial":"a@b.example"}""", "emial")]
    [InlineData("""{"Email":"a@b.example"}""", "Email")]
    [InlineData("""{"email":"a@b.example","expectedValue":{"amount":1,"curency":"EUR"}}""", "expectedValue.curency")]
    [InlineData("""{"email":"a@b.example","externalIds":[{"system":"a","type":"b","key":"c"}]}""", "externalIds[0].key")]
    [InlineData("""{"email":5}""", "email")]
    [InlineData("""{"email":"a@b.example","score":"80"}""", "score")]
    [InlineData("""{"email":"a@b.example","score":1e99}""", "score")]
    [InlineData("""{"email":"a@b.example","score":101}""", "score")]
    [InlineData("""{"email":"a@b.example","receivedAt":"yesterday"}""", "receivedAt")]
    [InlineData("""{"email":"a@b.example","receivedAt":"2027-01-01T00:00:00Z"}""", "receivedAt")]
    [InlineData("""{"email":"a@b.example","expectedValue":1000}""", "expectedValue")]
    [InlineData("""{"email":"a@b.example","expectedValue":{"amount":1,"currency":"USD"}}""", "expectedValue.currency")]
    [InlineData("""{"email":"a@b.example","expectedValue":{"amount":-1,"currency":"EUR"}}""", "expectedValue.amount")]
    [InlineData("""{"email":"a@b.example","expectedValue":{"currency":"EUR"}}""", "expectedValue.amount")]
    [InlineData("""{"email":"a@b.example","expectedValue":{"amount":1000000000000.01,"currency":"EUR"}}""", "expectedValue.amount")]
    [InlineData("""{"email":"a@b.example","externalIds":[{"system":"a"}]}""", "externalIds[0].id")]
    [InlineData("""{"email":"a@b.example","firstName":"\ud800"}""", "firstName")]
    [InlineData("""{"email":"not an email"}""", "email")]
    [InlineData("""{"email":"a@b.example","grade":"Z"}""", "grade")]
    [InlineData("""{"email":"a@b.example","country":"XX"}""", "country")]
    [InlineData("""{"email":"a@b.example","country":"Atlantis"}""", "country")]
    [InlineData("""{"email":"a@b.example","timeZone":"Mars/Base"}""", "timeZone")]
    [InlineData("""{"phone":"N/A"}""", "email")]
    [InlineData("""{"email":"ana@b.example, bo@b.example"}""", "email")]
    [InlineData("""{"email":"ana b.example"}""", "email")]
    [InlineData("""{}""", "email")]
    [InlineData("""[]""", "body")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var answer = await server.Admin.Post("leads", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldContain(field);
    }

    [Fact]
    public async Task A_phone_that_is_too_long_is_named()
    {
        var answer = await server.Admin.Post("leads", $$"""{"email":"long@b.example","phone":"{{new string('1', 201)}}"}""");
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldContain("phone");
    }

    [Theory]
    [InlineData("""{"email": "no""")]
    [InlineData("""{"email":"a@b.example","email":"c@d.example"}""")]
    [InlineData("not json")]
    public async Task What_is_no_JSON_is_a_bad_request(string body)
    {
        (await server.Admin.Post("leads", body)).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("stages=won")]
    [InlineData("stage=sold")]
    [InlineData("sla=late")]
    [InlineData("owner=nobody@x.example")]
    [InlineData("cursor=!!")]
    [InlineData("limit=0")]
    public async Task A_filter_that_means_nothing_is_refused(string query)
    {
        var answer = await server.Admin.Get($"leads?{query}");
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldBe([query.Split('=')[0]]);
    }

    [Theory]
    [InlineData("nurture", """{"until":"2020-01-01T00:00:00Z"}""", "until")]
    [InlineData("nurture", """{"untill":"2027-01-01T00:00:00Z"}""", "untill")]
    [InlineData("attempt", """{"kind":"telepathy"}""", "kind")]
    [InlineData("attempt", """{"kind":"call","by":"nobody@x.example"}""", "by")]
    [InlineData("attempt", """{"kind":"call","firstName":"Ana"}""", "firstName")]
    [InlineData("edit", """{"expectedValue":{"amount":1,"currency":"USD"}}""", "expectedValue.currency")]
    [InlineData("edit", """{"expectedValue":{"amount":1e13,"currency":"EUR"}}""", "expectedValue.amount")]
    [InlineData("edit", """{"owner":"ana"}""", "owner")]
    [InlineData("merge", """{"into":424242}""", "into")]
    [InlineData("pause", """{"until":"2027-01-01T00:00:00Z"}""", "words")]
    [InlineData("disqualify", "{}", "reason")]
    public async Task A_wrong_argument_is_named(string trigger, string body, string field)
    {
        var id = await server.Admin.Take($$"""{"email":"{{Guid.NewGuid():N}}@x.example"}""");
        var refused = await server.Admin.Post($"leads/{id}/{trigger}", body);
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused["errors"].Names().ShouldBe([field]);
    }

    [Theory]
    [InlineData("GET", "nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "leads", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "leads/1", HttpStatusCode.MethodNotAllowed)]
    public async Task A_wrong_address_or_method_is_a_problem(string method, string path, HttpStatusCode status) =>
        (await server.Admin.Send(new(method), path, null)).ShouldBeProblem(status);

    [Fact]
    public async Task A_body_of_another_kind_or_too_long_is_a_problem()
    {
        using var form = new StringContent("email=a@b.example", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await server.Admin.PostAsync("/api/v1/leads", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await server.Admin.Post("leads",
            $$"""{"note":"{{new string('x', 1 << 20)}}"}""")).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        (await server.Admin.Post("leads",
            $$"""{"email":"a@b.example","note":"{{new string('x', 10_001)}}"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("shk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_valid_key_nobody_comes_in(string? key)
    {
        using var client = server.Server.Client(key);
        foreach (var path in (string[])["leads", "leads/1", "board", "events", "nothing"])
        {
            var answer = await client.Get(path);
            answer.ShouldBeProblem(HttpStatusCode.Unauthorized);
            answer.Response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
        (await client.Get("leads?access_token=anything")).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }
}
