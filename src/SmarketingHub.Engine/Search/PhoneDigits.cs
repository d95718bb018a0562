using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Search;

/// <summary>Numbers as they are typed: a country's prefix in any form or none, an area's zero or none, in groups or in one.</summary>
internal static class PhoneDigits
{
    // So many digits are a number; fewer are one when it begins as numbers do.
    private const int Telling = 7;
    private const int Begun = 4;
    private const string Between = "+-()./‐‑–—−,;:";

    /// <summary>A piece of a number: digits and what may stand between them.</summary>
    internal static bool AreIn(string part) =>
        Bare(part) is var bare && bare.Any(char.IsAsciiDigit) && bare.All(c => char.IsAsciiDigit(c) || Between.Contains(c))
            || part is "+" or "(" or ")";

    /// <summary>One term for a number in pieces; the pieces one by one when together they are none.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Terms(IReadOnlyList<string> pieces)
    {
        var written = string.Concat(pieces.Select(Bare));
        var isInternational = written.StartsWith('+') || written.StartsWith("00", StringComparison.Ordinal);
        var key = isInternational ? Phones.Key(written, null) : null;
        var number = Digits(key ?? written);
        var words = pieces.SelectMany(piece => string.Concat(piece.Select(c => char.IsAsciiDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var bare = number.TrimStart('0');
        if (bare.Length < (bare.Length < number.Length || isInternational ? Begun : Telling))
            return words.Select(IReadOnlyList<string> (word) => [word]);
        // Where no country was known, a number is kept without it.
        return [[.. new[] { number, bare, string.Join(' ', words), key is null ? null : Phones.NationalOf(key) }.OfType<string>()
            .Distinct()]];
    }

    private static string Bare(string part) => part.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? part[4..] : part;

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
