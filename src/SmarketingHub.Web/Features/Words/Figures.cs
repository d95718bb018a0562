using System.Globalization;
using System.Text.RegularExpressions;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Features.Words;

/// <summary>Numbers as people of the four languages type them: 10 000; 1,5; 12.500,50; 650k; 1,2 mln.</summary>
public static partial class Figures
{
    public const string NoNumber = "Write a number, like 12000 or 12k.";
    public const string TwoWays = "This can be read in two ways: write 1500 or 1.5.";

    private static readonly string[] Thousand = ["k", "K", "к", "К", "tys", "тыс"];
    private static readonly string[] Million = ["M", "М", "mln", "млн", "mio"];

    /// <summary>Null: empty.</summary>
    /// <exception cref="InvalidArgument">It is no number, or could be one of two.</exception>
    public static decimal? Read(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? null : Number(text, field) ?? throw new InvalidArgument(field, NoNumber);

    /// <summary>Null: it is no number.</summary>
    /// <exception cref="InvalidArgument">It could be one of two numbers.</exception>
    public static decimal? Number(string text, string field)
    {
        if (Written().Match(Spaces().Replace(text, " ").Trim()) is not { Success: true } match
            || UnitOf(match.Groups["unit"].Value) is not { } unit)
            return null;
        var whole = match.Groups["whole"].Value;
        if (OneGroup().IsMatch(whole) && !match.Groups["part"].Success
            && (unit > 1 || whole[0] == '0'
                || whole.Contains(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator, StringComparison.Ordinal)))
            throw new InvalidArgument(field, TwoWays);
        var digits = $"{match.Groups["sign"].Value}0{string.Concat(whole.Where(char.IsAsciiDigit))}.{match.Groups["part"].Value}0";
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var amount) && Math.Abs(amount) < 1e20m
            ? amount * unit : null;
    }

    /// <summary>Null: it is no whole number of zero or more.</summary>
    /// <exception cref="InvalidArgument">It could be one of two numbers.</exception>
    public static int? Whole(string text, string field) =>
        Number(text, field) is >= 0 and <= int.MaxValue and var number && number % 1 == 0 ? (int)number : null;

    public static string? Write(decimal? amount) => amount?.ToString("0.##", CultureInfo.CurrentCulture);

    // A thousand is "mil" in Spanish alone, and a small m could be either.
    private static int? UnitOf(string unit) =>
        unit.Length == 0 ? 1
        : Thousand.Contains(unit) || unit == "mil" && CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "es" ? 1_000
        : Million.Contains(unit) ? 1_000_000 : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Groups of three with one kind of separator; behind another one, or behind a plain number, a fraction of one or two digits.
    [GeneratedRegex(
        @"\A(?<sign>-?)"
        + @"(?:(?<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:['’][0-9]{3})+|[0-9]*)(?:[.,](?<part>[0-9]{1,2}))?"
        + @"|(?<whole>[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?<part>[0-9]{1,2}))?"
        + @"|(?<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?<part>[0-9]{1,2}))?)"
        + @"(?<=[0-9]) ?(?<unit>\p{L}*)\.?\z")]
    private static partial Regex Written();

    [GeneratedRegex(@"\A[0-9]{1,3}[.,][0-9]{3}\z")]
    private static partial Regex OneGroup();
}
