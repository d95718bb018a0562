using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Ledger;

/// <summary>What the database finds wrong with its own pages, by the names of tables and indexes.</summary>
public static partial class FileDamage
{
    private const int NotADatabase = 26;

    /// <summary>Nothing for a whole file, a missing one, and one that is no database.</summary>
    public static IReadOnlyList<string> Of(string connectionString)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        if (!File.Exists(connection.DataSource))
            return [];
        try
        {
            connection.Open();
            var found = Read(connection, "PRAGMA integrity_check(50)", row => row.GetString(0));
            if (found is ["ok"])
                return [];
            var names = Names(connection);
            return found.ConvertAll(line => Tree().Replace(line, tree => names.GetValueOrDefault(long.Parse(tree.Groups[1].ValueSpan), tree.Value)));
        }
        catch (SqliteException error)
        {
            return error.SqliteErrorCode == NotADatabase ? [] : [$"The pages cannot be read: {error.Message}"];
        }
    }

    // By the page at which each begins.
    private static Dictionary<long, string> Names(SqliteConnection connection)
    {
        try
        {
            return Read(connection, "SELECT rootpage, type || ' ' || name FROM sqlite_master WHERE rootpage > 0", row => (Page: row.GetInt64(0), Name: row.GetString(1)))
                .ToDictionary(pair => pair.Page, pair => pair.Name);
        }
        catch (SqliteException)
        {
            // The list of tables is what is damaged.
            return [];
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

    [GeneratedRegex(@"\bTree (\d+)\b")]
    private static partial Regex Tree();
}
