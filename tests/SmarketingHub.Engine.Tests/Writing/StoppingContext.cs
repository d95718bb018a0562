using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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

    protected override void OnConfiguring(DbContextOptionsBuilder options)
    {
        base.OnConfiguring(options);
        options.AddInterceptors(StoppingQueries.Instance);
    }

    private void GoOn()
    {
        if (isStopped)
            throw new InvalidOperationException("A statement of this transaction failed: nothing goes on but from a savepoint.");
    }

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
            if (!goesBack)
                context.GoOn();
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

    /// <summary>What EF Core asks and writes.</summary>
    private sealed class StoppingQueries : DbCommandInterceptor
    {
        internal static readonly StoppingQueries Instance = new();

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => GoOn(eventData, result);

        public override InterceptionResult<object> ScalarExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => GoOn(eventData, result);

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => GoOn(eventData, result);

        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData)
        {
            if (eventData.Context is StoppingContext context)
                context.isStopped = true;
        }

        private static T GoOn<T>(CommandEventData eventData, T result)
        {
            (eventData.Context as StoppingContext)?.GoOn();
            return result;
        }
    }
}
