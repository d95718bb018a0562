using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>
/// A database, SQLite's file below it, of the other kind: after a statement that failed it carries out no other one but to go back to a
/// savepoint.
/// </summary>
internal sealed class StoppingContext(DbContextOptions<SqliteHubContext> options) : SqliteHubContext(options)
{
    private bool isStopped;

    internal override bool GoesOnAfterError => false;

    internal override Statement Prepare(string sql) => new Stopping(this, sql);

    internal sealed class Factory(string file) : IDbContextFactory<HubContext>
    {
        public HubContext CreateDbContext() =>
            new StoppingContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite($"Data Source={file}").Options);
    }

    private sealed class Stopping(StoppingContext context, string sql) : SqliteStatement(context.Connection, sql)
    {
        private readonly bool goesBack = sql.StartsWith("ROLLBACK TO", StringComparison.Ordinal);

        internal override bool Read()
        {
            if (context.isStopped && !goesBack)
                throw new InvalidOperationException("A statement of this transaction failed: nothing goes on but from a savepoint.");
            try
            {
                var read = base.Read();
                context.isStopped &= !goesBack;
                return read;
            }
            catch (SqliteException)
            {
                context.isStopped = true;
                throw;
            }
        }
    }
}
