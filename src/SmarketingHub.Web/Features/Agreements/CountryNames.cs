using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>Countries in the viewer's language, both ways; by the names that our texts have for the most common ones, else by those of the platform.</summary>
public static class CountryNames
{
    private static readonly Lazy<SortedDictionary<string, string>> English = new(Read);

    private static readonly ConcurrentDictionary<string, string> Native = new();

    /// <summary>"Poland"; a code nobody knows reads as it is.</summary>
    public static string Country(this IStringLocalizer<Texts> l, string code) =>
        l[$"country: {code}"] is { ResourceNotFound: false } said ? said
            : English.Value.ContainsKey(code) ? Native.GetOrAdd($"{Language}-{code}", tag => new RegionInfo(tag).NativeName) : code;

    private static string Language => CultureInfo.CurrentUICulture.Name.Length == 0 ? "en" : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>By a code, or the name in the viewer's language or in English; null: no country is called so.</summary>
    public static string? CountryCode(this IStringLocalizer<Texts> l, string text)
    {
        bool Is(string name) => name.Equals(text.Trim(), StringComparison.CurrentCultureIgnoreCase);
        return Is("UK") ? "GB" : Is("USA") ? "US"
            : English.Value.Keys.FirstOrDefault(Is) ?? English.Value.Keys.FirstOrDefault(code => Is(l.Country(code)) || Is(English.Value[code]));
    }

    // .NET knows no list of regions but by the cultures that have one.
    private static SortedDictionary<string, string> Read()
    {
        var byCode = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
            if (new RegionInfo(culture.Name) is { TwoLetterISORegionName: { Length: 2 } code } region && code.All(char.IsAsciiLetterUpper))
                byCode.TryAdd(code, region.EnglishName);
        return byCode;
    }
}
