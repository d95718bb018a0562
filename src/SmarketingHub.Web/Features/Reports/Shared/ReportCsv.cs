using System.Globalization;
using CsvHelper;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>
/// A report as CSV, in the dialect of the product's export: what was asked first, then each table under its title. Numbers are plain
/// (shares 0 to 1, times in seconds, which their headers say), moments in UTC, whatever the viewer's language.
/// </summary>
public static class ReportCsv
{
    public static async Task Write(Stream csv, ReportFileText report, CancellationToken stop = default)
    {
        // One file of several tables: their lines are not of one length.
        var dialect = new CsvWriterOptions { WriteByteOrderMark = true, ValidateFieldCount = false };
        await using var writer = CsvWriter.Create(csv, dialect, leaveOpen: true);
        async Task Line(IEnumerable<string> cells)
        {
            foreach (var cell in cells)
                writer.WriteField(cell);
            await writer.EndRecordAsync(stop);
        }
        foreach (var (name, value) in report.About)
            await Line([Safe(name), Write(value)]);
        foreach (var table in report.Tables)
        {
            await Line([""]);
            await Line([Safe(table.Title)]);
            await Line(table.Columns.Select(column => Safe(column.IsTime ? $"{column.Header} (s)" : column.Header)));
            foreach (var row in table.Rows)
                await Line(row.Cells.Select(cell => Write(cell)));
        }
        await writer.FlushAsync(stop);
    }

    // A number below zero is one, and no formula.
    private static string Write(ReportCell cell) => cell.Value switch
    {
        string text => Safe(text),
        Instant at => InstantPattern.ExtendedIso.Format(at),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        long or int => Convert.ToString(cell.Value, CultureInfo.InvariantCulture)!,
        _ => cell.Number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "",
    };

    private static string Safe(string text) => Formulas.Guard(text.Replace("\0", "", StringComparison.Ordinal));
}
