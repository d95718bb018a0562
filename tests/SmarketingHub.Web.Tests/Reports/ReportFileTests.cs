using System.IO.Compression;
using System.Text;
using NodaTime;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class ReportFileTests
{
    private static readonly ReportTable Table = new("Sources/all",
        [
            new("Source"), new("Leads", ColumnKind.Count), new("Share", ColumnKind.Share), new("Time", ColumnKind.Seconds),
            new("Change", ColumnKind.Number), new("Seen", ColumnKind.Instant), new("Day", ColumnKind.Day),
        ],
        [
            new(["=HYPERLINK(\"x\")", 3, 0.125, 5400.0, -1.5, Instant.FromUtc(2026, 3, 2, 8, 0), new LocalDate(2026, 3, 4)]),
            new(["Ads, \"paid\"", null as int?, null as double?, null as double?, null as double?, null as Instant?, null as LocalDate?]),
        ]);

    private static readonly ReportFileText Text =
        new("funnel", [("Report", "Funnel"), ("As known at", Instant.FromUtc(2026, 3, 2, 14, 0)), ("Line", 6742L)], "What was asked",
            [Table]);

    [Fact]
    public async Task A_csv_says_what_was_asked_and_has_plain_values_and_no_formulas()
    {
        using var file = new MemoryStream();
        await ReportCsv.Write(file, Text);

        var bytes = file.ToArray();
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        Encoding.UTF8.GetString(bytes[3..]).Split("\r\n").ShouldBe(
        [
            "Report,Funnel", "As known at,2026-03-02T14:00:00Z", "Line,6742", "\"\"", "Sources/all",
            "Source,Leads,Share,Time (s),Change,Seen,Day",
            "\"'=HYPERLINK(\"\"x\"\")\",3,0.125,5400,-1.5,2026-03-02T08:00:00Z,2026-03-04",
            "\"Ads, \"\"paid\"\"\",,,,,,", "",
        ]);
    }

    [Fact]
    public async Task A_workbook_has_real_numbers_dates_and_percents_under_a_frozen_header()
    {
        using var file = new MemoryStream();
        await ReportXlsx.Write(file, Text, DateTimeZoneProviders.Tzdb["Europe/Warsaw"]);

        using var zip = new ZipArchive(file);
        string Part(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
        Part("xl/workbook.xml").ShouldSatisfyAllConditions(
            book => book.ShouldContain("What was asked"), book => book.ShouldContain("Sources all"));
        var sheet = Part("xl/worksheets/sheet2.xml");
        sheet.ShouldContain("state=\"frozen\"");
        // A share, an hour and a half, 09:00 in Warsaw as Excel counts days, a number below zero, a day.
        foreach (var number in new[] { "<v>3</v>", "<v>0.125</v>", "<v>1.5</v>", "<v>46083.375</v>", "<v>-1.5</v>", "<v>46085</v>" })
            sheet.ShouldContain(number);
        Part("xl/worksheets/sheet1.xml").ShouldSatisfyAllConditions(
            asked => asked.ShouldContain("<v>46083.625</v>"), asked => asked.ShouldContain("<v>6742</v>"));
        sheet.ShouldNotContain("<f>");
        Part("xl/styles.xml").ShouldSatisfyAllConditions(
            styles => styles.ShouldContain("0.0%"), styles => styles.ShouldContain("#,##0.00"));
        sheet.ShouldContain("Time (h)");
    }

    [Fact]
    public async Task Sheets_have_names_that_Excel_takes()
    {
        var titles = new[] { "A very long title of a table that goes on", "A very long title of a table that goes further", "", "a:b" };
        using var file = new MemoryStream();
        await ReportXlsx.Write(file, Text with { Tables = [.. titles.Select(title => Table with { Title = title })] }, DateTimeZone.Utc);

        using var zip = new ZipArchive(file);
        using var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        var names = System.Xml.Linq.XDocument.Parse(reader.ReadToEnd()).Descendants().Where(e => e.Name.LocalName == "sheet")
            .Select(e => e.Attribute("name")!.Value).ToList();
        names.Count.ShouldBe(5);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(5);
        names.ShouldAllBe(name => name.Length > 0 && name.Length <= 31 && name.IndexOfAny("[]:*?/\\".ToCharArray()) < 0);
    }

    [Fact]
    public async Task A_sheet_is_called_by_its_short_name_and_a_long_one_ends_with_a_word()
    {
        using var file = new MemoryStream();
        await ReportXlsx.Write(file, Text with
        {
            Tables =
            [
                Table with { Title = "Acceptance: share that still waits", Sheet = "Acceptance" },
                Table with { Title = "Marketing: hand off eighty leads each month" },
            ],
        }, DateTimeZone.Utc);

        using var zip = new ZipArchive(file);
        using var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        var book = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        book.ShouldContain("\"Acceptance\"");
        book.ShouldContain("\"Marketing hand off eighty…\"");
    }

    [Fact]
    public void A_cell_that_does_not_fit_its_column_is_refused()
    {
        Should.Throw<ArgumentException>(() => new ReportTable("T", [new("Name")], [new([3])]));
        Should.Throw<ArgumentException>(() => new ReportTable("T", [new("Share", ColumnKind.Share)], [new([double.NaN])]));
        Should.Throw<ArgumentException>(() => new ReportTable("T", [new("Name"), new("Count", ColumnKind.Count)], [new(["x"])]));
    }
}
