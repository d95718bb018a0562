using System.Text.RegularExpressions;
using PhoneNumbers;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Engine.Values;

/// <summary>Phone numbers in the spellings that people use.</summary>
public static partial class Phones
{
    private const int FewestDigits = 6;

    // Before a slash: fewer are an area's, 030/901820.
    private const int FewestBefore = 7;

    private const int ShortRow = 8;

    // E.164.
    private const int MostDigits = 15;

    // What "no phone" looks like in a form or a table.
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "---", ".", "?", "/", "na", "n/a", "n.a.", "n.a", "#n/a", "n/d", "nd", "n.d.", "none", "no", "nil", "null",
        "no phone", "not available", "not applicable", "unknown", "tbd", "x",
        "brak", "nie ma", "brak danych", "nie dotyczy", "ninguno", "ninguna", "no tiene", "sin teléfono", "no disponible", "no aplica",
        "нет", "н/д", "неизвестно", "отсутствует", "не указан",
    };

    /// <summary>Whether it says that there is no number.</summary>
    public static bool IsNothing(string text) => VisibleText.Plain(text) is { } plain && Nothing.Contains(plain);

    /// <summary>
    /// The number as it is compared: E.164, like <c>+442079460018</c>, when it is international or its country is known;
    /// else its 6 to 15 digits, which say nothing of a country. Words and an extension behind it are no part of it.
    /// Null: no number can be seen in it, or one that anybody types who gives none.
    /// </summary>
    /// <param name="country">Where a number without a country's code is dialled, ISO 3166-1 alpha-2.</param>
    public static string? Key(string? phone, string? country)
    {
        if (phone is null || VisibleText.Plain(phone) is not { } plain || Rounded().IsMatch(plain))
            return null;
        var region = country is null ? null : Countries.CodeOf(country);
        foreach (var run in PhoneRuns.Of(plain))
            if (OfRun(run.Text, run.IsPart, region) is { } key)
                return key;
        return null;
    }

    /// <summary>A key's digits behind its country's code; null when it has none.</summary>
    public static string? NationalOf(string key)
    {
        try
        {
            return PhoneNumberUtil.GetInstance() is var util ? util.GetNationalSignificantNumber(util.Parse(key, null)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string? OfRun(string run, bool isPart, string? country)
    {
        if (Digits(run) is not { Length: >= FewestDigits } digits)
            return null;
        // A short row may be given out: 1 234 5678 in Budapest.
        if (International(run.TrimEnd(' ', '-'), country) is { } known)
            return NationalOf(known) is { } national && IsNobodys(national) && (national.Length > ShortRow || !IsValid(known))
                ? null : known;
        // Two numbers, or the end of a second one: 22 123 45 67 / 68.
        if (run.IndexOf('/') is >= 0 and var slash
            && (International(run[..slash], country) is not null || Digits(run[..slash]).Length >= FewestBefore))
            return OfRun(run[..slash], false, country);
        return isPart || digits.Length > MostDigits || IsNobodys(digits)
            ? null : (run.TrimStart(' ', '(').StartsWith('+') ? "+" : "") + digits;
    }

    /// <summary>What people type who give no number: 000000, 123456789, 9876543210, 123 123 123.</summary>
    private static bool IsNobodys(string digits) => digits.TrimStart('0') is var number
        && (IsRow(number)
            || Enumerable.Range(3, 3)
                .Any(unit => number.Length % unit == 0 && IsRow(number[..unit])
                    && number.Chunk(unit).All(part => number.AsSpan().StartsWith(part))));

    // Each digit is the one before it, or always the next one, or always the last one.
    private static bool IsRow(string digits) =>
        digits.Zip(digits.Skip(1), (a, b) => (b - a + 10) % 10).Distinct().ToList() is [] or [0 or 1 or 9];

    private static string? International(string run, string? country)
    {
        var number = run.TrimStart(' ', '(');
        var digits = Digits(number);
        if (!number.StartsWith('+') && digits.StartsWith("00", StringComparison.Ordinal) && Parse("+" + digits[2..], null) is { } dialled)
            return dialled;
        // "(0)" is dialled inside the country alone; but in Italy, where it is a part of the number.
        return number.StartsWith('+') && number.Contains("(0)", StringComparison.Ordinal)
            && Parse(number.Replace("(0)", "", StringComparison.Ordinal), null) is { } without && IsValid(without)
            ? without : Parse(number, country);
    }

    private static string? Parse(string number, string? country)
    {
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var parsed = util.Parse(number, country);
            // A trunk zero that the country has given up, or never had: nobody can be called by it.
            if (parsed.HasNumberOfLeadingZeros && parsed.NumberOfLeadingZeros > 0 && !util.IsValidNumber(parsed)
                && new PhoneNumber.Builder().SetCountryCode(parsed.CountryCode).SetNationalNumber(parsed.NationalNumber)
                    .Build() is var shorter && util.IsValidNumber(shorter))
                parsed = shorter;
            return util.IsPossibleNumberWithReason(parsed) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                ? util.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            // No country, or none that has this code.
            return null;
        }
    }

    private static bool IsValid(string e164) => PhoneNumberUtil.GetInstance() is var util && util.IsValidNumber(util.Parse(e164, null));

    // What a spreadsheet makes of a long number, 4.42079E+11: the digits that count are lost.
    [GeneratedRegex(@"^\d[.,]\d+E\+?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
