using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Keys;

/// <summary>Which keys were revoked, as of ten seconds ago at most: read once for all who are connected by one.</summary>
internal sealed class RevokedKeys(IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<HashSet<long>>? read;
    private long readAt;

    internal async ValueTask<bool> Contains(long key) => (await Read()).Contains(key);

    private Task<HashSet<long>> Read()
    {
        lock (gate)
        {
            if (read is null or { IsFaulted: true } || time.GetElapsedTime(readAt) >= Fresh)
                (read, readAt) = (Task.Run(ReadAll), time.GetTimestamp());
            return read;
        }
    }

    private async Task<HashSet<long>> ReadAll()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return [.. await rows.ApiKeys.Where(key => key.RevokedAt != null).Select(key => key.Id).ToListAsync()];
    }
}
