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
        rows.ChangeTracker.Clear();
        await FillSearch<Contact>(rows);
        await FillSearch<Account>(rows);
    }

    private static async Task FillSearch<T>(HubContext rows) where T : class
    {
        const int atOnce = 1_000;
        for (var after = long.MinValue; ;)
        {
            var some = await rows.Set<T>().AsTracking().Where(row => EF.Property<string>(row, "Search") == "" && EF.Property<long>(row, "Id") > after)
                .OrderBy(row => EF.Property<long>(row, "Id")).Take(atOnce).ToListAsync();
            if (some.Count == 0)
                return;
            foreach (var row in some)
                rows.Entry(row).Property("Search").IsModified = true;
            after = (long)rows.Entry(some[^1]).Property("Id").CurrentValue!;
            await rows.SaveChangesAsync();
            rows.ChangeTracker.Clear();
        }
    }
}
