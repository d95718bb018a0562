using NodaTime;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>A report as a workbook: a sheet a table, the header frozen, numbers as numbers; the first sheet says what was asked.</summary>
public static class ReportXlsx
{
    // Of Excel: the longest text of a cell, the longest name of a sheet and what it must not hold.
    private const int LongestText = 32_767, LongestName = 31;
    private const string NotInNames = "[]:*?/\\";
    private const double SecondsOfHour = 3_600;

    public static async Task Write(Stream xlsx, ReportFileText report, DateTimeZone zone, CancellationToken stop = default)
    {
        await using var book = await Spreadsheet.CreateNewAsync(xlsx, cancellationToken: stop);
        var header = book.AddStyle(new() { Font = { Bold = true } });
        StyleId Formatted(NumberFormat format) => book.AddStyle(new() { Format = format });
        var styles = new Dictionary<ColumnKind, StyleId>
        {
            [ColumnKind.Count] = Formatted(NumberFormat.Custom("#,##0")),
            [ColumnKind.Number] = Formatted(NumberFormat.Custom("#,##0.0")),
            [ColumnKind.Points] = Formatted(NumberFormat.Custom("+0.0;-0.0;0.0")),
            [ColumnKind.Share] = Formatted(NumberFormat.Custom("0.0%")),
            // In hours: a spreadsheet shows no time of the day below zero.
            [ColumnKind.Seconds] = Formatted(NumberFormat.Custom("#,##0.00")),
            [ColumnKind.Elapsed] = Formatted(NumberFormat.Custom("#,##0.00")),
            [ColumnKind.Money] = Formatted(NumberFormat.Custom("#,##0.00")),
            [ColumnKind.Instant] = Formatted(NumberFormat.Custom("yyyy-mm-dd hh:mm:ss")),
            [ColumnKind.Day] = Formatted(NumberFormat.Custom("yyyy-mm-dd")),
        };
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        await book.StartWorksheetAsync(NameOf(report.AboutTitle, names), Widths([24, 60]), stop);
        foreach (var (name, value) in report.About)
            await book.AddRowAsync([new StyledCell(Safe(name), header), Write(value, ColumnKind.Count)], stop);
        foreach (var table in report.Tables)
        {
            var sheet = Widths([.. table.Columns.Select((column, at) => at == 0 ? 32.0 : column.IsText ? 22 : 16)]);
            sheet.FrozenRows = 1;
            await book.StartWorksheetAsync(NameOf(table.Sheet ?? table.Title, names), sheet, stop);
            var headers = table.Columns.Select(column => column.IsTime ? $"{column.Header} (h)" : column.Header);
            await book.AddRowAsync([.. headers.Select(text => new StyledCell(Safe(text), header))], stop);
            foreach (var row in table.Rows)
                await book.AddRowAsync([.. row.Cells.Zip(table.Columns, (cell, column) => Write(cell, column.Kind))], stop);
        }
        await book.FinishAsync(stop);

        StyledCell Write(ReportCell cell, ColumnKind kind) => cell.Value switch
        {
            null => new((string?)null, null),
            string text => new(Safe(text), null),
            Instant at => new(at.InZone(zone).LocalDateTime.ToDateTimeUnspecified(), styles[ColumnKind.Instant]),
            LocalDate day => new(day.ToDateTimeUnspecified(), styles[ColumnKind.Day]),
            _ => new(kind is ColumnKind.Seconds or ColumnKind.Elapsed ? cell.Number / SecondsOfHour : cell.Number, styles[kind]),
        };
    }

    private static WorksheetOptions Widths(IReadOnlyList<double> widths)
    {
        var options = new WorksheetOptions();
        foreach (var (width, at) in widths.Select((width, at) => (width, at)))
            options.Column(at + 1).Width = width;
        return options;
    }

    // What XML cannot hold is left out.
    private static string Safe(string text)
    {
        var plain = string.Concat(text.Where(sign =>
            sign is '\t' or '\n' or '\r' || !char.IsControl(sign) && sign is not ('\uFFFE' or '\uFFFF')));
        return plain.Length <= LongestText ? plain : plain[..LongestText];
    }

    // Behind a whole word, and with a sign that it goes on.
    private static string Cut(string name, int longest)
    {
        if (name.Length <= longest)
            return name;
        var start = name[..(longest - 1)];
        return (start.LastIndexOf(' ') is var space && space > longest / 2 ? start[..space] : start).TrimEnd() + "…";
    }

    private static string NameOf(string title, HashSet<string> taken)
    {
        var words = string.Concat(Safe(title).Select(sign => NotInNames.Contains(sign) || char.IsControl(sign) ? ' ' : sign))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plain = string.Join(' ', words).Trim('\'');
        if (plain.Length == 0)
            plain = "Report";
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : $" {number}";
            var name = Cut(plain, LongestName - end.Length) + end;
            if (taken.Add(name))
                return name;
        }
    }
}
