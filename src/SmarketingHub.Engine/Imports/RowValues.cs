using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// What one row says, field by field, and what of it is not in the lead: what cannot be read, what another column says otherwise, and what
/// means nothing here.
/// </summary>
internal sealed class RowValues(Columns columns, ImportProfile profile, IReadOnlyDictionary<int, ColumnProof> proofs, string[] cells)
{
    // Where each field's value stands.
    private readonly Dictionary<string, int> said = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, Phrase> reasons = [];

    /// <summary>The first value of the field that can be read; else the profile's constant; null: there is none.</summary>
    /// <typeparam name="T">One that can be null.</typeparam>
    /// <exception cref="RowRefused">It cannot be read, and the profile is strict.</exception>
    internal T? Read<T>(string field, Func<string, ColumnProof?, Parsed<T>> parse) => Read(field, parse, LeaveOut);

    /// <summary>The same of a field that may turn out to say nothing of the lead: what cannot be read in it is no fault.</summary>
    internal T? ReadBeside<T>(string field, Func<string, ColumnProof?, Parsed<T>> parse) => Read(field, parse, Reason);

    private T? Read<T>(string field, Func<string, ColumnProof?, Parsed<T>> parse, Action<int, Phrase> leaveOut)
    {
        foreach (var (column, text) in columns.Said(field, cells))
        {
            var read = parse(Spelled(field, text), proofs.GetValueOrDefault(column));
            if (read.WhyNot is { } why)
                leaveOut(column, why);
            else
            {
                Say(field, column, text);
                return read.Value;
            }
        }
        return profile.Constants.TryGetValue(field, out var constant) ? OfProfile(parse(constant, null)) : default;
    }

    internal T? Read<T>(string field, Func<string, Parsed<T>> parse) => Read(field, (text, _) => parse(text));

    internal string? Text(string field, int longest = PlainText.LongestWord) => Read(field, text => Cells.Text(text, longest));

    /// <summary>The value that counts most; what other columns say is known, too, and left out.</summary>
    /// <param name="parse">What a word means.</param>
    /// <param name="weigh">The more, the further.</param>
    internal T? ReadFurthest<T>(string field, Func<string, Parsed<T?>> parse, Func<T, int> weigh) where T : struct
    {
        (T Value, int Column, string Text)? furthest = null;
        foreach (var (column, text) in columns.Said(field, cells))
            if (parse(Spelled(field, text)) is { Value: { } value } && !(furthest is { } best && weigh(best.Value) >= weigh(value)))
                furthest = (value, column, text);
        foreach (var (column, text) in columns.Said(field, cells))
            // Where one word is known, another may be anything.
            if (parse(Spelled(field, text)).WhyNot is { } why && (furthest is null || !profile.Strict))
                LeaveOut(column, why);
        if (furthest is { } found)
        {
            Say(field, found.Column, found.Text);
            return found.Value;
        }
        return profile.Constants.TryGetValue(field, out var constant) ? OfProfile(parse(constant)) : null;
    }

    /// <summary>Why no value of the field could be read; null: one could, or there is none.</summary>
    internal Phrase? WhyNot(string field) => WrongOf(field) is { } column ? reasons[column] : null;

    /// <summary>As the file calls the column whose value of the field could not be read; null: there is none.</summary>
    internal string? WrongColumnOf(string field) => WrongOf(field) is { } column ? columns.NameOf(column) : null;

    /// <summary>As the file calls the column that the field's value stands in; null: none says it.</summary>
    internal string? ColumnOf(string field) => said.TryGetValue(field, out var column) ? columns.NameOf(column) : null;

    /// <summary>The field's value is wrong, as others of the row show.</summary>
    /// <exception cref="RowRefused">The profile is strict.</exception>
    internal void LeaveOut(string field, Phrase why)
    {
        if (said.TryGetValue(field, out var column))
            LeaveOut(column, why);
    }

    /// <summary>The field's value is not in the lead, and that is no fault.</summary>
    internal void SetAside(string field, Phrase why)
    {
        if (said.TryGetValue(field, out var column) && !reasons.ContainsKey(column))
            Reason(column, why);
    }

    /// <summary>The field's value as one that is not in the lead; null: it was told already, or stands in no cell.</summary>
    internal LeftOutValue? NotTaken(string field, Phrase why) =>
        said.TryGetValue(field, out var column) && !reasons.ContainsKey(column) && columns.UseOf(column) != ColumnUse.NotUsedAsNew
            ? new(columns.NameOf(column), cells[column].Trim(), why) : null;

    /// <summary>All that is left out of the lead, and all that means nothing here, in the file's order.</summary>
    internal IReadOnlyList<LeftOutValue> LeftOut()
    {
        var all = new List<LeftOutValue>();
        var kept = 0;
        void KeepUpTo(int column)
        {
            for (; kept < columns.Kept.Count && columns.Kept[kept] < column; kept++)
                if (columns.Kept[kept] is var at && columns.Text(Fields.Nothing, at, cells) is { } text)
                    all.Add(new(columns.NameOf(at), text));
        }
        foreach (var (column, why) in reasons)
        {
            KeepUpTo(column);
            all.Add(new(columns.NameOf(column), cells[column].Trim(), why));
        }
        KeepUpTo(int.MaxValue);
        return all;
    }

    // What the profile says of every row is no fault of one.
    private static T OfProfile<T>(Parsed<T> constant) => constant.WhyNot is { } why ? throw new RowRefused(null, why) : constant.Value;

    private int? WrongOf(string field) => said.ContainsKey(field) ? null
        : columns.Of(field).Where(reasons.ContainsKey).Select(column => (int?)column).FirstOrDefault();

    private void Say(string field, int column, string text)
    {
        said[field] = column;
        foreach (var (other, otherwise) in columns.Said(field, cells))
            if (other != column && !reasons.ContainsKey(other) && !otherwise.Equals(text, StringComparison.OrdinalIgnoreCase))
                Reason(other, LeftOutWhy.AnotherStands);
    }

    private void LeaveOut(int column, Phrase why)
    {
        if (profile.Strict && columns.UseOf(column) is not (ColumnUse.NotUsedAsNew or ColumnUse.Guessed))
            throw new RowRefused(columns.NameOf(column), why);
        Reason(column, why);
    }

    // What is not used anyway is kept as it is.
    private void Reason(int column, Phrase why)
    {
        if (columns.UseOf(column) != ColumnUse.NotUsedAsNew)
            reasons[column] = why;
    }

    private string Spelled(string field, string text) =>
        profile.Spellings.TryGetValue(field, out var spellings) && spellings.TryGetValue(text, out var right) ? right : text;
}
