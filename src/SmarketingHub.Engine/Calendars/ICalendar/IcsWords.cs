using System.Text;
using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>What an event says in words: cut, its escapes (RFC 5545, 3.3.11) taken out, and nothing in it that cannot be shown.</summary>
internal static class IcsWords
{
    private const int LongestName = PlainText.LongestWord / 2, LongestDescription = 500, MostCategories = 20;

    public static ReadEvent Of(IcsEvent e, IEnumerable<LocalDate> days) =>
        new(Shown(e.Value("UID") ?? "", LongestName), Name(e), Categories(e),
            Shown(Unescape(e.Value("DESCRIPTION") ?? ""), LongestDescription), [.. days]);

    public static string? Name(IcsEvent e) => Shown(Unescape(e.Value("SUMMARY") ?? ""), LongestName);

    private static List<string> Categories(IcsEvent e) =>
        [.. e.Lines.Where(line => line.Name == "CATEGORIES").SelectMany(line => Parts(line.Value))
            .Select(part => Shown(Unescape(part), LongestName)).OfType<string>().Distinct().Take(MostCategories)];

    // A comma behind a backslash is part of the word.
    private static IEnumerable<string> Parts(string list)
    {
        var from = 0;
        for (var at = 0; at < list.Length; at++)
        {
            if (list[at] == '\\')
                at++;
            else if (list[at] == ',')
            {
                yield return list[from..at];
                from = at + 1;
            }
        }
        yield return list[from..];
    }

    public static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
            plain.Append(text[at] != '\\' || at + 1 == text.Length
                ? text[at]
                : text[++at] switch { 'n' or 'N' => ' ', ',' or ';' or '\\' or '"' or ':' => text[at], var other => $"\\{other}" });
        return plain.ToString();
    }

    // Half a character or a control character in somebody's feed is not worth refusing the rest. A rune has up to two UTF-16 units.
    private static string? Shown(string text, int longest)
    {
        var shown = string.Concat(text.Replace('\n', ' ').EnumerateRunes()
            .Where(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar).Take(longest)).Trim();
        return shown.Length == 0 ? null : shown;
    }
}
