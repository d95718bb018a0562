using SmarketingHub.Domain;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary>What a file would become, as lines for a console.</summary>
internal static class PreviewText
{
    internal static void Write(ImportPreview preview, TextWriter to)
    {
        var whose = preview.System is null ? "Nobody's file that is known here" : string.Join(' ', preview.System, preview.Type).TrimEnd();
        var before = preview.LinesBefore == 0 ? "" : $", {preview.LinesBefore} lines before the header";
        var rows = preview.IsWhole ? $"{preview.Rows} rows" : $"its first {preview.Rows} rows were looked at";
        to.WriteLine($"{whose}: {preview.Encoding}, delimiter {DelimiterOf(preview)}{before}; {rows}; dates without a zone are of "
            + $"{preview.TimeZone}{(preview.Currency is null ? "" : $"; money in {preview.Currency}")}.");
        Part(to, "Columns", preview.Columns.Select(Column));
        Part(to, "Words that nobody knows here", preview.Words.Select(word =>
            $"{word.Field}: '{word.Word}' ({Rows(word.Count)}){(word.Suggestion is null ? "" : $", like {word.Suggestion}")}"));
        Part(to, "Questions that the file leaves open", preview.Questions.Select(Question));
        Part(to, "The first leads", preview.Leads.Select(Lead));
        Part(to, $"Rows that would be rejected: {preview.Rejected}", preview.Rejects.Select(reject =>
            $"line {reject.Line}: {(reject.Column is null ? "" : $"{reject.Column}: ")}{reject.Reason}"));
        if (preview.LeftOut > 0)
            to.WriteLine($"Values that would be left out, and kept with the lead: {preview.LeftOut}");
    }

    private static void Part(TextWriter to, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        to.WriteLine(title);
        foreach (var line in all)
            to.WriteLine($"  {line}");
    }

    private static string Column(PreviewColumn column)
    {
        var examples = column.Examples.Count == 0 ? "empty" : string.Join(" | ", column.Examples.Select(Short));
        return $"{column.Name} -> {column.Use switch
        {
            ColumnUse.Recognised or ColumnUse.Mapped => column.Field,
            ColumnUse.Guessed => $"{column.Field}, guessed from its values",
            ColumnUse.LeftOut => "left out by the profile",
            ColumnUse.NotUsedAsNew => $"{column.Field}, not used as new: kept with the lead",
            ColumnUse.NothingHere => "says nothing of a lead: kept with it",
            _ => "unknown: kept with the lead",
        }}{(column.Proof is null ? "" : $" ({column.Proof})")}: {examples}";
    }

    private static string Question(OpenQuestion question) => question.Kind switch
    {
        QuestionKind.DayOrMonth => $"{question.Column}: '{question.Example}' could be two days: say \"dateFormats\" in a profile",
        _ => $"{question.Column}: '{question.Example}' could be two amounts, and is read with a point: say \"decimal\" in a profile",
    };

    private static string Lead(PreviewLead lead)
    {
        var fate = lead.Fate switch
        {
            PreviewFate.New => "new",
            PreviewFate.Joins => $"joins {Which(lead)}",
            PreviewFate.Updates => $"updates {Which(lead)}",
            _ => $"skipped, it is {Which(lead)}",
        };
        string?[] stands =
        [
            lead.Stage is { } stage ? $"stage {CamelCase.Of(stage)}" : null, lead.Holder is { } holder ? $"holder {holder}" : null,
            lead.Owner is { } owner ? $"owner {owner}" : null,
        ];
        var says = lead.Fields.Select(field => $"{field.Key} {Short(field.Value)}").Concat(stands.OfType<string>());
        return $"line {lead.Line}: {fate}: {string.Join(", ", says)}";
    }

    private static string Which(PreviewLead lead) => lead.OfLine is { } line ? $"the lead of line {line}" : $"lead {lead.Lead}";

    private static string DelimiterOf(ImportPreview preview) => preview.Delimiter == "\t" ? "tab" : $"'{preview.Delimiter}'";

    private static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";

    // One line a thing, however long a note is.
    private static string Short(string text)
    {
        const int Longest = 40;
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest - 1), "…");
    }
}
