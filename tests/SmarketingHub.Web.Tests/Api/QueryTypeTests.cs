using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>
/// Every parameter of the query that the OpenAPI document has, and that takes no free text, names itself when it is wrong.
/// </summary>
public sealed partial class QueryTypeTests(SharedServer server) : IClassFixture<SharedServer>
{
    // Moments and names are texts to the document: it does not say of which of them these are.
    private static readonly string[] Choices = ["from", "to", "asKnownAt", "at", "by", "event", "time", "stage", "sla", "party", "person"];

    // What they are asked of is there in every installation.
    private static readonly string[] Asked = ["/reports/", "/leads", "/board"];

    [Fact]
    public async Task What_is_of_another_type_is_named_and_what_would_be_right()
    {
        var tried = 0;
        foreach (var (path, name, isText) in await Parameters())
        {
            if (isText && !(Choices.Contains(name) && Asked.Any(path.StartsWith)))
                continue;
            // One that must be there.
            var needed = path == "/reports/survival" && name != "event" ? "&event=touch" : "";
            var answer = await server.Admin.Get($"{Id().Replace(path, "1").TrimStart('/')}?{name}=abc{needed}");
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{path}?{name}=abc");
            answer["errors"].Names().ShouldBe([name], $"{path}?{name}=abc");
            tried++;
        }
        tried.ShouldBeGreaterThan(70);
    }

    [Theory]
    [InlineData("reports/compliance?agreement=abc", "agreement", "Give a whole number, such as 7.")]
    [InlineData("reports/pace?agreement=1.5", "agreement", "Give a whole number, such as 7.")]
    [InlineData("leads?limit=9999999999", "limit", "Give a whole number up to 2147483647.")]
    [InlineData("people?active=maybe", "active", "Give true or false.")]
    public async Task It_says_what_would_be_right(string query, string name, string right)
    {
        var answer = await server.Admin.Get(query);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].GetProperty(name)[0].GetString().ShouldBe(right);
        answer["detail"].GetString().ShouldBe($"{name}: {right}");
    }

    [Fact]
    public async Task Several_are_named_at_once_and_what_is_empty_is_no_number()
    {
        (await server.Admin.Get("events?after=x&limit=y"))["errors"].Names().ShouldBe(["after", "limit"], ignoreOrder: true);
        (await server.Admin.Get("reports/hours?agreement="))["errors"].Names().ShouldBe(["agreement"]);
    }

    [Theory]
    [InlineData("reports/compliance?from=2026-03-01&from=2026-03-02", "from")]
    [InlineData("reports/pace?agreement=1&agreement=2", "agreement")]
    [InlineData("leads?stage=won&stage=lost", "stage")]
    public async Task What_is_given_twice_is_to_be_given_once(string query, string name)
    {
        var answer = await server.Admin.Get(query);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].GetProperty(name)[0].GetString().ShouldBe("Give it once.");
    }

    private async Task<List<(string Path, string Name, bool IsText)>> Parameters()
    {
        using var document = JsonDocument.Parse(await server.Admin.GetStringAsync("/openapi/v1.json"));
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where method.Name == "get" && method.Value.TryGetProperty("parameters", out _)
               from parameter in method.Value.GetProperty("parameters").EnumerateArray()
               where parameter.GetProperty("in").GetString() == "query"
               let type = parameter.GetProperty("schema").GetProperty("type")
               let types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()]
               select (path.Name.Replace("/api/v1", ""), parameter.GetProperty("name").GetString()!,
                   !types.Any(t => t is "integer" or "number" or "boolean")),
        ];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Id();
}
