using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine.Tests;

/// <summary>The engine on a real SQLite file with a clock whose hands we move. It starts on Monday 2026-03-02 at 09:00 in Warsaw.</summary>
public sealed class HubFixture : IAsyncDisposable
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 8, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;
    private readonly ServiceProvider services;
    private bool isStopped;

    private HubFixture(
        FeedOptions? feeds = null, DoorOptions? door = null, Func<string, BackupOptions>? backups = null, WebhookOptions? webhooks = null,
        Func<string, ExportOptions>? exports = null,
        Func<IServiceCollection, IServiceCollection>? with = null)
    {
        services = (with ?? (added => added))(new ServiceCollection())
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(feeds ?? new())
            .AddSingleton(door ?? new())
            .AddSingleton(backups?.Invoke(folder) ?? new())
            .AddSingleton(exports?.Invoke(folder) ?? new())
            .AddSingleton(webhooks ?? new())
            .AddHubEngine($"Data Source={File}")
            .AddHubServer()
            .BuildServiceProvider();
    }

    public string Folder => folder;
    public string File => Path.Combine(folder, "hub.db");
    public FakeTimeProvider Time { get; } = new(Monday.ToDateTimeOffset());
    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());
    public IServiceProvider Services => services;
    public Door Door => services.GetRequiredService<Door>();
    public Enforcer Enforcer => services.GetRequiredService<Enforcer>();
    public LiveBoard Board => services.GetRequiredService<LiveBoard>();
    public static Actor Admin { get; } = new(ActorKind.Key, 1, Role.Admin, null);

    public static async Task<HubFixture> Start(
        string timeZone = "Europe/Warsaw", string currency = "EUR", FeedOptions? feeds = null, DoorOptions? door = null,
        Func<string, BackupOptions>? backups = null, WebhookOptions? webhooks = null,
        Func<string, ExportOptions>? exports = null,
        Func<IServiceCollection, IServiceCollection>? with = null)
    {
        var hub = new HubFixture(feeds, door, backups, webhooks, exports, with);
        await FreshFile.CopyTo(hub.File, timeZone, currency, Monday);
        await HubEngine.Open(hub.services);
        return hub;
    }

    /// <summary>On a file that is filled first, at a later date.</summary>
    public static async Task<HubFixture> On(Func<string, Task> fill, Instant at)
    {
        var hub = new HubFixture();
        await fill(hub.File);
        hub.Time.SetUtcNow(at.ToDateTimeOffset());
        await HubEngine.Open(hub.services);
        return hub;
    }

    /// <summary>Moves the clock and fires what fell due, as the enforcer would.</summary>
    public async Task Pass(Duration duration)
    {
        Time.Advance(duration.ToTimeSpan());
        await Enforcer.FireAll();
    }

    /// <summary>Waits for what runs by itself: its time goes on in steps, and what waits for it is let run.</summary>
    public async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, limit.Token);
        }
    }

    public HubContext Rows() => services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();

    public async Task<long> Take(
        string email = "ana@example.com", string? source = null, string? company = "Nordwind", string? grade = null,
        string? country = null) =>
        (await Door.Do(Admin, write => write.Take(new(
            new("Ana", "Kowal", email, null, "CFO"), company, new() { Source = source, Grade = grade, Country = country }, [], null,
            null)))).LeadId;

    public Task<long> Fire(long lead, Trigger trigger, TriggerArgs? args = null, Actor? actor = null, int? version = null) =>
        Door.Fire(actor ?? Admin, lead, version, trigger, args ?? TriggerArgs.None);

    public Task<Person> Hire(string name, string party = Party.Sales, Role role = Role.Rep, string? team = null) =>
        Door.Do(Admin, write => write.AddPerson(new()
        {
            Id = 0,
            Name = name,
            Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@hub.example",
            Party = party,
            Role = role,
            Team = team,
        }));

    public Forgetter Forgetter => services.GetRequiredService<Forgetter>();

    public Task<Forgotten> Forget(long contact, ForgetReason reason = ForgetReason.ErasureRequest) =>
        Forgetter.Forget(Admin, contact, reason);

    public Replayer Replayer() => services.GetRequiredService<Replayer>();

    public Company Company()
    {
        using var rows = Rows();
        return CompanyStore.Read(rows);
    }

    public Lead Lead(long id)
    {
        using var rows = Rows();
        return LeadReader.Load(rows, id)!;
    }

    public Verified Verify()
    {
        using var rows = Rows();
        return Verifier.Verify(rows);
    }

    /// <summary>As a server ends; nothing writes to the file any more.</summary>
    public async Task Stop()
    {
        if (isStopped)
            return;
        isStopped = true;
        // Disposed, a service that runs in the background is told to stop and not waited for.
        foreach (var service in services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
