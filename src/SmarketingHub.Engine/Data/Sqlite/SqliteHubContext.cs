using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace SmarketingHub.Engine.Data;

/// <summary>The rows in a SQLite file.</summary>
public class SqliteHubContext(DbContextOptions<SqliteHubContext> options) : HubContext(options)
{
    /// <summary>
    /// What every connection needs: a commit is on the disk before anybody is told (FULL),
    /// references hold, and what is deleted is overwritten. A connection of the pool may have been the writer's: its cache is SQLite's own
    /// size again.
    /// </summary>
    internal const string Pragmas =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-2000;";

    private PreparedCommands? prepared;

    internal override void LeaveNoTrace(long sequence) => Database.ExecuteSql(
        $"""
        INSERT INTO "OwedCuts" ("Id", "Sequence") VALUES (1, {sequence})
        ON CONFLICT ("Id") DO UPDATE SET "Sequence" = excluded."Sequence"
        """);

    public override DbTransaction BeginRead()
    {
        Database.OpenConnection();
        var transaction = Connection.BeginTransaction(deferred: true);
        Database.UseTransaction(transaction);
        return transaction;
    }

    // Rows that an index names lie all over their table: with SQLite's own 2 MB each is read from the file again and again.
    internal override void ReadMuch() => Database.ExecuteSqlRaw("PRAGMA cache_size=-65536");

    internal override void ReadLittle() => Database.ExecuteSqlRaw("PRAGMA cache_size=-2000; PRAGMA shrink_memory");

    // The driver's own takes the write lock at once.
    internal override IDbContextTransaction BeginWrite() => Database.BeginTransaction();

    internal override bool GoesOnAfterError => true;

    internal override bool IsInTransaction => raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    protected SqliteConnection Connection => (SqliteConnection)Database.GetDbConnection();

    internal override Statement Prepare(string sql) => new SqliteStatement(Connection, sql);

    // Whoever writes comes by the same pages again and again, those of some twenty indexes among them: 64 MB of them at most.
    internal override void StayOpen()
    {
        base.StayOpen();
        Database.ExecuteSqlRaw("PRAGMA cache_size=-65536");
        prepared = new();
    }

    public override void Dispose()
    {
        prepared?.Dispose();
        base.Dispose();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<OwedCut>(cut =>
        {
            cut.ToTable("OwedCuts");
            cut.Property(c => c.Id).ValueGeneratedNever();
        });
    }

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.AddInterceptors(PragmaInterceptor.Instance, PreparedInterceptor.Instance);

    private sealed class PragmaInterceptor : DbConnectionInterceptor
    {
        internal static readonly PragmaInterceptor Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellation = default)
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

    private sealed class PreparedInterceptor : DbCommandInterceptor
    {
        internal static readonly PreparedInterceptor Instance = new();

        public override InterceptionResult<DbCommand> CommandCreating(
            CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
            Of(eventData.Context) is { } prepared ? InterceptionResult<DbCommand>.SuppressWithResult(prepared.Blank) : result;

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
            Of(eventData.Context) is { } prepared && result == prepared.Blank ? prepared.Filled(eventData.Connection) : result;

        // A query is none of these, and what SaveChanges writes is not, either: the door knows of it.
        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            (eventData.Context as HubContext)?.BeforeChange?.Invoke();
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellation = default) =>
            new(NonQueryExecuting(command, eventData, result));

        private static PreparedCommands? Of(DbContext? context) => (context as SqliteHubContext)?.prepared;
    }
}
