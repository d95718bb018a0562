using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// How a class is laid out in its table: columns, key and conversions as EF Core's model has them. Worked out once a program.
/// </summary>
/// <remarks>
/// Of its columns, whose own code <see cref="TableColumn"/> shows, three methods are compiled:
/// <code>
/// void Bind(RowValues values, T row, ulong bits, int at) { if ((bits &amp; 1) != 0) { /* set the first */; ++at; } … }
/// ulong Changed(T before, T now) { ulong bits = 0; if (/* the first differs */) bits |= 1; … return bits; }
/// T Read(RowValues values) => new() { Id = /* read the first */, …, Part = /* all of it null */ ? null : new() { … } };
/// </code>
/// </remarks>
internal sealed class Mapping<T> where T : class
{
    // The model is the same for each context of a type.
    private static readonly ConcurrentDictionary<Type, Mapping<T>> Known = new();

    private readonly List<TableColumn> columns;
    private readonly Lazy<Action<RowValues, T, ulong, int>> bind;
    private readonly Lazy<Func<T, T, ulong>> changed;
    private readonly Lazy<Func<RowValues, T>> read;

    private Mapping(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        Table = $"\"{table.Name}\"";
        columns = [.. entity.GetFlattenedProperties()
            .Select(property => new TableColumn($"\"{property.GetColumnName(table)}\"", property))];
        if (columns.Count > Mapping.MostColumns)
            throw new NotSupportedException($"{Table} has more than {Mapping.MostColumns} columns.");
        Columns = columns.ConvertAll(column => column.Name);
        var key = entity.FindPrimaryKey()!.Properties;
        All = Bits(_ => true);
        Key = Bits(column => key.Contains(column.Property));
        (bind, changed, read) = (new(BindAny), new(ChangedIn), new(ReadAll));
    }

    internal string Table { get; }

    /// <summary>Each with its bit, the first the lowest.</summary>
    internal IReadOnlyList<string> Columns { get; }

    internal ulong All { get; }

    internal ulong Key { get; }

    internal static Mapping<T> Of(HubContext rows) => Known.GetOrAdd(rows.GetType(), _ => new(rows.Model.FindEntityType(typeof(T))!));

    /// <summary>Sets values to these columns of the row, from one on.</summary>
    internal void Bind(RowValues values, T row, ulong columns, int from) => bind.Value(values, row, columns, from);

    /// <summary>The columns in which they differ.</summary>
    internal ulong Changed(T before, T now) => changed.Value(before, now);

    /// <summary>The row of these values: all columns in their order.</summary>
    internal T Read(RowValues values) => read.Value(values);

    private ulong Bits(Func<TableColumn, bool> which)
    {
        ulong bits = 0;
        for (var i = 0; i < columns.Count; i++)
            if (which(columns[i]))
                bits |= 1UL << i;
        return bits;
    }

    private Action<RowValues, T, ulong, int> BindAny()
    {
        var (values, row, bits, at) = (
            Expression.Parameter(typeof(RowValues)), Expression.Parameter(typeof(T)), Expression.Parameter(typeof(ulong)),
            Expression.Parameter(typeof(int)));
        var each = columns.Select((column, i) => Expression.IfThen(
            Has(bits, i), Expression.Block(column.Bind(values, at, row), Expression.PreIncrementAssign(at))));
        return Expression.Lambda<Action<RowValues, T, ulong, int>>(Expression.Block(each), values, row, bits, at).Compile();
    }

    private Func<T, T, ulong> ChangedIn()
    {
        var (before, now, bits) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)), Expression.Variable(typeof(ulong)));
        var each = columns.Select(Expression (column, i) => Expression.IfThen(
            column.Differs(before, now), Expression.OrAssign(bits, Expression.Constant(1UL << i))));
        return Expression.Lambda<Func<T, T, ulong>>(Expression.Block([bits], [.. each, bits]), before, now).Compile();
    }

    private Func<RowValues, T> ReadAll()
    {
        var values = Expression.Parameter(typeof(RowValues));
        var all = columns.Select((column, i) => (Column: column,
            Is: Expression.Bind(column.Property.PropertyInfo!, column.Read(values, i)), IsNull: TableColumn.IsNull(values, i)))
            .ToList();
        var own = all.Where(one => one.Column.Part is null).Select(one => one.Is);
        var parts = all.Where(one => one.Column.Part is not null).GroupBy(one => one.Column.Part!, one => (one.Is, one.IsNull))
            .Select(part =>
            {
                Expression made = Expression.MemberInit(Expression.New(part.Key.ClrType), part.Select(one => one.Is));
                // What is not there has no fields.
                var isThere = part.Key.IsNullable
                    ? Expression.Condition(part.Select(one => one.IsNull).Aggregate(Expression.AndAlso),
                        Expression.Default(part.Key.ClrType), made)
                    : made;
                return Expression.Bind(part.Key.PropertyInfo!, isThere);
            });
        return Expression.Lambda<Func<RowValues, T>>(Expression.MemberInit(Expression.New(typeof(T)), own.Concat(parts)), values)
            .Compile();
    }

    private static BinaryExpression Has(Expression bits, int column) =>
        Expression.NotEqual(Expression.And(bits, Expression.Constant(1UL << column)), Expression.Constant(0UL));
}

internal static class Mapping
{
    /// <summary>Which of them changed is a bit each.</summary>
    internal const int MostColumns = 64;
}
