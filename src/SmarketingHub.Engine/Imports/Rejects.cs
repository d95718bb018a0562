using System.Globalization;
using CsvHelper;

namespace SmarketingHub.Engine.Imports;

/// <summary>The rows that could not be imported, as they came, with line, field and reason behind.</summary>
internal sealed class Rejects(CsvFile file, Columns columns)
{
    // A row as it came, with what is said about it, each cell quoted.
    private const int LargestRow = 4 * 1024 * 1024;

    private readonly StringWriter text = new(CultureInfo.InvariantCulture);
    private CsvWriter? csv;

    internal int Count { get; private set; }

    /// <summary>What is left of the rejected rows without those that the test is true of; null when nothing is.</summary>
    internal static string? Without(string rejects, Func<IReadOnlyList<string>, bool> test)
    {
        using var reader = CsvReader.Create(new StringReader(rejects),
            new CsvReaderOptions { Separator = DelimiterOf(rejects), HasHeader = false, MaxRecordSize = LargestRow });
        using var rest = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = CsvWriter.Create(rest, new CsvWriterOptions { Separator = DelimiterOf(rejects) }, leaveOpen: true);
        var (isHeader, kept, gone) = (true, 0, 0);
        while (reader.Read())
        {
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))];
            if (!isHeader && test(cells))
            {
                gone++;
                continue;
            }
            foreach (var cell in cells)
                writer.WriteField(cell);
            writer.EndRecord();
            kept += isHeader ? 0 : 1;
            isHeader = false;
        }
        writer.Flush();
        return gone == 0 ? rejects : kept == 0 ? null : rest.ToString();
    }

    // The header ends with our own three columns.
    private static char DelimiterOf(string rejects)
    {
        var end = rejects.IndexOf("field", StringComparison.Ordinal);
        for (; end > 0; end = rejects.IndexOf("field", end + 1, StringComparison.Ordinal))
            if (rejects.AsSpan(end).StartsWith($"field{rejects[end - 1]}reason") && rejects[end - 1] is ',' or ';' or '\t' or '|')
                return rejects[end - 1];
        return ',';
    }

    /// <param name="column">The one that is wrong; null: the row as a whole.</param>
    internal void Add(CsvRow row, string? column, string reason)
    {
        csv ??= Begin();
        Count++;
        // A row of another width is filled, or its surplus kept in the last cell, so that what is said about it stands in its columns.
        for (var i = 0; i < Own; i++)
            csv.WriteField(Formulas.Guard(i >= row.Cells.Length ? "" : i < Own - 1 || row.Cells.Length <= columns.Width ? row.Cells[i]
                : string.Join(file.Delimiter, row.Cells[i..])));
        csv.WriteField(row.Line.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(Formulas.Guard(column ?? ""));
        csv.WriteField(Formulas.Guard(reason));
        csv.EndRecord();
    }

    public override string? ToString()
    {
        csv?.Flush();
        return Count == 0 ? null : text.ToString();
    }

    private int Own => columns.Own;

    private CsvWriter Begin()
    {
        var writer = CsvWriter.Create(text, new CsvWriterOptions { Separator = file.Delimiter[0] }, leaveOpen: true);
        foreach (var column in file.Header.Take(Own).Concat([Fields.Line, Fields.Field, Fields.Reason]))
            writer.WriteField(Formulas.Guard(column));
        writer.EndRecord();
        return writer;
    }
}
