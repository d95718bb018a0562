using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Data;

/// <summary>Fills, after the migrations, what only code can work out of the rows of an older version: what is compared of what was given.</summary>
internal static class KeyUpgrade
{
    internal static async Task Run(HubContext rows)
    {
        await foreach (var external in rows.ExternalIds.Where(e => e.Key == "").AsAsyncEnumerable())
            external.Key = ExternalKeys.Of(new(external.System, external.Type, external.Value));
        await rows.SaveChangesAsync();
    }
}
