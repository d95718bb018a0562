using AnyAscii;
using F23.StringSimilarity;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a word that nobody knows here may stand for: what is spelled nearly so, as a profile would say it.</summary>
internal sealed class Suggestions(Company company)
{
    // Two letters of ten may be wrong, missing or swapped with the next: Opportunty, Nowack, Polnad.
    private const double NearEnough = 0.8;

    private static readonly Damerau Spelling = new();
    private static readonly Lazy<Known[]> Stages = new(() =>
    [
        .. Enum.GetNames<Stage>().Select(name => new Known(Key(name), name)),
        .. StockWords.Stages.Values.SelectMany(words => words).Where(word => word.Meaning.Length > 0)
            .Select(word => new Known(Key(word.Written), word.Meaning)),
    ]);
    private static readonly Lazy<Known[]> AllCountries = new(() =>
        [.. Countries.Codes.SelectMany(code => Countries.Languages.SelectMany(language => Countries.NamesOf(code, language))
            .Select(name => new Known(Key(name), code)))]);
    private static readonly Lazy<Known[]> Zones = new(() => [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => new Known(Key(id), id))]);

    private readonly Known[] people =
        [.. company.People.Values.SelectMany(p => new[] { p.Name, p.Email }.Select(called => new Known(Key(called), p.Email)))];
    private readonly Known[] parties =
        [.. company.Parties.Values.SelectMany(p => new[] { p.Key, p.Name }.Select(called => new Known(Key(called), p.Key)))];

    /// <summary>Null: nothing is near.</summary>
    internal string? For(string field, string word) => field switch
    {
        "stage" => Nearest(Stages.Value, word),
        "owner" => Nearest(people, word),
        "holder" => Nearest(parties, word),
        "country" => Nearest(AllCountries.Value, word),
        "timeZone" => Nearest(Zones.Value, word),
        // A+, B-
        "grade" when word.Length > 1 && !char.IsLetter(word[1]) && word[..1].ToUpperInvariant() is var letter && LeadGrades.IsOne(letter) =>
            letter,
        _ => null,
    };

    private static string? Nearest(Known[] all, string word)
    {
        var key = Key(word);
        // What differs more in its length alone is not worth comparing.
        return all.Where(known =>
                Math.Min(key.Length, known.Key.Length) >= NearEnough * Math.Max(key.Length, known.Key.Length))
            .Select(known => (known.Meaning, Near: 1 - Spelling.Distance(key, known.Key) / Math.Max(key.Length, known.Key.Length)))
            .Where(known => known.Near >= NearEnough).OrderByDescending(known => known.Near).FirstOrDefault().Meaning;
    }

    // Words in any order, in Latin letters: "Nowák, Anna" is near to Anna Nowak.
    private static string Key(string text) => string.Join(' ', text.Transliterate().ToLowerInvariant()
        .Split([' ', ',', '.', '_', '-', '/', '@', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    /// <param name="Meaning">As a profile would say it.</param>
    private readonly record struct Known(string Key, string Meaning);
}
