using System.Globalization;
using System.Text.RegularExpressions;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Reads amounts as programs write them: <c>1054</c>, <c>1,054.50</c>, <c>CHF 1'054.50</c>, <c>2 345,50 zł</c>, <c>1.5E7</c>. What could be
/// two amounts (<c>1,054</c>) is read with the profile's decimal sign, else with the one that the column's own values prove, else with a
/// point.
/// </summary>
/// <param name="point">The profile's decimal sign.</param>
/// <param name="currency">The installation's, by ISO 4217.</param>
internal sealed partial class Numbers(string? point, string currency)
{
    private readonly bool comma = point switch
    {
        null or "." => false,
        "," => true,
        _ => throw new InvalidArgument("profile", "\"decimal\" is a point or a comma."),
    };

    /// <summary>An amount of the installation's money: what is written of another's is none of it.</summary>
    /// <param name="proven">The values of its column prove a decimal comma (true) or point (false).</param>
    internal Parsed<decimal?> Amount(string text, bool? proven = null)
    {
        if (Words().Matches(text).FirstOrDefault(money => !CurrencySigns.CouldBe(money.Value, currency)) is { Value: var other })
            return Parsed<decimal?>.Not($"The amount is in {other}; money here is in {currency}.");
        var bare = Bare(text);
        var written = IsComma(bare, proven) ? bare.Replace('.', ' ').Replace(',', '.').Replace(' ', ',') : bare;
        // Groups of three (in India of two), or it may be a decimal comma that nobody named.
        if (!(Grouped().IsMatch(written) || Scientific().IsMatch(written))
            || !decimal.TryParse(written.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
                out var amount))
            return Parsed<decimal?>.Not(
                $"'{Cells.Shorten(text)}' is no amount: 1054.50. With a decimal comma, say \"decimal\": \",\" in the profile.");
        return amount is >= 0 and <= Amounts.Most ? decimal.Round(amount, 4)
            : Parsed<decimal?>.Not($"An amount from 0 to {Amounts.Most:N0}.");
    }

    /// <summary>A whole number, also as <c>85%</c>, <c>85.0</c> or <c>1,250</c>; null: it is none.</summary>
    internal static int? Whole(string text)
    {
        var bare = Bare(text.EndsWith('%') ? text[..^1] : text);
        if (PointZero().Match(bare) is { Success: true } zero)
            bare = bare[..zero.Index];
        return Grouped().IsMatch(bare)
            && int.TryParse(bare.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var number)
            ? number : null;
    }

    /// <summary>Which decimal sign this value can only have: a comma (true), a point (false), or either (null).</summary>
    internal static bool? Proves(string text)
    {
        var bare = Bare(text);
        return CommaOnly().IsMatch(bare) ? true : PointOnly().IsMatch(bare) ? false : null;
    }

    private bool IsComma(string bare, bool? proven) =>
        comma || (CommaOnly().IsMatch(bare) || (proven == true && !PointOnly().IsMatch(bare)));

    /// <summary>It is one amount with a decimal comma and another with a point: <c>1,054</c>.</summary>
    internal static bool IsTwoFold(string text) => Proves(text) is null && TwoFold().IsMatch(Bare(text));

    // A value that bears a sign of money, or a code, before or behind; groups parted by spaces or apostrophes of any kind.
    private static string Bare(string text) => Apart().Replace(Words().Replace(text.Replace('\u2212', '-'), ""), "");

    // Of letters only what money is called: 1054 kg is no amount.
    [GeneratedRegex(
        @"(?<![\p{L}])(?:[A-Z]{3}|US\$|R\$|C\$|A\$|zł|zl|Kč|kr\.?|Ft|lei|лв\.?|руб\.?"
        + @"|р\.?|грн\.?|ден\.?|дин\.?|SFr\.|Fr\.|Rs\.?)(?![\p{L}])|\p{Sc}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // Digits in groups: a space or apostrophe between them, or around what money is called, is no part of the amount.
    [GeneratedRegex(@"^[\s\u200b]+|[\s\u200b]+$|(?<=^[-+]?)\s+|(?<=[0-9])[\s'’ʼ´`](?=[0-9]{3}(?![0-9]))")]
    private static partial Regex Apart();

    [GeneratedRegex(@"^[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})+,[0-9]{3})(\.[0-9]+)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[-+]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]{1,2}$")]
    private static partial Regex Scientific();

    [GeneratedRegex(
        @"^[-+]?([0-9]+,([0-9]{1,2}|[0-9]{4,})|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}|0,[0-9]+"
        + @"|[0-9]+,[0-9]+[eE][+-]?[0-9]{1,2})$")]
    private static partial Regex CommaOnly();

    [GeneratedRegex(
        @"^[-+]?([0-9]+\.([0-9]{1,2}|[0-9]{4,})|[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}|0\.[0-9]+"
        + @"|[0-9]+\.[0-9]+[eE][+-]?[0-9]{1,2})$")]
    private static partial Regex PointOnly();

    [GeneratedRegex(@"^[-+]?[0-9]{1,3}[.,][0-9]{3}$")]
    private static partial Regex TwoFold();

    [GeneratedRegex(@"[.,]0{1,2}$")]
    private static partial Regex PointZero();
}
