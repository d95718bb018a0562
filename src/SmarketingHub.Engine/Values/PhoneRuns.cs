using System.Text.RegularExpressions;

namespace SmarketingHub.Engine.Values;

/// <summary>A stretch of a text that could be a number.</summary>
/// <param name="IsPart">The number goes on in letters, 1-800-FLOWERS: its digits alone are another number.</param>
internal sealed record PhoneRun(string Text, bool IsPart);

/// <summary>Where numbers could stand in a text. The library would read a letter as the digit on its key of a telephone.</summary>
internal static partial class PhoneRuns
{
    // A shorter word, or one that makes more digits than a number in letters has, is no part of the number.
    private const int FewestLetters = 3;
    private const int MostKeys = 11;

    internal static IEnumerable<PhoneRun> Of(string plain)
    {
        for (var at = 0; at < plain.Length;)
        {
            var (end, digits) = (at, "");
            // A plus behind digits begins the next number.
            for (; end < plain.Length
                && (char.IsAsciiDigit(plain[end]) || " -()[]./~".Contains(plain[end]) || (plain[end] == '+' && digits.Length == 0)); end++)
                digits += char.IsAsciiDigit(plain[end]) ? plain[end] : "";
            if (digits.Length > 0)
                yield return new(plain[at..end], GoesOn(digits, plain[at..end], plain[end..]));
            at = end < plain.Length && plain[end] == '+' && end > at ? end : end + 1;
        }
    }

    private static bool GoesOn(string digits, string run, string behind)
    {
        var word = string.Concat(behind.TakeWhile(char.IsAsciiLetter));
        return word.Length >= FewestLetters && digits.Length + word.Length <= MostKeys && run[^1] is ' ' or '-' or (>= '0' and <= '9')
            && (word.All(char.IsAsciiLetterUpper) || FreeOfCharge().IsMatch(digits)) && !Extension().IsMatch(behind);
    }

    [GeneratedRegex(@"^(1?8(00|33|44|55|66|77|88)|0[89]00|1[38]00)", RegexOptions.CultureInvariant)]
    private static partial Regex FreeOfCharge();

    // ext. 12
    [GeneratedRegex(@"^\p{L}+[.:]? ?\d", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
