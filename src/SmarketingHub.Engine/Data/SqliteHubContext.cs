using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmarketingHub.Engine.Data;

/// <summary>The rows in a SQLite file.</summary>
public sealed class SqliteHubContext(DbContextOptions<SqliteHubContext> options) : HubContext(options)
{
    /// <summary>
    /// What every connection needs: a commit is on the disk before anybody is told (FULL),
    /// references hold, and what is deleted is overwritten.
    /// </summary>
    internal const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=30000;";

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.AddInterceptors(PragmaInterceptor.Instance);

    private sealed class PragmaInterceptor : DbConnectionInterceptor
    {
        internal static readonly PragmaInterceptor Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellation = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private static void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
