using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>
/// A fresh file of the product, made once for each zone and copied for each run; in memory where the machine has such a folder.
/// </summary>
internal static class Template
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Made = [];

    public static string NewFolder()
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, $"hub-sim-{Path.GetRandomFileName()}")).FullName;
    }

    public static Task<byte[]> Of(string zone) => Made.GetOrAdd(zone, _ => new(() => Make(zone))).Value;

    private static async Task<byte[]> Make(string zone)
    {
        var folder = NewFolder();
        var file = Path.Combine(folder, "hub.db");
        await using (var services = new ServiceCollection().AddSingleton<TimeProvider>(new SimTime())
            .AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider())
            await HubEngine.Open(services, new(zone, "EUR"));
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
