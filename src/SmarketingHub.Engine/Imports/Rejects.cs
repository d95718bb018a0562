using System.Globalization;
using CsvHelper;

namespace SmarketingHub.Engine.Imports;

/// <summary>The rows that could not be imported, as they came, with line, field and reason behind.</summary>
internal sealed class Rejects(CsvFile file, Columns columns)
{
    private readonly StringWriter text = new(CultureInfo.InvariantCulture);
    private CsvWriter? csv;

    internal int Count { get; private set; }

    internal void Add(CsvRow row, string field, string reason)
    {
        csv ??= Begin();
        Count++;
        // A row of another width is filled, or its surplus kept in the last cell, so that what is said about it stands in its columns.
        for (var i = 0; i < Own; i++)
            csv.WriteField(Formulas.Guard(i >= row.Cells.Length ? "" : i < Own - 1 || row.Cells.Length <= columns.Width ? row.Cells[i] : string.Join(file.Delimiter, row.Cells[i..])));
        csv.WriteField(row.Line.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(Formulas.Guard(field.Length == 0 ? "" : columns.NameOf(field)));
        csv.WriteField(Formulas.Guard(reason));
        csv.EndRecord();
    }

    public override string? ToString()
    {
        csv?.Flush();
        return Count == 0 ? null : text.ToString();
    }

    private int Own => columns.IsRejects ? columns.Width - 3 : columns.Width;

    private CsvWriter Begin()
    {
        var writer = CsvWriter.Create(text, new CsvWriterOptions { Separator = file.Delimiter[0] }, leaveOpen: true);
        foreach (var column in file.Header.Take(Own).Concat([Fields.Line, Fields.Field, Fields.Reason]))
            writer.WriteField(Formulas.Guard(column));
        writer.EndRecord();
        return writer;
    }
}
