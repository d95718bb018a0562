using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.EndToEnd.Tests.Crash;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>What holds whatever the disk did.</summary>
internal static class Rules
{
    /// <summary>What was acknowledged is there, what fell due fired once and not early, the record is whole.</summary>
    internal static async Task Hold(HubServer server, Client client)
    {
        var watch = new LedgerWatch(server.Connection);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await Poll.Until(() => watch.HasCaughtUp(now), TimeSpan.FromSeconds(60), () => $"What was due has not fired:\n{server.Log}");
        watch.Check([]);
        watch.NoneForgotten(now);
        await using var rows = new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(server.Connection).Options);
        client.AllAreThere(await rows.Leads.Select(l => l.Id).ToListAsync());
    }
}
