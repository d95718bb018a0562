using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>A table with its indexes, in bytes; about.</summary>
public sealed record TableSize(string Name, long Rows, long Indexes)
{
    public long Bytes => Rows + Indexes;
}

/// <summary>How much room the data takes, in bytes.</summary>
/// <param name="File">Its pages, free ones among them.</param>
/// <param name="Log">What stands beside it.</param>
/// <param name="Free">Pages that nothing is in; they are used again.</param>
/// <param name="DiskLeft">Null: the system does not say.</param>
/// <param name="Tables">The largest first.</param>
/// <param name="Program">With its version.</param>
public sealed record FileFigures(
    string Path, long File, long Log, long Free, long? DiskLeft, IReadOnlyList<TableSize> Tables, string Program)
{
    /// <summary>Reads some pages in a thousand.</summary>
    public static FileFigures Of(HubContext rows)
    {
        var connection = (SqliteConnection)rows.Database.GetDbConnection();
        var isOpen = connection.State == System.Data.ConnectionState.Open;
        if (!isOpen)
            connection.Open();
        try
        {
            var raw = new RawFile(connection);
            var sizes = new TreeSizes(raw);
            var trees = Read(connection, "SELECT tbl_name, type, rootpage FROM sqlite_master WHERE rootpage > 0",
                row => (Table: row.GetString(0), IsTable: row.GetString(1) == "table", Root: row.GetInt64(2)));
            var tables = trees.Select(tree => (tree.Table, tree.IsTable, Bytes: sizes.PagesOf(tree.Root) * raw.PageSize))
                .GroupBy(tree => tree.Table)
                .Select(table => new TableSize(
                    table.Key, table.Where(tree => tree.IsTable).Sum(tree => tree.Bytes),
                    table.Where(tree => !tree.IsTable).Sum(tree => tree.Bytes)))
                .OrderByDescending(table => table.Bytes).ThenBy(table => table.Name, StringComparer.Ordinal);
            var path = Read(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'", row => row.GetString(0))[0];
            return new(
                path, raw.Pages * raw.PageSize, new FileInfo(path + "-wal") is { Exists: true } log ? log.Length : 0,
                Read(connection, "PRAGMA freelist_count", row => row.GetInt64(0))[0] * raw.PageSize, Left(path), [.. tables],
                $"SQLite {connection.ServerVersion}");
        }
        finally
        {
            if (!isOpen)
                connection.Close();
        }
    }

    private static long? Left(string path)
    {
        try
        {
            return new DriveInfo(System.IO.Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }
}
