using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
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
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Account;

/// <summary>The server on a fresh file, visited by browsers without a script.</summary>
public sealed partial class Site : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;
    private readonly Func<WebApplicationFactory<Program>> start;
    private WebApplicationFactory<Program> factory;

    private Site(string environment, string sample, bool fakeTime, Action<IServiceCollection>? more)
    {
        start = () => new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment(environment)
            .UseSetting("ConnectionStrings:Hub", $"Data Source={File}")
            .UseSetting("Hub:Sample", sample)
            .ConfigureLogging(log => log.ClearProviders())
            .ConfigureTestServices(services =>
            {
                // What a password costs to guess costs a test as much to type.
                services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
                if (fakeTime)
                    services.AddSingleton<TimeProvider>(Time);
                more?.Invoke(services);
            }));
        factory = start();
    }

    /// <param name="environment">Of ASP.NET Core.</param>
    /// <param name="sample">Whether the sample company is asked for; it is made in a missing file only.</param>
    /// <param name="fakeTime">A clock whose hands we move; else the true one.</param>
    /// <param name="more">Services of the test's own.</param>
    public static async Task<Site> Start(
        string environment = "Production", string sample = "false", bool fakeTime = true, Action<IServiceCollection>? more = null)
    {
        var site = new Site(environment, sample, fakeTime, more);
        if (sample == "false")
            await FreshFile.CopyTo(site.File, "Etc/UTC", "EUR", Monday);
        return site;
    }

    private string File => Path.Combine(folder, "hub.db");

    /// <summary>The server ends, and another one starts on the same file; browsers of before are to be asked for again.</summary>
    public async Task Restart()
    {
        await factory.DisposeAsync();
        factory = start();
    }

    public LeapingTime Time { get; } = new(Monday.ToDateTimeOffset());
    public IServiceProvider Services => factory.Services;
    public Door Door => Services.GetRequiredService<Door>();
    public LiveBoard Live => Services.GetRequiredService<LiveBoard>();

    /// <summary>Another browser, with its own cookies; redirects are looked at, not followed.</summary>
    public HttpClient Browser()
    {
        var browser = factory.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return browser;
    }

    public async Task<Person> Hire(string name, Role role = Role.Rep, string party = Party.Sales)
    {
        var hash = Services.GetRequiredService<IServiceScopeFactory>()
            .CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<Login>>().HashPassword(new(), Password);
        var person = await Door.Do(Actor.System, write =>
        {
            var added = write.AddPerson(new()
            {
                Id = 0,
                Name = name,
                Email = $"{name.ToLowerInvariant()}@hub.example",
                Party = party,
                Role = role,
            });
            write.AddLogin(added, hash);
            return added;
        });
        await Live.UpToDate(default);
        return person;
    }

    public async Task Change(Person person)
    {
        await Door.Do(Actor.System, write => { write.ChangePerson(person); return true; });
        await Live.UpToDate(default);
    }

    public TestServer Server => factory.Server;

    public HubContext Rows() => Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Fills in the one form of a page and sends it.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var sent = Hidden().Matches(html).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Concat(fields);
        var action = Action().Match(html) is { Success: true } match ? match.Groups[1].Value : page;
        return await browser.PostAsync("/" + action.TrimStart('/'),
            new FormUrlEncodedContent(sent.Select(f => KeyValuePair.Create(f.Name, f.Value))));
    }

    public static Task<HttpResponseMessage> SignIn(
        HttpClient browser, string name, string password = Password, string page = "/account/sign-in") =>
        Send(browser, page, ("Form.Email", $"{name}@hub.example"), ("Form.Password", password));

    /// <summary>Where it leads on this site; null: nowhere else.</summary>
    public static string? To(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? new Uri(new("http://localhost"), location).PathAndQuery : null;

    public static async Task<string?> Where(HttpClient browser, string page) => To(await browser.GetAsync(page));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<form[^>]* action=\"(account[^\"]+)\"")]
    private static partial Regex Action();
}
