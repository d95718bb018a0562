using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Columns of unknown names whose values are all emails, phones or countries. A file's beginning decides, so that a preview and an import
/// decide alike.
/// </summary>
internal static class GuessedColumns
{
    private const int RowsLookedAt = 1_000, FewestValues = 3, TenthsThatFit = 9;

    // A code of two letters is also a language's, or a part of a country.
    private const int ShortestCountry = 3;

    private static readonly (string Field, Func<string, bool> Fits)[] Kinds =
    [
        ("email", text => Emails.Key(text) is not null),
        ("phone", IsPhone),
        ("country", text => text.Length > ShortestCountry && Countries.CodeOf(text) is not null),
    ];

    /// <param name="candidates">Columns of unknown names.</param>
    /// <param name="isKnown">Another column gives that field.</param>
    internal static IReadOnlyDictionary<int, string> Of(CsvFile file, IReadOnlyList<int> candidates, Func<string, bool> isKnown)
    {
        var kinds = Kinds.Where(kind => !isKnown(kind.Field)).ToList();
        if (candidates.Count == 0 || kinds.Count == 0)
            return new Dictionary<int, string>();
        var seen = candidates.ToDictionary(column => column, _ => new Values(kinds.Count));
        foreach (var row in file.Rows().Take(RowsLookedAt))
            foreach (var (column, values) in seen)
                if (column < row.Cells.Length && Placeholders.Text("", row.Cells[column]) is { } text)
                    values.Take(text, kinds);
        return kinds
            .Select((kind, i) =>
                (kind.Field, Column: candidates.FirstOrDefault(column => seen[column].AreAll(i, kind.Field != "country"), -1)))
            .Where(guess => guess.Column >= 0).DistinctBy(guess => guess.Column).ToDictionary(guess => guess.Column, guess => guess.Field);
    }

    // As people write numbers to be dialled: 2026-03-02 and 1 234 567 have digits enough, too.
    private static bool IsPhone(string text) => text is ['+' or '(', ..] or ['0', '0', ..] && Phones.Key(text, null) is not null;

    private sealed class Values(int kinds)
    {
        private readonly int[] fit = new int[kinds];
        private readonly HashSet<string> different = new(StringComparer.OrdinalIgnoreCase);
        private int count;

        internal void Take(string text, List<(string Field, Func<string, bool> Fits)> all)
        {
            count++;
            different.Add(text);
            for (var i = 0; i < all.Count; i++)
                if (all[i].Fits(text))
                    fit[i]++;
        }

        // Who a row is of differs from row to row: colleagues who wrote it down do not.
        internal bool AreAll(int kind, bool isWhose) =>
            count >= FewestValues && fit[kind] * 10 >= count * TenthsThatFit && (!isWhose || different.Count * 2 >= count);
    }
}
