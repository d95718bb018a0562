using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>A server and its administrator: a person who can sign in, and a key for programs.</summary>
public sealed partial class HubProcess : IAsyncDisposable
{
    public const string Email = "bench@hub.example";
    public const string Password = "four words make it";

    private readonly ServerProcess server;

    private HubProcess(ServerProcess server, string key)
    {
        this.server = server;
        Api = new()
        {
            BaseAddress = server.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
    }

    public Uri Address => server.Address;

    /// <summary>A program's client, with an administrator's key.</summary>
    public HttpClient Api { get; }

    /// <inheritdoc cref="ServerProcess.Id"/>
    public int Id => server.Id;

    /// <inheritdoc cref="ServerProcess.Resident"/>
    public long Resident => server.Resident;

    /// <param name="file">Somebody is hired into it who can sign in.</param>
    /// <param name="settings">Of the product's configuration, or the environment's: name and value.</param>
    public static async Task<HubProcess> Start(string file, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var key = await Hire(file);
        return new(await ServerProcess.Start(file, settings), key);
    }

    public async Task<Gauged> Gauge()
    {
        var said = (await Api.GetStringAsync(Gauges.Address)).Split(' ').Select(figure => long.Parse(figure, CultureInfo.InvariantCulture))
            .ToList();
        return new(said[0], (int)said[1], (int)said[2]);
    }

    /// <summary>A browser's client, signed in, and the cookies that it has.</summary>
    public async Task<(HttpClient Client, CookieContainer Cookies)> SignIn()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromMinutes(2),
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var form = await client.GetStringAsync("account/sign-in");
        var fields = Hidden().Matches(form)
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        using var sent = new FormUrlEncodedContent([.. fields, new("Form.Email", Email), new("Form.Password", Password)]);
        var answer = await client.PostAsync("account/sign-in", sent);
        return answer.IsSuccessStatusCode && cookies.GetCookies(Address)["hub-sign-in"] is not null ? (client, cookies)
            : throw new InvalidOperationException($"Signing in was answered with {(int)answer.StatusCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await server.DisposeAsync();
    }

    private static async Task<string> Hire(string file)
    {
        await using var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();
        await HubEngine.Open(services);
        return await services.GetRequiredService<Door>().Do(Actor.System, write =>
        {
            var person = write.AddPerson(new() { Id = 0, Name = "Bea Bench", Email = Email, Party = Party.Sales, Role = Role.Admin });
            write.AddLogin(person, new PasswordHasher<Login>().HashPassword(new(), Password));
            return write.AddApiKey("bench", Role.Admin, null);
        });
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>What a server's process says of itself.</summary>
/// <param name="Heap">Managed bytes alive after a full collection.</param>
/// <param name="Watching">How many watch the board.</param>
/// <param name="Handling">Who listens to feeds and sign-ins.</param>
public sealed record Gauged(long Heap, int Watching, int Handling)
{
    public void Deconstruct(out long heap, out int watching) => (heap, watching) = (Heap, Watching);
}
