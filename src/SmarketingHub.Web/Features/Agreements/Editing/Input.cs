namespace SmarketingHub.Web.Features.Agreements.Editing;

public enum InputKind
{
    Text,
    Number,
    Choice,
    Check,
    Moment,

    /// <summary>Several values with commas between them; known ones are put in and taken out by a press.</summary>
    List,
}

/// <summary>One thing to type or to choose in an open field.</summary>
/// <param name="Name">Of its own within the field; the end of an error's field name: <c>target</c>.</param>
/// <param name="Known">Offered, not required.</param>
/// <param name="Row">The row that it stands in, for fields that are a table.</param>
public sealed record Input(
    string Name, string Label, InputKind Kind = InputKind.Text, IReadOnlyList<Option>? Options = null, IReadOnlyList<Option>? Known = null,
    string? Hint = null, int? Row = null);

public sealed record Option(string Value, string Label);

/// <summary>The texts of an open field by the names of its inputs, as they were typed, right or wrong.</summary>
public sealed class InputValues : Dictionary<string, string>
{
    public const string Rows = "rows", Yes = "yes";

    public InputValues() : base(StringComparer.Ordinal)
    {
    }

    public string Of(string name) => GetValueOrDefault(this, name) ?? "";

    internal bool Is(string name) => Of(name) == Yes;

    /// <summary>How many rows a table has.</summary>
    public int RowCount
    {
        get => int.TryParse(Of(Rows), out var count) ? Math.Clamp(count, 0, 200) : 0;
        set => this[Rows] = $"{value}";
    }

    /// <summary>Takes one row out of the columns; those below move up.</summary>
    public void RemoveRow(int row, IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            for (var at = row; at < RowCount - 1; at++)
                this[column + at] = Of(column + (at + 1));
            // A line that is added later begins empty.
            Remove($"{column}{RowCount - 1}");
        }
        RowCount--;
    }

    internal bool Says(InputValues other) => Keys.Union(other.Keys).All(key => Of(key) == other.Of(key));

    private static string? GetValueOrDefault(InputValues typed, string name) => typed.TryGetValue(name, out var value) ? value : null;
}
