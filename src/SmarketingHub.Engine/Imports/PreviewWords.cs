using NodaTime;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Engine.Imports;

/// <summary>The words of a file that nobody knows here, counted.</summary>
internal sealed class PreviewWords
{
    private const int MostOfField = 50;

    private readonly OpenedImport import;
    private readonly ImportProfile profile;
    private readonly List<KeyValuePair<string, Func<string, bool>>> known;
    private readonly Dictionary<(string Field, string Word), (bool IsKnown, bool IsOfProfile, int Count)> seen = [];
    private readonly HashSet<string> currencies;
    private readonly Suggestions suggestions;

    internal PreviewWords(OpenedImport import, ImportProfile profile)
    {
        (this.import, this.profile, suggestions) = (import, profile, new(import.Company));
        var company = import.Company;
        currencies = new(new[] { profile.Currency, profile.Constants.GetValueOrDefault("currency") }.OfType<string>(),
            StringComparer.OrdinalIgnoreCase);
        var owners = new Owners(profile);
        bool IsHere(string name) => owners.IsKnown(company, name)
            || import.Beside.People.Any(p => new[] { p.Name, p.Email }.Contains(name, StringComparer.OrdinalIgnoreCase));
        var all = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
        {
            ["stage"] = word => StageNames.Find(word, profile.Stages, import.Columns.Kind) is not null,
            ["owner"] = word => IsHere(profile.Owners.GetValueOrDefault(word, word)),
            ["holder"] = word => company.Parties.Values.Any(p => p.Key == word || p.Name.Equals(word, StringComparison.OrdinalIgnoreCase)),
            ["country"] = word => Countries.CodeOf(word) is not null,
            ["grade"] = word => Cells.Grade(word).WhyNot is null,
            ["timeZone"] = word => DateTimeZoneProviders.Tzdb.Ids.Contains(FileZones.Of(word)),
            ["currency"] = word => word.Equals(company.Currency, StringComparison.OrdinalIgnoreCase),
        };
        // What an inquiry of now does not have is not asked about.
        known = [.. all.Where(word => import.Columns.Of(word.Key).Any(column => import.Columns.UseOf(column) != ColumnUse.NotUsedAsNew))];
    }

    /// <summary>The one that the file says; null: none, or several.</summary>
    internal string? Currency => currencies.Count == 1 ? currencies.First().ToUpperInvariant() : null;

    internal void Take(CsvRow row)
    {
        foreach (var (field, isKnown) in known)
            foreach (var text in import.Columns.Texts(field, row.Cells))
            {
                var word = seen.TryGetValue((field, text), out var before) ? before
                    : (IsKnown: isKnown(Spelled(field, text)), IsOfProfile: IsOfProfile(field, text), Count: 0);
                seen[(field, text)] = (word.IsKnown, word.IsOfProfile, word.Count + 1);
                if (field == "currency" && currencies.Count < 2)
                    currencies.Add(Spelled(field, text));
            }
    }

    internal IReadOnlyList<UnknownWord> Unknown() => Most(word => !word.IsKnown);

    /// <summary>What the profile alone gives a meaning.</summary>
    internal IReadOnlyList<UnknownWord> KnownByProfile() => Most(word => word is { IsKnown: true, IsOfProfile: true });

    private List<UnknownWord> Most(Func<(bool IsKnown, bool IsOfProfile, int Count), bool> asked) =>
        [.. seen.Where(word => asked(word.Value)).GroupBy(word => word.Key.Field).SelectMany(words => words
            .OrderByDescending(word => word.Value.Count).ThenBy(word => word.Key.Word, StringComparer.Ordinal).Take(MostOfField))
            .Select(word => new UnknownWord(word.Key.Field, word.Key.Word, word.Value.Count,
                word.Value.IsKnown ? null : suggestions.For(word.Key.Field, word.Key.Word)))];

    private bool IsOfProfile(string field, string word) => field switch
    {
        "stage" => profile.Stages.ContainsKey(word),
        "owner" => profile.Owners.ContainsKey(word),
        _ => profile.Spellings.GetValueOrDefault(field)?.ContainsKey(word) == true,
    };

    private string Spelled(string field, string text) => profile.Spellings.GetValueOrDefault(field)?.GetValueOrDefault(text) ?? text;
}
