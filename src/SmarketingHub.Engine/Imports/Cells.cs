using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>Reads the cells of each kind but those of dates (<see cref="Moments"/>) and of money (<see cref="Numbers"/>).</summary>
internal static class Cells
{
    private const int Shown = 60, LowestScore = 0, HighestScore = 100;

    private static readonly Dictionary<string, string> Temperatures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hot"] = "A",
        ["warm"] = "B",
        ["cold"] = "C",
    };

    internal static Parsed<string?> Text(string text, int longest) =>
        text.Length > longest ? Parsed<string?>.Not($"At most {longest} characters.")
        : PlainText.IsWhole(text) ? text : Parsed<string?>.Not("Half a character (a lone surrogate) is in it; send text.");

    internal static Parsed<string?> Email(string text) =>
        Emails.Key(text) is not null ? text : Parsed<string?>.Not($"'{Shorten(text)}' is no email address: name@example.com.");

    internal static Parsed<string?> Country(string text) => Countries.CodeOf(text) is { } code ? code
        : Parsed<string?>.Not(
            $"'{Shorten(text)}' is no country known here: two letters of ISO 3166 or its name; or give it in the profile's spellings.");

    internal static Parsed<string?> Grade(string text) =>
        Temperatures.GetValueOrDefault(text, text.ToUpperInvariant()) is var grade && LeadGrades.IsOne(grade) ? grade
            : Parsed<string?>.Not($"'{Shorten(text)}' is no grade: A, B, C or D.");

    internal static Parsed<string?> TimeZone(string text) => FileZones.Of(text) is var zone && DateTimeZoneProviders.Tzdb.Ids.Contains(zone)
        ? zone : Parsed<string?>.Not($"'{Shorten(text)}' is no time zone: an IANA name, like Europe/Warsaw.");

    internal static Parsed<int?> Score(string text) => Numbers.Whole(text) switch
    {
        null => Parsed<int?>.Not($"'{Shorten(text)}' is no whole number."),
        < LowestScore or > HighestScore => Parsed<int?>.Not("A score is a whole number from 0 to 100."),
        var score => score,
    };

    /// <summary>A party by its key or its name.</summary>
    internal static Parsed<string?> Holder(string text, Company company) =>
        company.Parties.Values.FirstOrDefault(p => p.Key == text || p.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } party
            ? text
            : Parsed<string?>.Not($"There is no party '{Shorten(text)}'. Known: {string.Join(", ", company.Parties.Keys.Order())}.");

    internal static Parsed<string?> Currency(string text, string here) =>
        text.Equals(here, StringComparison.OrdinalIgnoreCase) ? here
            : Parsed<string?>.Not($"The amount is in {Shorten(text)}; money here is in {here}.");

    internal static Parsed<IReadOnlyList<ExternalRef>?> ExternalIds(string text)
    {
        var ids = new List<ExternalRef>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('/').Select(Uri.UnescapeDataString).ToArray() is [var system, var type, var id]
                && new[] { system, type, id }.All(word => Text(word, PlainText.LongestWord).WhyNot is null))
                ids.Add(new(system, type, id));
            else
                return Parsed<IReadOnlyList<ExternalRef>?>.Not($"'{Shorten(part)}' is not system/type/id.");
        return ids;
    }

    internal static string Shorten(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
