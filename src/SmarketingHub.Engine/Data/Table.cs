using System.Reflection;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// A table on a connection that stays open, its statements prepared when they are first needed. Writes what changed of a row and no more:
/// each column costs its indexes.
/// </summary>
internal sealed class Table<T>(HubContext rows) : IDisposable where T : class
{
    private static readonly Func<T, object> Cloned =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<T, object>>();

    private readonly Mapping<T> mapping = Mapping<T>.Of(rows);
    private readonly Dictionary<ulong, Statement> updates = [];
    private readonly List<Statement> all = [];
    private readonly string missing = $"A row of {Mapping<T>.Of(rows).Table} that was to be changed is not there.";
    private Statement? insert;
    private Statement? delete;

    /// <summary>How a row was, kept for comparison.</summary>
    internal static T Copy(T row) => (T)Cloned(row);

    /// <summary>Turns what stands there into what shall: null is no row.</summary>
    internal void Write(T? before, T? now)
    {
        if (before is null)
            Run(
                insert ??= Prepare(
                    $"INSERT INTO {mapping.Table} ({string.Join(", ", mapping.Columns)}) VALUES ({Parameters(mapping.Columns.Count)})"),
                now!, mapping.All);
        else if (now is null)
            Run(delete ??= Prepare($"DELETE FROM {mapping.Table} WHERE {KeyIs(1)}"), before, mapping.Key);
        else if (mapping.Changed(before, now) is > 0 and var changed)
            Update(now, changed);
    }

    /// <summary>Selects whole rows, to be read by <see cref="Read"/>.</summary>
    /// <param name="which">What follows the columns, as SQL that every database understands; parameters are <c>$1</c>, <c>$2</c>, … in
    /// their order.</param>
    /// <param name="prefix">What the table is called in it.</param>
    internal Statement Select(string which, string prefix = "") =>
        Prepare($"SELECT {string.Join(", ", mapping.Columns.Select(column => prefix + column))} {which}");

    internal Statement SelectWhere(string condition) => Select($"FROM {mapping.Table} WHERE {condition}");

    internal T Read(Statement select) => mapping.Read(select);

    /// <summary>They are the same row, then and now.</summary>
    internal bool HaveOneKey(T a, T b) => (mapping.Changed(a, b) & mapping.Key) == 0;

    /// <summary>The first that a select finds.</summary>
    internal T? First(Statement select)
    {
        try
        {
            return select.Read() ? mapping.Read(select) : null;
        }
        finally
        {
            select.Reset();
        }
    }

    public void Dispose() => all.ForEach(statement => statement.Dispose());

    private void Update(T row, ulong changed)
    {
        if (!updates.TryGetValue(changed, out var update))
        {
            var set = mapping.Columns.Where((_, i) => (changed >> i & 1) == 1).Select((column, i) => $"{column} = ${i + 1}").ToList();
            updates[changed] = update = Prepare($"UPDATE {mapping.Table} SET {string.Join(", ", set)} WHERE {KeyIs(set.Count + 1)}");
        }
        mapping.Bind(update, row, mapping.Key, System.Numerics.BitOperations.PopCount(changed));
        Run(update, row, changed);
    }

    private void Run(Statement statement, T row, ulong columns)
    {
        mapping.Bind(statement, row, columns, 0);
        statement.RunOnRow(missing);
    }

    private string KeyIs(int from) =>
        string.Join(" AND ", mapping.Columns.Where((_, i) => (mapping.Key >> i & 1) == 1).Select((column, i) => $"{column} = ${from + i}"));

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));

    private Statement Prepare(string sql)
    {
        var statement = rows.Prepare(sql);
        all.Add(statement);
        return statement;
    }
}
