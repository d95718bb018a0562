using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>A file of the database with what stands beside it: its logs, which belong to it wherever it goes.</summary>
public static class DataFile
{
    // The file last: it is whole only with its logs, as long as it has any.
    private static readonly string[] Parts = ["-wal", "-shm", "-journal", ""];

    /// <summary>Where it is, as a whole path.</summary>
    /// <exception cref="UnusableFile">The connection names no file.</exception>
    public static string Of(string connection) =>
        new SqliteConnectionStringBuilder(connection) is { Mode: not SqliteOpenMode.Memory, DataSource: not ("" or ":memory:") } named
            ? Path.GetFullPath(named.DataSource)
            : throw new UnusableFile("ConnectionStrings__Hub names no file: \"Data Source=/path/hub.db\".");

    /// <summary>Its rows, on a connection that is closed with them.</summary>
    public static HubContext Open(string file) =>
        new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite($"Data Source={file};Pooling=False").Options);

    public static void Remove(string file)
    {
        foreach (var part in Parts)
            File.Delete(file + part);
    }

    /// <summary>What has the new name is replaced.</summary>
    public static void Move(string file, string to)
    {
        Remove(to);
        foreach (var part in Parts)
            if (File.Exists(file + part))
                File.Move(file + part, to + part);
    }

    /// <summary>Closes what this process keeps open of any file and does not use.</summary>
    public static void LetGo() => SqliteConnection.ClearAllPools();
}
