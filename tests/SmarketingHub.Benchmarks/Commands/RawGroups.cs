using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>
/// The floor: the same rows by prepared statements on one raw connection, so many commands a transaction. Nothing is read.
/// </summary>
internal sealed class RawGroups(IReadOnlyList<List<RowChange>> commands) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);

    /// <summary>What is written, with its values already as the database takes them.</summary>
    private readonly List<List<(string Sql, object[] Values)>> written = [.. commands.Select(command => command.ConvertAll(Statement))];

    /// <returns>Commands a second.</returns>
    internal double Work(string file, int group)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous=FULL");
        var clock = Stopwatch.StartNew();
        foreach (var commands in written.Chunk(group))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var (sql, values) in commands.SelectMany(command => command))
                Run(connection, transaction, sql, values);
            Run(connection, transaction, "UPDATE Head SET Sequence = Sequence + $0, LastId = LastId + $0 WHERE Id = 1", [commands.Length]);
            transaction.Commit();
        }
        var rate = written.Count / clock.Elapsed.TotalSeconds;
        Dispose();
        return rate;
    }

    private void Run(SqliteConnection connection, SqliteTransaction transaction, string sql, object[] values)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = connection.CreateCommand();
            statement.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                statement.Parameters.Add(new($"${i}", null));
        }
        statement.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            statement.Parameters[i].Value = values[i];
        statement.ExecuteNonQuery();
    }

    private static (string Sql, object[] Values) Statement(RowChange change)
    {
        var table = change.Type.GetTableName()!;
        var store = StoreObjectIdentifier.Table(table);
        var values = change.Values.Select(v => ToDatabase(v.Property, v.Value));
        var columns = change.Values.Select(v => $"\"{v.Property.GetColumnName(store)}\"").ToList();
        if (change.Added)
            return (
                $"INSERT INTO \"{table}\" ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})",
                [.. values]);
        var key = change.Type.FindPrimaryKey()!.Properties;
        return (
            $"UPDATE \"{table}\" SET {string.Join(", ", columns.Select((c, i) => $"{c} = ${i}"))} "
                + $"WHERE {string.Join(" AND ", key.Select((k, i) => $"\"{k.GetColumnName(store)}\" = ${columns.Count + i}"))}",
            [.. values, .. key.Zip(change.Key, (property, value) => ToDatabase(property, value))]);
    }

    private static object ToDatabase(IProperty property, object? value) => value is null ? DBNull.Value
        : property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) ?? DBNull.Value : value;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }
}
