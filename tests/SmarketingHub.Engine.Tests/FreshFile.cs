using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests;

/// <summary>
/// A file as its first start leaves it: made once for each zone, currency and moment, and copied. Migrations are tested elsewhere.
/// </summary>
internal static class FreshFile
{
    private static readonly ConcurrentDictionary<(string, string, Instant), Lazy<Task<byte[]>>> Made = [];

    internal static async Task CopyTo(string file, string timeZone, string currency, Instant at) =>
        await File.WriteAllBytesAsync(
            file, await Made.GetOrAdd((timeZone, currency, at), _ => new(() => Make(timeZone, currency, at))).Value);

    private static async Task<byte[]> Make(string timeZone, string currency, Instant at)
    {
        var folder = Directory.CreateTempSubdirectory("hub-fresh").FullName;
        try
        {
            var (file, copy) = (Path.Combine(folder, "hub.db"), Path.Combine(folder, "copy.db"));
            await using var services = new ServiceCollection()
                .AddSingleton<TimeProvider>(new FakeTimeProvider(at.ToDateTimeOffset()))
                .AddHubEngine($"Data Source={file};Pooling=False")
                .BuildServiceProvider();
            await HubEngine.Open(services, new(timeZone, currency));
            await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
            await rows.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
            return await File.ReadAllBytesAsync(copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
