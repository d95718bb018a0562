using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmarketingHub.Engine.Data;
using SQLitePCL;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>Writes rows with prepared statements, as fast as SQLite takes them. Columns and conversions are the model's.</summary>
public sealed class BulkRows(sqlite3 connection, HubContext model) : IDisposable
{
    private sealed record Statement(sqlite3_stmt Prepared, Func<object, object?>[] Columns);

    private readonly Dictionary<Type, Statement> statements = [];

    public void Add(object row)
    {
        if (!statements.TryGetValue(row.GetType(), out var statement))
            statements.Add(row.GetType(), statement = Prepare(model.Model.FindEntityType(row.GetType())!));
        for (var i = 0; i < statement.Columns.Length; i++)
            Bind(statement.Prepared, i + 1, statement.Columns[i](row));
        var result = raw.sqlite3_step(statement.Prepared);
        raw.sqlite3_reset(statement.Prepared);
        if (result != raw.SQLITE_DONE)
            throw new InvalidOperationException($"{row.GetType().Name}: {raw.sqlite3_errmsg(connection).utf8_to_string()}");
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Prepared.Dispose();
    }

    private static void Bind(sqlite3_stmt statement, int index, object? value) => _ = value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => raw.sqlite3_bind_text(statement, index, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        bool flag => raw.sqlite3_bind_int(statement, index, flag ? 1 : 0),
        decimal amount =>
            raw.sqlite3_bind_text(statement, index, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        _ => raw.sqlite3_bind_int64(statement, index, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private Statement Prepare(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        var properties = entity.GetFlattenedProperties().ToList();
        var names = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
        var sql = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", properties.Select(_ => "?"))})";
        return raw.sqlite3_prepare_v2(connection, sql, out var prepared) == raw.SQLITE_OK
            ? new(prepared, [.. properties.Select(ReaderOf)])
            : throw new InvalidOperationException(raw.sqlite3_errmsg(connection).utf8_to_string());
    }

    private static Func<object, object?> ReaderOf(IProperty property)
    {
        var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
        // What is not there has no fields; asked for, they would be zeros.
        var whole = (property.DeclaringType as IComplexType)?.ComplexProperty.GetGetter();
        return row => whole is not null && whole.GetClrValue(row) is null ? null : getter.GetClrValueUsingContainingEntity(row) is { } value
            ? converter is null ? value : converter.ConvertToProvider(value) : null;
    }
}
