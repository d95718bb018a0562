using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>The product's door on a file of its own, with a small sales team behind it.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly List<Person> team = [];

    private Office(string file, Action<IServiceCollection>? with)
    {
        // One logger factory for all: EF Core compiles its queries anew for each.
        var collection = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddHubEngine($"Data Source={file}");
        with?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    internal IServiceProvider Services => services;
    internal Door Door => services.GetRequiredService<Door>();

    /// <summary>Makes a file with a fresh installation in it.</summary>
    internal static async Task Create(string file)
    {
        await using var office = new Office(file, null);
        await HubEngine.Open(office.services, new("Europe/Warsaw", "EUR"));
    }

    /// <param name="with">Puts something of the benchmark's own in.</param>
    internal static async Task<Office> Open(string file, Action<IServiceCollection>? with = null)
    {
        var office = new Office(file, with);
        await HubEngine.Open(office.services);
        foreach (var name in new[] { "Ana", "Ben", "Cleo", "Dan", "Eva" })
            office.team.Add(await office.Door.Do(Actor.System, write => write.AddPerson(new()
            {
                Id = 0,
                Name = name,
                Email = $"{name}@hub.example",
                Party = Party.Sales,
                Role = Role.Rep,
            })));
        return office;
    }

    /// <summary>
    /// So many callers at once, each working so many leads; commands a second, and the time in ms within which 99 of 100 were answered.
    /// </summary>
    internal async Task<(double Rate, double P99)> Work(int callers, int leads, string name)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers)
            .Select(c => Task.Run(() => new Desk(Door, team[c % team.Count], $"{name}{c}").Work(leads, async command =>
            {
                var start = Stopwatch.GetTimestamp();
                await command();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }))));
        return (times.Count / clock.Elapsed.TotalSeconds, Figures.Percentile(times, 0.99));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
