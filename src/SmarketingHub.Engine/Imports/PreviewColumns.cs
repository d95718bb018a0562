using NodaTime;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a preview tells of each column.</summary>
internal sealed class PreviewColumns(OpenedImport import, ImportProfile profile)
{
    private const int Examples = 3;

    private readonly string?[] fields = FieldsOf(import.Columns);
    private readonly List<string>[] examples = [.. import.File.Header.Select(_ => new List<string>(Examples))];
    private readonly int[] filled = new int[import.File.Header.Length];
    private readonly OpenQuestion?[] questions = new OpenQuestion?[import.File.Header.Length];
    private readonly OpenQuestion?[] answered = new OpenQuestion?[import.File.Header.Length];

    // Reads dates as if the profile said nothing of them; null: it says nothing.
    private readonly Moments? unasked = profile.DateFormats.Count == 0 ? null : new(DateTimeZone.Utc, []);

    internal void Take(CsvRow row)
    {
        for (var i = 0; i < Math.Min(fields.Length, row.Cells.Length); i++)
        {
            var text = row.Cells[i].Trim();
            if (text.Length == 0)
                continue;
            filled[i]++;
            if (examples[i].Count < Examples && !examples[i].Contains(text))
                examples[i].Add(text);
            if (fields[i] is { } field && import.Columns.UseOf(i) != ColumnUse.NotUsedAsNew)
                Ask(field, i, row.Cells);
        }
    }

    internal IReadOnlyList<PreviewColumn> All() =>
        [.. import.File.Header.Take(import.Columns.Own).Select((name, i) => new PreviewColumn(
            name, fields[i], import.Columns.UseOf(i), examples[i], filled[i], import.Proofs.GetValueOrDefault(i)?.ToString(fields[i])))];

    internal IReadOnlyList<OpenQuestion> Questions() => [.. questions.OfType<OpenQuestion>()];

    /// <summary>What the profile alone answers.</summary>
    internal IReadOnlyList<OpenQuestion> Answered() => [.. answered.OfType<OpenQuestion>()];

    private void Ask(string field, int column, string[] cells)
    {
        if (import.Proofs.GetValueOrDefault(column) is not { } proof || import.Columns.Text(field, column, cells) is not { } text)
            return;
        OpenQuestion Question(QuestionKind kind) => new(import.File.Header[column], field, kind, text);
        if (Fields.Dates.Contains(field))
        {
            if (questions[column] is null && import.Moments.IsOpen(text, proof))
                questions[column] = Question(QuestionKind.DayOrMonth);
            else if (answered[column] is null && unasked?.IsOpen(text, proof) == true)
                answered[column] = Question(QuestionKind.DayOrMonth);
        }
        else if (proof.DecimalComma is null && Numbers.IsTwoFold(text))
            (profile.Decimal is null ? questions : answered)[column] ??= Question(QuestionKind.Decimal);
    }

    private static string?[] FieldsOf(Columns columns)
    {
        var fields = new string?[columns.Width];
        foreach (var field in Fields.All.Append(StockWords.DealName))
            foreach (var column in columns.Of(field))
                fields[column] = field;
        return fields;
    }
}
