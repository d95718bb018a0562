using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Api;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>The product as programs meet it, in this process: the door, the feed, the API and the hub on a loopback port.</summary>
public sealed class BoardServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<long, long> committed = [];
    private IReadOnlyList<long> leads = [];
    private int changes;

    private BoardServer(WebApplication app) => this.app = app;

    public Door Door => app.Services.GetRequiredService<Door>();
    public LiveBoard Live => app.Services.GetRequiredService<LiveBoard>();
    public Uri Address => new(app.Urls.Single());
    public string HubPath { get; private set; } = "";

    /// <summary>When each commit since <see cref="Forget"/> was known to be durable, by its last sequence.</summary>
    public IReadOnlyDictionary<long, long> Committed => committed;

    public static async Task<BoardServer> Start(string file, int leads)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddHubEngine($"Data Source={file}").AddHubServer().AddHubSignIn().AddHubApi();
        var app = builder.Build();
        await HubEngine.Open(app.Services);
        app.UseHubProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHubApi();
        var server = new BoardServer(app);
        server.leads = await server.TakeIn(leads);
        await app.StartAsync();
        await server.Live.Ready;
        server.HubPath =
            $"/hubs/board?access_token={await server.Door.Do(Actor.System, write => write.AddApiKey("bench", Role.Admin, null))}";
        server.Door.Committed += commit => server.committed.TryAdd(commit.Sequence, Stopwatch.GetTimestamp());
        return server;
    }

    public void Forget() => committed.Clear();

    /// <summary>One command through the door that changes so many cards.</summary>
    public Task Change(int cards)
    {
        var changed = Enumerable.Range(0, cards).Select(_ => leads[++changes % leads.Count]).ToList();
        var edit = new TriggerArgs { Edit = new(new(null, null, null, null, null), null, new() { ExpectedValue = 1000 + changes }) };
        return Door.Do(Actor.System, changed, write =>
        {
            changed.ForEach(lead => write.Fire(lead, Trigger.Edit, edit));
            return true;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IReadOnlyList<long>> TakeIn(int count)
    {
        var taken = new List<long>();
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
            taken.AddRange(await Door.Do(Actor.System, write => some.Select(i => write.Take(new(
                new("Ana", $"Kowal {i}", $"ana{i}@nordwind{i}.example", null, "Head of Sales"), $"Nordwind {i}",
                new() { Source = "Website", Grade = "A", Country = "PL", Product = "Suite" }, [], null, null)).LeadId).ToList()));
        return taken;
    }
}
