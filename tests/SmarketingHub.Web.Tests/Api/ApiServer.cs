using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Tests;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>
/// The server in this process on a real file, with a clock whose hands we move. It starts on Monday 2026-03-02 at 09:00 UTC, an office
/// hour.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;
    private readonly WebApplicationFactory<Program> factory;

    private ApiServer(Action<IServiceCollection> change, string? proxies, IReadOnlyDictionary<string, string?>? settings)
    {
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment("Production")
            .UseSetting("ConnectionStrings:Hub", $"Data Source={File}")
            .UseSetting("Proxy:Known", proxies)
            .UseSettings(settings)
            .ConfigureLogging(log =>
            {
                if (settings is null)
                    log.ClearProviders();
            })
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time))
            .ConfigureTestServices(change));
    }

    public LeapingTime Time { get; } = new(Monday.ToDateTimeOffset());
    public string File => Path.Combine(folder, "hub.db");
    public IServiceProvider Services => factory.Services;
    public TestServer Server => factory.Server;

    /// <summary>Where it listens, if it does.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;
    public LiveBoard Live => Services.GetRequiredService<LiveBoard>();

    /// <summary>With an administrator's key.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <param name="listening">On a port of its own: what only a real connection can do.</param>
    /// <param name="settings">Others than those of an installation that has none; with them its log is not silenced.</param>
    public static async Task<ApiServer> Start(
        bool listening = false, Action<IServiceCollection>? change = null, string? proxies = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var server = new ApiServer(change ?? (_ => { }), proxies, settings);
        await FreshFile.CopyTo(server.File, "Etc/UTC", "EUR", Monday);
        if (listening)
        {
            server.factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            server.factory.StartServer();
        }
        server.Admin = server.Client(await server.Key("admin", Role.Admin));
        await server.Live.Ready;
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

internal static class Settings
{
    internal static IWebHostBuilder UseSettings(this IWebHostBuilder web, IReadOnlyDictionary<string, string?>? settings)
    {
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            web.UseSetting(name, value);
        return web;
    }
}

/// <summary>One server for many questions that change nothing.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public ApiServer Server { get; private set; } = null!;

    public HttpClient Admin => Server.Admin;

    public async ValueTask InitializeAsync() => Server = await ApiServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
