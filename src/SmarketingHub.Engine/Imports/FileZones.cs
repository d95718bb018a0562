using System.Collections.Frozen;
using System.Text.RegularExpressions;
using NodaTime;
using TimeZoneConverter;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Time zones as other systems write them: <c>america_slash_new_york</c> and <c>America/New York</c> (HubSpot),
/// <c>(GMT-05:00) Eastern Standard Time (America/New_York)</c> (Salesforce), <c>Eastern Standard Time</c> (Windows).
/// </summary>
internal static partial class FileZones
{
    private static readonly FrozenDictionary<string, string> ByKey =
        DateTimeZoneProviders.Tzdb.Ids.GroupBy(Key).ToFrozenDictionary(ids => ids.Key, ids => ids.First(), StringComparer.Ordinal);

    /// <summary>The IANA name; a text that is no zone's stays as it is.</summary>
    internal static string Of(string text)
    {
        var named = InParentheses().Match(text) is { Success: true } match ? match.Groups[1].Value : text;
        return ByKey.TryGetValue(Key(named), out var id) ? id : TZConvert.TryWindowsToIana(named, out var windows) ? windows : text;
    }

    private static string Key(string name) =>
        Between()
            .Replace(
                name.Replace("_slash_", "/", StringComparison.OrdinalIgnoreCase)
                    .Replace("_hyphen_", "-", StringComparison.OrdinalIgnoreCase), "_").ToLowerInvariant();

    [GeneratedRegex(@"\(([A-Za-z]+/[A-Za-z_/-]+)\)\s*$")]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"[\s_]+")]
    private static partial Regex Between();
}
