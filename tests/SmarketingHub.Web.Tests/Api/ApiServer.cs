using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>The server in this process on a real file, with a clock whose hands we move. It starts on Monday 2026-03-02 at 09:00 UTC, an office hour.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;
    private readonly WebApplicationFactory<Program> factory;

    private ApiServer()
    {
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment("Production")
            .UseSetting("ConnectionStrings:Hub", $"Data Source={File}")
            .UseSetting("Logging:LogLevel:Default", "None")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time)));
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    public string File => Path.Combine(folder, "hub.db");
    public IServiceProvider Services => factory.Services;
    public TestServer Server => factory.Server;
    public BoardFeed Feed => Services.GetRequiredService<BoardFeed>();

    /// <summary>With an administrator's key.</summary>
    public HttpClient Admin { get; private set; } = null!;

    public static async Task<ApiServer> Start()
    {
        var server = new ApiServer();
        server.Admin = server.Client(await server.Key("admin", Role.Admin));
        await server.Feed.Ready;
        return server;
    }

    public Task<string> Key(string name, Role role, string? party = null) => Do(write => write.AddApiKey(name, role, party));

    public Task<T> Do<T>(Func<Write, T> change) => Services.GetRequiredService<Door>().Do(Actor.System, change);

    public HubContext Rows() => Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();

    public HttpClient Client(string? key)
    {
        var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    public async Task<HttpClient> Partner(string party = "partner:altamar")
    {
        await Do(write =>
        {
            write.AddParty(new(party, party, PartyKind.Partner));
            return true;
        });
        return Client(await Key(party, Role.Partner, party));
    }

    public Task<Person> Hire(string name, string party = Party.Sales) => Do(write => write.AddPerson(new()
    {
        Id = 0,
        Name = name,
        Email = $"{name.ToLowerInvariant()}@hub.example",
        Party = party,
        Role = Role.Rep,
    }));

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

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

    public static Task<Answer> Post(this HttpClient client, string path, string body = "{}", params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, body, headers);

    public static Task<Answer> Put(this HttpClient client, string path, string body = "{}", params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Put, path, body, headers);

    public static async Task<Answer> Send(this HttpClient client, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
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
}
