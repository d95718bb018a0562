using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace SmarketingHub.Engine.Data;

/// <summary>SQLite as the database: what the engine asks of one, on a file.</summary>
internal static class SqliteProvider
{
    internal static void AddSqlite(this IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<SqliteHubContext>(options => options.UseSqlite(Existing(connectionString))
            // Its pragmas stand outside of transactions; an upgrade is made on a copy, which is whole or thrown away.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)));
        services.AddSingleton<IDbContextFactory<HubContext>, HubContexts>();
        services.AddSingleton(_ => new FileInUse(connectionString));
        services.AddSingleton<FileUpgrade>();
        services.AddSingleton<LogCut>();
    }

    /// <summary>Creates the file or brings it to this version, and marks it as in use.</summary>
    /// <exception cref="UnusableFile">Another program's file, a newer version's, or one that cannot be written.</exception>
    internal static async Task OpenFile(IServiceProvider services)
    {
        var inUse = services.GetRequiredService<FileInUse>();
        await inUse.Share();
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        HubFileCheck.Check(rows, mayBeNew: true);
        if (FileUpgrade.IsNeeded(rows))
        {
            await inUse.Alone();
            await services.GetRequiredService<FileUpgrade>().Run();
            await inUse.Share();
        }
        await rows.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        // Owed by a process that died, or went before it could.
        services.GetRequiredService<LogCut>().TryNow();
    }

    // A file that is gone while a program runs is missed: nobody makes an empty one in its place. A first one is made beside and moved
    // there.
    private static string Existing(string connectionString)
    {
        var named = new SqliteConnectionStringBuilder(connectionString);
        if (named.Mode == SqliteOpenMode.ReadWriteCreate)
            named.Mode = SqliteOpenMode.ReadWrite;
        return named.ConnectionString;
    }

    private sealed class HubContexts(IDbContextFactory<SqliteHubContext> contexts) : IDbContextFactory<HubContext>
    {
        public HubContext CreateDbContext() => contexts.CreateDbContext();
    }
}
