using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary>What a run left out, as lines for a console; nothing, when it left out nothing.</summary>
internal static class ReportText
{
    internal static void Write(ImportReport report, TextWriter to)
    {
        Part(to, "Columns that are in no lead; their values are kept with it:",
            report.Columns.Where(column => column.Kept > 0).Select(column => $"{column.Name}: {Values(column.Kept)}{Because(column.Use)}"));
        Part(to, "Columns whose names are unknown, taken by their values:",
            report.Columns.Where(column => column.Use == ColumnUse.Guessed).Select(column => $"{column.Name}: {column.Field}"));
        Part(to, "Values that were left out, and are kept with the lead:", report.LeftOut.Select(left =>
            $"{left.Column}: {Values(left.Count)}, the first on line {left.FirstLine}: {left.Why}"));
    }

    private static string Because(ColumnUse use) => use == ColumnUse.NotUsedAsNew ? ", not used as new" : "";

    private static string Values(int count) => count == 1 ? "1 value" : $"{count} values";

    private static void Part(TextWriter to, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        to.WriteLine(title);
        foreach (var line in all)
            to.WriteLine($"  {line}");
    }
}
