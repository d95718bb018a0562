using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>An answer, read.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseMessage Response)
{
    public JsonElement this[string name] => Json.GetProperty(name);
    public string? ETag => Response.Headers.ETag?.ToString();
    public string? Text(string name) => Json.GetProperty(name).ToString();
}

public static class Calls
{
    public static Task<Answer> Get(this HttpClient client, string path) => client.Send(HttpMethod.Get, path, null);

    public static Task<Answer> Post(
        this HttpClient client, string path, string body = "{}", params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, body, headers);

    public static Task<Answer> Put(this HttpClient client, string path, string body = "{}", params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Put, path, body, headers);

    public static async Task<Answer> Send(
        this HttpClient client, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, response);
    }

    /// <summary>A new lead's id.</summary>
    public static async Task<long> Take(this HttpClient client, string body = """{"email":"ana@nordwind.example","company":"Nordwind"}""")
    {
        var answer = await client.Post("leads", body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Json.ToString());
        return answer["id"].GetInt64();
    }

    public static async Task<Answer> Fire(this HttpClient client, long lead, string trigger, string body = "{}", string? ifMatch = null)
    {
        var answer = await client.Post($"leads/{lead}/{trigger}", body, ifMatch is null ? [] : [("If-Match", ifMatch)]);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.ToString());
        return answer;
    }

    public static string[] Strings(this JsonElement list) => [.. list.EnumerateArray().Select(e => e.ToString())];

    public static string[] Names(this JsonElement o) => [.. o.EnumerateObject().Select(p => p.Name)];

    public static void ShouldBeProblem(this Answer answer, HttpStatusCode status)
    {
        answer.Status.ShouldBe(status, answer.Json.ToString());
        answer.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer["status"].GetInt32().ShouldBe((int)status);
        answer.Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
    }

    /// <summary>A problem that names this field.</summary>
    public static void ShouldBeProblem(this Answer answer, HttpStatusCode status, string field)
    {
        answer.ShouldBeProblem(status);
        answer["errors"].EnumerateObject().Select(e => e.Name).ShouldContain(field);
    }
}
