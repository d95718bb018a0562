using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>A file as the first start leaves it, with an administrator's key: made once a run, and copied for each server.</summary>
internal static class FreshFile
{
    private static readonly Lazy<Task<(byte[] Bytes, string Key)>> Once = new(Make);

    /// <returns>The key.</returns>
    internal static async Task<string> CopyTo(string file)
    {
        var (bytes, key) = await Once.Value;
        await File.WriteAllBytesAsync(file, bytes);
        return key;
    }

    private static async Task<(byte[] Bytes, string Key)> Make()
    {
        var folder = Directory.CreateTempSubdirectory("hub-fresh").FullName;
        try
        {
            var (file, copy) = (Path.Combine(folder, "hub.db"), Path.Combine(folder, "copy.db"));
            await using var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();
            await HubEngine.Open(services);
            var key = await services.GetRequiredService<Door>().Do(Actor.System, write => write.AddApiKey("test", Role.Admin, null));
            await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
            await rows.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
            return (await File.ReadAllBytesAsync(copy), key);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
