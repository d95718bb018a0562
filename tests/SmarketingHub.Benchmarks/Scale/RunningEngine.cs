using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>Everything of the server but the web, in this process, from a date on; and when what was durable.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly ShiftedTime time;
    private readonly ConcurrentQueue<(long Sequence, Instant At)> commits = [];

    private RunningEngine(string file, Instant from)
    {
        time = new(from);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Error))
            .AddHubEngine($"Data Source={file}")
            .AddHubServer()
            .BuildServiceProvider();
    }

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public Door Door => services.GetRequiredService<Door>();
    public LiveBoard Board => services.GetRequiredService<LiveBoard>();

    /// <summary>Until the board stands.</summary>
    public static async Task<RunningEngine> Start(string file, Instant from)
    {
        var engine = new RunningEngine(file, from);
        engine.Door.Committed += commit => engine.commits.Enqueue((commit.Sequence, engine.Now));
        await HubEngine.Open(engine.services);
        foreach (var service in engine.services.GetServices<IHostedService>())
            await service.StartAsync(default);
        await engine.services.GetRequiredService<LiveBoard>().Ready;
        return engine;
    }

    public HubContext Rows() => services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();

    /// <summary>Until that instant is over and nothing is left that was due before.</summary>
    public async Task UntilFired(Instant due)
    {
        while (Now < due || await Overdue(due))
            await Task.Delay(50);
    }

    private async Task<bool> Overdue(Instant due)
    {
        await using var rows = Rows();
        return await rows.Leads.AnyAsync(l => l.NextDueAt < due);
    }

    /// <summary>When an event was on the disk; the events in the order of their sequence.</summary>
    public IEnumerable<Instant> Durable(IEnumerable<long> sequences)
    {
        using var commit = commits.ToList().GetEnumerator();
        commit.MoveNext();
        foreach (var sequence in sequences)
        {
            while (commit.Current.Sequence < sequence)
                commit.MoveNext();
            yield return commit.Current.At;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(default);
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
