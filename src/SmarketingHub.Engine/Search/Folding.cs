using System.Globalization;
using System.Text;
using AnyAscii;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Search;

/// <summary>
/// Text as it is compared by a search, so that it is found however it is typed: without case, without marks, the letters of every
/// alphabet with capitals in Latin ones (Ł is l, Ж is zh); those of the others, which have none, as they are.
/// </summary>
internal static class Folding
{
    // Between the parts of a mail address.
    private const string OfMail = "@._+-";

    // O'Brien is one word, whichever of them is typed.
    private const string Joining = "'’‘ʼʻ`´′";

    /// <summary>
    /// The words of a text, each folded; one that is written with umlauts also as it is written without (Müller, mueller).
    /// </summary>
    internal static IEnumerable<Word> Words(string? text)
    {
        foreach (var part in Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (part.IndexOf('@') > 0)
                yield return Mail(part);
            else
                foreach (var word in Split(part))
                    yield return word;
    }

    /// <summary>In Unicode's compatible composed form, and without characters that nobody sees. What separates words is a space.</summary>
    internal static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        // A half of a character, which a program may send, is none.
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                clean.Append((int)Rune.GetNumericValue(rune));
            else if (!(rune.IsBmp && Joining.Contains((char)rune.Value)) && !VisibleText.IsUnseen(rune))
                clean.Append(rune);
        return clean.ToString().In(NormalizationForm.FormKC);
    }

    private static Word Mail(string part) =>
        Fold((part.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? part[7..] : part).Trim('<', '>', '(', ')', ',', ';', '.'),
            OfMail);

    // By what is neither letter nor digit; T-Mobile is also tmobile. The signs come last: 100% is found by %, too.
    private static IEnumerable<Word> Split(string part)
    {
        var words = string.Concat(part.Select(c => IsOfWord(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => Fold(piece, "")).Where(word => word.Plain.Length > 0).ToList();
        foreach (var word in words)
            yield return word;
        if (words.Count > 1)
            yield return Fold(part, "") with { IsJoined = true };
        if ((words.Count == 0 ? part : string.Concat(part.Where(c => !IsOfWord(c)))) is { Length: > 0 } signs)
            yield return new(signs, signs, IsSign: true);
    }

    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Word Fold(string text, string kept)
    {
        var (plain, spelled) = (new StringBuilder(text.Length), new StringBuilder(text.Length));
        foreach (var rune in text.EnumerateRunes())
            if (rune.IsAscii && kept.Contains((char)rune.Value))
                Both(rune.ToString(), null);
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter)
                Both(rune.ToString(), null);
            else if (Rune.IsLetterOrDigit(rune))
                Both(Letters(rune), Spelled(rune));
        return new(plain.ToString(), spelled.ToString());

        void Both(string letters, string? otherwise)
        {
            plain.Append(letters);
            spelled.Append(otherwise ?? letters);
        }
    }

    private static string Letters(Rune rune) =>
        rune.IsAscii ? ((char)(rune.Value | (rune.Value is >= 'A' and <= 'Z' ? 0x20 : 0))).ToString()
        : string.Concat(rune.ToString().Transliterate().Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static string? Spelled(Rune rune) => rune.Value switch
    {
        'ä' or 'Ä' => "ae",
        'ö' or 'Ö' or 'ø' or 'Ø' => "oe",
        'ü' or 'Ü' => "ue",
        'å' or 'Å' => "aa",
        _ => null,
    };
}

/// <summary>A word as it is compared.</summary>
/// <param name="Spelled">As it is written where there are no umlauts; mostly the same.</param>
/// <param name="IsJoined">The parts of what stands before it, as one.</param>
/// <param name="IsSign">Without a letter or a digit.</param>
internal sealed record Word(string Plain, string Spelled, bool IsJoined = false, bool IsSign = false)
{
    internal IEnumerable<string> Spellings => Plain == Spelled ? [Plain] : [Plain, Spelled];
}
