using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>A profile as the page changes it: one choice after the other.</summary>
public static class ProfileChoices
{
    private static readonly StringComparer AnyCase = StringComparer.OrdinalIgnoreCase;

    /// <summary>What the profile makes of a column: a field, empty for nothing; null: it does not name the column.</summary>
    public static string? FieldOf(this ImportProfile profile, string column) =>
        profile.Columns.FirstOrDefault(pair => AnyCase.Equals(pair.Key, column)).Value;

    /// <param name="field">Empty: it is left out; null: it is what its name and its values say.</param>
    public static ImportProfile WithColumn(this ImportProfile profile, string column, string? field) =>
        profile with { Columns = Changed(profile.Columns, column, field) };

    /// <summary>What stands here for a word of the file; null: nobody said.</summary>
    public static string? MeaningOf(this ImportProfile profile, string field, string word) =>
        WordsOf(profile, field).FirstOrDefault(pair => AnyCase.Equals(pair.Key, word)).Value;

    /// <param name="meaning">Null: none.</param>
    public static ImportProfile WithWord(this ImportProfile profile, string field, string word, string? meaning)
    {
        var words = Changed(WordsOf(profile, field), word, meaning);
        return field switch
        {
            "stage" => profile with { Stages = words },
            "owner" => profile with { Owners = words },
            _ => profile with { Spellings = Spelled(profile, field, words) },
        };
    }

    private static IReadOnlyDictionary<string, string> WordsOf(ImportProfile profile, string field) => field switch
    {
        "stage" => profile.Stages,
        "owner" => profile.Owners,
        _ => profile.Spellings.GetValueOrDefault(field) ?? new Dictionary<string, string>(),
    };

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Spelled(
        ImportProfile profile, string field, Dictionary<string, string> words)
    {
        var spellings = new Dictionary<string, IReadOnlyDictionary<string, string>>(profile.Spellings) { [field] = words };
        if (words.Count == 0)
            spellings.Remove(field);
        return spellings;
    }

    private static Dictionary<string, string> Changed(IReadOnlyDictionary<string, string> before, string key, string? value)
    {
        var after = before.Where(pair => !AnyCase.Equals(pair.Key, key)).ToDictionary();
        if (value is not null)
            after[key] = value;
        return after;
    }
}
