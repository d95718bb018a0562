using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Cuts SQLite's write-ahead log after somebody was forgotten: what was deleted is overwritten in its pages,
/// but the log has the pages as they were. A cut needs a moment at which nobody reads an old page.
/// It is tried on a connection of its own that never waits, so that it holds up nobody, and owed until it is done.
/// </summary>
public sealed class LogCut(IDbContextFactory<HubContext> contexts, ILogger<LogCut> log)
{
    private const int Busy = 5;
    private const int Locked = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A cut was tried and is still owed.</summary>
    public event Action? Missed;

    /// <summary>For whoever owed it just now: an error is no fault of theirs, and the cut stays owed.</summary>
    public bool TryNow()
    {
        try
        {
            if (Try())
                return true;
        }
        catch (Exception error)
        {
            log.LogError(error, "The log could not be cut after somebody was forgotten; it is tried again");
        }
        Missed?.Invoke();
        return false;
    }

    /// <summary>
    /// Tries it again and again for some time, by the real clock: whoever looks at what was just committed is done in some milliseconds.
    /// </summary>
    /// <returns>Whether nothing is owed any more.</returns>
    public async Task<bool> TrySoon(TimeSpan patience)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var waited = TimeSpan.Zero; waited < patience; waited += Pause)
            if (TryNow())
                return true;
            else
                await timer.WaitForNextTickAsync();
        return false;
    }

    /// <summary>Cuts the log, if a cut is owed.</summary>
    /// <returns>Whether nothing is owed any more; false: somebody reads or writes just now.</returns>
    public bool Try()
    {
        using var connection = Open();
        try
        {
            if (Owed(connection) is not { } owed)
                return true;
            // Most of the work is done beside writers; what stops them is short.
            // The whole file is not read in vain while somebody reads: then the log cannot be cut.
            if (!Checkpoint(connection, "PASSIVE") || !Checkpoint(connection, "TRUNCATE"))
                return false;
            var gaps = new PageGaps(connection);
            var found = gaps.Find();
            return Checkpoint(connection, "TRUNCATE") && Clear(connection, gaps, found, owed) && Owed(connection) is null;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Busy or Locked)
        {
            return false;
        }
    }

    /// <summary>
    /// Files beside this one that were made of it and still have what it had then: of upgrades and restores. Their names.
    /// </summary>
    public IReadOnlyList<string> Copies()
    {
        using var rows = contexts.CreateDbContext();
        var file = Path.GetFullPath(rows.Database.GetDbConnection().DataSource);
        return [.. new[] { ".backup-*", ".replaced-*" }
            .SelectMany(kind => Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + kind))
            .Select(copy => Path.GetFileName(copy)).Where(copy => !copy.EndsWith("-shm", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>With the log cut, what is left stands in unused parts of pages.</summary>
    private static bool Clear(SqliteConnection connection, PageGaps gaps, List<long> found, long owed)
    {
        Run(connection, "BEGIN IMMEDIATE");
        try
        {
            // Somebody wrote since: the next try cuts that, too.
            if (new FileInfo(FileOf(connection) + "-wal") is { Exists: true, Length: > 0 })
                return false;
            gaps.Clear(found);
            // Another one may be owed since. By this commit others learn that their pages in memory are old.
            Run(connection, $"DELETE FROM \"OwedCuts\" WHERE \"Sequence\" <= {owed}; COMMIT");
            return true;
        }
        finally
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                Run(connection, "ROLLBACK");
        }
    }

    private SqliteConnection Open()
    {
        using var rows = contexts.CreateDbContext();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(rows.Database.GetConnectionString())
        {
            Pooling = false,
            DefaultTimeout = 1,
        }.ConnectionString);
        connection.Open();
        Run(connection, SqliteHubContext.Pragmas + "PRAGMA busy_timeout=0");
        return connection;
    }

    // Where it really is: the log stands there, and not beside a link.
    private static string FileOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        return (string)command.ExecuteScalar()!;
    }

    private static long? Owed(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Sequence\" FROM \"OwedCuts\"";
        return command.ExecuteScalar() as long?;
    }

    // It fails without an error. Its one row says whether it was kept from its work, how many pages are in the log, and how many of these
    // are in the file, too.
    private static bool Checkpoint(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
        using var row = command.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
