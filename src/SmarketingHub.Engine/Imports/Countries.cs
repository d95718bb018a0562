using System.Globalization;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Countries by code or English name: exports write either.</summary>
internal static class Countries
{
    private static readonly Lazy<Dictionary<string, string>> ByName = new(Read);

    // What people write and the region data does not.
    private static readonly (string Name, string Code)[] Also =
    [
        ("usa", "US"), ("us", "US"), ("united states of america", "US"), ("uk", "GB"), ("great britain", "GB"), ("england", "GB"), ("scotland", "GB"),
        ("korea", "KR"), ("south korea", "KR"), ("republic of korea", "KR"), ("russia", "RU"), ("russian federation", "RU"),
        ("czech republic", "CZ"), ("czechia", "CZ"), ("turkey", "TR"), ("hong kong", "HK"), ("holland", "NL"), ("the netherlands", "NL"), ("uae", "AE"), ("viet nam", "VN"),
    ];

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    /// <exception cref="InvalidArgument">No country is called so.</exception>
    internal static string CodeOf(string text) =>
        ByName.Value.TryGetValue(text.Trim(), out var code) ? code
        : throw new InvalidArgument("country", $"'{text}' is no country known here: two letters of ISO 3166 or its English name; or give it in the profile's spellings.");

    private static Dictionary<string, string> Read()
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            if (region.TwoLetterISORegionName.Length != 2 || !region.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
                continue;
            foreach (var name in new[] { region.EnglishName, region.TwoLetterISORegionName, region.ThreeLetterISORegionName })
                byName[name] = region.TwoLetterISORegionName;
        }
        foreach (var (name, code) in Also)
            byName[name] = code;
        return byName;
    }
}
