using System.Globalization;
using System.Text;

namespace SmarketingHub.Domain.Places;

/// <summary>
/// The words of a country's name as they are compared: <c>Korea, Republic of</c> and <c>the Republic of Korea</c> are one.
/// </summary>
internal static class CountryWords
{
    private static readonly HashSet<string> Small = ["the", "of", "and", "y", "e", "i", "и", "de", "del", "la", "las", "los", "el"];

    private static readonly Dictionary<string, string> Short = new()
    {
        ["st"] = "saint",
        ["is"] = "islands",
        ["isl"] = "islands",
        ["rep"] = "republic",
        ["dem"] = "democratic",
        ["fed"] = "federated",
        ["sts"] = "states",
        ["n"] = "north",
        ["s"] = "south",
    };

    // Not left to the platform, which may know no marks: every letter with one that occurs in the names, and those that are no base letter
    // with a mark.
    private static readonly Dictionary<char, string> Letters = new(
        Plainer("a", "áàâãäåāăą").Concat(Plainer("c", "çćčĉ")).Concat(Plainer("d", "đď")).Concat(Plainer("e", "éèêëēęěėếềểễệ"))
            .Concat(Plainer("g", "ğģǧ"))
            .Concat(Plainer("i", "íìîïīįı")).Concat(Plainer("k", "ķ")).Concat(Plainer("l", "łĺľļ")).Concat(Plainer("n", "ñńňņ"))
            .Concat(Plainer("o", "óòôõöøōő"))
            .Concat(Plainer("r", "ŕř")).Concat(Plainer("s", "śšşșŝ")).Concat(Plainer("t", "ťţț")).Concat(Plainer("u", "úùûüūůűų"))
            .Concat(Plainer("y", "ýÿ"))
            .Concat(Plainer("z", "źżž")).Concat(Plainer("ss", "ß")).Concat(Plainer("ae", "æ")).Concat(Plainer("oe", "œ"))
            .Concat(Plainer("е", "ё")).Concat(Plainer("и", "й")).Concat(Plainer("і", "ї")).Concat(Plainer("α", "ά")));

    private static IEnumerable<KeyValuePair<char, string>> Plainer(string plain, string letters) =>
        letters.Select(letter => KeyValuePair.Create(letter, plain));

    internal static string Key(string text)
    {
        if (text.Length > PlainText.LongestWord || !PlainText.IsWhole(text))
            return "";
        var words = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Small.Contains(word));
        return string.Join(' ', words.Select(word => Short.GetValueOrDefault(word, word)).Order(StringComparer.Ordinal));
    }

    /// <summary>Lower case without marks; points of "U.S." and apostrophes join letters, anything else parts words.</summary>
    private static string Plain(string text)
    {
        var given = text.In(NormalizationForm.FormKC).ToLowerInvariant();
        var plain = new StringBuilder(given.Length);
        for (var at = 0; at < given.Length; at++)
            switch (given[at])
            {
                case '\'' or '’' or '‘' or '`' or '´' or 'ʼ': break;
                case '.' when at > 0 && char.IsLetter(given[at - 1]) && (at == 1 || !char.IsLetter(given[at - 2])): break;
                case var c when char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format: break;
                case var c when char.IsLetterOrDigit(c): plain.Append(Letters.GetValueOrDefault(c, $"{c}")); break;
                default: plain.Append(' '); break;
            }
        return plain.ToString();
    }
}
