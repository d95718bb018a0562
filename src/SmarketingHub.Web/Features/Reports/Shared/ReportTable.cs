using NodaTime;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>What a column holds, so that a screen, a CSV and a spreadsheet each write it in their way.</summary>
public enum ColumnKind
{
    Text,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>0 to 1, shown in percent.</summary>
    Share,

    /// <summary>Percentage points by which a share differs: with a sign, to a tenth.</summary>
    Points,

    /// <summary>Seconds, as a number or a <see cref="Duration"/>.</summary>
    Seconds,

    /// <summary>The same, shown in days from three days on: time as the calendar has it.</summary>
    Elapsed,

    /// <summary>In the installation's currency.</summary>
    Money,
    Instant,

    /// <summary>A day; or a moment of one that is not over.</summary>
    Day,
}

/// <summary>One table of a report: the same for the screen, CSV, a spreadsheet and print.</summary>
/// <param name="Sortable">False where the order says something, and where sorting would make a league table of people.</param>
/// <param name="Note">A sentence below it.</param>
/// <param name="Sheet">What its sheet is called in a workbook, where a name has room for 31 signs; null: as its title.</param>
public sealed record ReportTable(
    string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, bool Sortable = true, string? Note = null,
    string? Sheet = null)
{
    public IReadOnlyList<ReportRow> Rows { get; } = Fitting(Title, Columns, Rows);

    private static IReadOnlyList<ReportRow> Fitting(string title, IReadOnlyList<ReportColumn> columns, IReadOnlyList<ReportRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Cells.Count != columns.Count)
                throw new ArgumentException($"A row of '{title}' has {row.Cells.Count} cells under {columns.Count} headers.", nameof(rows));
            foreach (var (cell, column) in row.Cells.Zip(columns))
                if (!cell.Fits(column.Kind))
                    throw new ArgumentException($"'{cell.Value}' is not {column.Kind}: '{column.Header}' of '{title}'.", nameof(rows));
        }
        return rows;
    }
}

/// <param name="Definition">What is counted, in a sentence or two; shown on hover, focus and touch.</param>
public sealed record ReportColumn(string Header, ColumnKind Kind = ColumnKind.Text, string? Definition = null)
{
    public bool IsText => Kind is ColumnKind.Text or ColumnKind.Day;

    public bool IsTime => Kind is ColumnKind.Seconds or ColumnKind.Elapsed;
}

/// <param name="Href">Where the row's first cell leads.</param>
/// <param name="IsTotal">Stays at the end however the table is sorted.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells, string? Href = null, bool IsTotal = false);
