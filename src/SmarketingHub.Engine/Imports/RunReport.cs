using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Counts, row by row, what becomes a run's report.</summary>
internal sealed class RunReport(Columns columns)
{
    /// <summary>Of each field.</summary>
    internal const int MostWords = 50;

    // Of each field; what comes behind these is told by column and reason alone.
    private const int MostCounted = 5_000;

    /// <summary>Fields that hold a word of a list.</summary>
    internal static readonly IReadOnlyList<string> OfWords = ["stage", "owner", "holder", "country", "grade", "timeZone", "currency"];

    private static readonly HashSet<string> MayBePersonal =
        ["email", "phone", "firstName", "lastName", Fields.Name, "title", "company", "note", "closeReason", "externalId", "externalIds"];

    private readonly Dictionary<string, int> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Column, string Format), ReportLeftOut> leftOut = [];
    private readonly Dictionary<string, Dictionary<string, int>> words =
        OfWords.ToDictionary(field => field, _ => new Dictionary<string, int>());
    private readonly Dictionary<string, string?> fields = FieldsOf(columns);

    /// <summary>Values that are left out for a reason.</summary>
    internal int Count { get; private set; }

    internal void Take(int line, IEnumerable<LeftOutValue> values)
    {
        foreach (var (column, value, why) in values)
            if (why is null)
                kept[column] = kept.GetValueOrDefault(column) + 1;
            else
                Take(line, column, value, why);
    }

    internal ImportReport Made() => new(
        [.. Enumerable.Range(0, columns.Own).Select(column => columns.NameOf(column)).Select((name, column) =>
            new ReportColumn(name, fields.GetValueOrDefault(name), columns.UseOf(column), kept.GetValueOrDefault(name)))],
        [.. leftOut.Values.OrderByDescending(left => left.Count).ThenBy(left => left.FirstLine)],
        [.. OfWords.SelectMany(field => words[field].OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(MostWords).Select(word => new UnknownWord(field, word.Key, word.Value, null)))]);

    private void Take(int line, string column, string value, Phrase why)
    {
        Count++;
        var field = fields.GetValueOrDefault(column) ?? "";
        if (leftOut.TryGetValue((column, why.Format), out var before))
            leftOut[(column, why.Format)] = before with { Count = before.Count + 1 };
        else
            leftOut[(column, why.Format)] = MayBePersonal.Contains(field)
                ? new(column, ReportLeftOut.Bare(why), 1, line, null) : new(column, why, 1, line, Cells.Shorten(value));
        if (words.TryGetValue(field, out var counted) && LeftOutWhy.IsUnknown(why)
            && (counted.Count < MostCounted || counted.ContainsKey(value)))
            counted[value] = counted.GetValueOrDefault(value) + 1;
    }

    // Of two columns of one name either.
    private static Dictionary<string, string?> FieldsOf(Columns columns)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in Fields.All.Append(StockWords.DealName))
            foreach (var column in columns.Of(field))
                fields[columns.NameOf(column)] = field;
        return fields;
    }
}
