using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>What the database finds wrong with its own pages, by the names of tables and indexes.</summary>
public static partial class FileDamage
{
    /// <summary>The same of a copy that nobody works on.</summary>
    internal static IReadOnlyList<string> OfCopy(string file) => Of($"Data Source={file};Mode=ReadOnly");

    /// <summary>Nothing for a whole file, a missing one, and one that is no database.</summary>
    public static IReadOnlyList<string> Of(string connectionString)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString)
        {
            Pooling = false,
        }.ConnectionString);
        if (!File.Exists(connection.DataSource))
            return [];
        var found = new List<string>();
        try
        {
            connection.Open();
            Read(connection, "PRAGMA integrity_check(50)", row => found.Add(row.GetString(0)));
        }
        catch (SqliteException error) when (SqliteFault.IsNoDatabase(error))
        {
            return [];
        }
        catch (SqliteException error) when (found.Count == 0)
        {
            return [$"The pages cannot be read: {error.Message}"];
        }
        catch (SqliteException)
        {
            // It went as far as the damage let it.
        }
        if (found is ["ok"])
            return [];
        var names = Names(connection);
        return found.ConvertAll(line => Tree()
            .Replace(line, tree => names.GetValueOrDefault(long.Parse(tree.Groups[1].ValueSpan), tree.Value)));
    }

    // By the page at which each begins.
    private static Dictionary<long, string> Names(SqliteConnection connection)
    {
        var names = new Dictionary<long, string>();
        try
        {
            Read(connection, "SELECT rootpage, type || ' ' || name FROM sqlite_master WHERE rootpage > 0",
                row => names[row.GetInt64(0)] = row.GetString(1));
        }
        catch (SqliteException)
        {
            // The list of tables is what is damaged.
        }
        return names;
    }

    private static void Read(SqliteConnection connection, string sql, Action<SqliteDataReader> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            read(rows);
    }

    [GeneratedRegex(@"\bTree (\d+)\b")]
    private static partial Regex Tree();
}
