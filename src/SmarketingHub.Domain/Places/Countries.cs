using System.Collections.Frozen;

namespace SmarketingHub.Domain.Places;

/// <summary>
/// The one vocabulary of countries: ISO 3166-1 (and Kosovo, XK) with its codes and with what people call them in English, Spanish,
/// Polish and Russian. Its data are the files beside this one, so that no name depends on the machine.
/// </summary>
public static class Countries
{
    /// <summary>The languages of the names, by their codes.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "pl", "ru"];

    private static readonly string[] Between = ["(", ")", "[", "]", "/", "|", ";", ":", " - ", " – ", " — "];

    private static readonly Lazy<FrozenDictionary<string, Country>> Known = new(() => Lines("countries.tsv").Select(Country.Of)
        .ToFrozenDictionary(c => c.Code));
    private static readonly Lazy<FrozenDictionary<string, string>> ByCode = new(ReadCodes);
    private static readonly Lazy<FrozenDictionary<string, string>> ByName = new(ReadNames);

    /// <summary>The codes of two letters, in their order.</summary>
    public static IEnumerable<string> Codes => Known.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>Compares countries however they are written; what is none is its own text, in any case.</summary>
    public static IEqualityComparer<string?> Comparer { get; } = EqualityComparer<string?>.Create((a, b) => Same(a) == Same(b),
        text => Same(text)?.GetHashCode(StringComparison.Ordinal) ?? 0);

    /// <summary>
    /// ISO 3166-1 alpha-2, of a code of two or three letters (also UK and EL), or of a name: formal, usual or older, with its words
    /// in any order, with or without accents, articles and points. Null: no country is called so.
    /// </summary>
    public static string? CodeOf(string text) => Called(text) ?? CalledTwice(text);

    /// <summary>What the country is called; null for a code that is none's.</summary>
    /// <param name="language">One of <see cref="Languages"/>; English stands for any other.</param>
    public static string? NameOf(string code, string language) =>
        ByCode.Value.TryGetValue(code.ToUpperInvariant(), out var known) ? Known.Value[known].In(language)[0] : null;

    /// <summary>Everything it is called in a language, as the data have it.</summary>
    public static IEnumerable<string> NamesOf(string code, string language) => Known.Value[code].In(language);

    private static string? Called(string text) =>
        ByCode.Value.GetValueOrDefault(text.Trim().ToUpperInvariant())
            ?? (CountryWords.Key(text) is { Length: > 0 } key ? ByName.Value.GetValueOrDefault(key) : null);

    // "Russia (Russian Federation)", "PL - Poland": all parts must mean the same.
    private static string? CalledTwice(string text) =>
        text.Length <= PlainText.LongestWord
            && text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 1 } parts
            && parts.Select(Called).Distinct().ToList() is [{ } one] ? one : null;

    private static string? Same(string? text) =>
        text is null || Known.Value.ContainsKey(text) ? text : CodeOf(text) ?? text.ToUpperInvariant();

    private static FrozenDictionary<string, string> ReadCodes()
    {
        var byCode = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The European Union's and the Kingdom's own customs.
            ["UK"] = "GB",
            ["EL"] = "GR",
        };
        foreach (var country in Known.Value.Values)
            byCode[country.Code] = byCode[country.Alpha3] = country.Code;
        return byCode.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Whoever is called so first has the name: those kept by hand, then what is shown, then the rest.
    private static FrozenDictionary<string, string> ReadNames()
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines("countries-also.tsv"))
            foreach (var name in line[1].Split('|'))
                byName.TryAdd(CountryWords.Key(name), line[0]);
        foreach (var shown in new[] { true, false })
            foreach (var country in Known.Value.Values)
                foreach (var name in Languages.SelectMany(l => shown ? country.In(l).Take(1) : country.In(l).Skip(1)))
                    byName.TryAdd(CountryWords.Key(name), country.Code);
        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(typeof(Countries).Assembly.GetManifestResourceStream(file)!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('\t');
    }

    private sealed record Country(string Code, string Alpha3, string[][] Names)
    {
        internal static Country Of(string[] line) => new(line[0], line[1], [.. line[2..].Select(names => names.Split('|'))]);

        internal string[] In(string language) => Names[Math.Max(0, Languages.ToList().IndexOf(language))];
    }
}
