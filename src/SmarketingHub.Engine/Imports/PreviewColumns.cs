namespace SmarketingHub.Engine.Imports;

/// <summary>What a preview tells of each column.</summary>
internal sealed class PreviewColumns(OpenedImport import, ImportProfile profile)
{
    private const int Examples = 3;

    private readonly string?[] fields = FieldsOf(import.Columns);
    private readonly List<string>[] examples = [.. import.File.Header.Select(_ => new List<string>(Examples))];
    private readonly int[] filled = new int[import.File.Header.Length];
    private readonly OpenQuestion?[] questions = new OpenQuestion?[import.File.Header.Length];

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
            if (questions[i] is null && fields[i] is { } field && import.Columns.UseOf(i) != ColumnUse.NotUsedAsNew
                && Question(field, i, row.Cells) is { } question)
                questions[i] = question;
        }
    }

    internal IReadOnlyList<PreviewColumn> All() =>
        [.. import.File.Header.Take(import.Columns.Own).Select((name, i) => new PreviewColumn(
            name, fields[i], import.Columns.UseOf(i), examples[i], filled[i], import.Proofs.GetValueOrDefault(i)?.ToString(fields[i])))];

    internal IReadOnlyList<OpenQuestion> Questions() => [.. questions.OfType<OpenQuestion>()];

    private OpenQuestion? Question(string field, int column, string[] cells)
    {
        var proof = import.Proofs.GetValueOrDefault(column);
        if (proof is null || import.Columns.Text(field, column, cells) is not { } text)
            return null;
        var kind = Fields.Dates.Contains(field) ? import.Moments.IsOpen(text, proof) ? QuestionKind.DayOrMonth : (QuestionKind?)null
            : proof.DecimalComma is null && profile.Decimal is null && Numbers.IsTwoFold(text) ? QuestionKind.Decimal : null;
        return kind is { } asked ? new(import.File.Header[column], field, asked, text) : null;
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
