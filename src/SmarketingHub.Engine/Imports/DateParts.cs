using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Engine.Imports;

/// <summary>The shapes in which programs write days, times and zones.</summary>
internal static partial class DateParts
{
    internal enum Order
    {
        /// <summary>It is not written as two numbers and a year with slashes or dashes.</summary>
        None,
        DayFirst,
        MonthFirst,
        Either,
    }

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // Those of RFC 822 and of Europe. What stands for several zones (IST, BST, CST, MST) is told by no file.
    private static readonly FrozenDictionary<string, int> Zones = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["UT"] = 0,
        ["WET"] = 0,
        ["WEST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["MEZ"] = 1,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CDT"] = -5,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Utc = new[] { "UTC", "GMT", "UT", "Z" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Without its weekday, with plain spaces.</summary>
    internal static string Tidy(string text) => Weekday().Replace(Spaces().Replace(text.Trim(), " "), "");

    internal static Order OrderOf(string given)
    {
        if (Numeric().Match(Tidy(given)) is not { Success: true } match)
            return Order.None;
        if (match.Groups["sep"].Value == ".")
            return IsShort(match) ? Order.Either : Order.None;
        var (first, second) = (Number(match, "a"), Number(match, "b"));
        return (first, second) switch
        {
            // 22/03/15 may begin with its year.
            ( > 12 and <= 31, <= 12) => IsShort(match) ? Order.Either : Order.DayFirst,
            ( <= 12, > 12 and <= 31) => Order.MonthFirst,
            ( <= 12, <= 12) when first == second && !IsShort(match) => Order.None,
            ( <= 12, <= 12) => Order.Either,
            _ => Order.None,
        };
    }

    /// <summary>Two numbers and a year of two digits, which may stand first.</summary>
    internal static bool IsShort(string given) => Numeric().Match(Tidy(given)) is { Success: true } match && IsShort(match);

    /// <param name="length">How much of the text is the day.</param>
    internal static LocalDate? Day(string text, bool? dayFirst, out int length)
    {
        if (YearFirst().Match(text) is { Success: true } iso)
            return Made(iso, Number(iso, "c"), Number(iso, "b"), Number(iso, "a"), out length);
        if (Numeric().Match(text) is { Success: true } numeric)
        {
            var (a, b, year) = (Number(numeric, "a"), Number(numeric, "b"), YearOf(numeric));
            if (!IsShort(numeric) && (numeric.Groups["sep"].Value == "." || a == b))
                return Made(numeric, year, b, a, out length);
            if (dayFirst is not null && (!IsShort(numeric) || a <= 12 && numeric.Groups["sep"].Value != "."))
                return dayFirst.Value ? Made(numeric, year, b, a, out length) : Made(numeric, year, a, b, out length);
        }
        if (Named().Match(text) is { Success: true } named)
            return Made(named, YearOf(named), Array.IndexOf(Months, named.Groups["month"].Value[..3].ToLowerInvariant()) + 1,
                Number(named, "a"), out length);
        length = 0;
        return null;
    }

    /// <returns>False: it names a zone that is not known.</returns>
    internal static bool TryOffset(Match clock, out Offset? offset)
    {
        offset = null;
        var (zone, sign) = (clock.Groups["zone"], clock.Groups["sign"]);
        if (!zone.Success && !sign.Success)
            return true;
        // Only from UTC is counted: CET+1 says nothing that is sure.
        if (zone.Success && (!Zones.ContainsKey(zone.Value) || sign.Success && !Utc.Contains(zone.Value)))
            return false;
        var minutes = zone.Success ? Zones[zone.Value] * 60 : 0;
        if (sign.Success)
            minutes += (sign.Value == "-" ? -1 : 1)
                * (int.Parse(clock.Groups["h"].Value, CultureInfo.InvariantCulture) * 60
                    + (clock.Groups["m"] is { Success: true, Value: var m } ? int.Parse(m, CultureInfo.InvariantCulture) : 0));
        if (Math.Abs(minutes) > 18 * 60)
            return false;
        offset = Offset.FromSeconds(minutes * 60);
        return true;
    }

    private static LocalDate? Made(Match match, int year, int month, int day, out int length)
    {
        length = match.Length;
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new(year, month, day) : null;
    }

    // A year of two digits.
    private static bool IsShort(Match match) => match.Groups["c"].Length == 2;

    private static int YearOf(Match match) => IsShort(match) ? 2000 + Number(match, "c") : Number(match, "c");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{10}|[0-9]{13})$")]
    internal static partial Regex Epoch();

    /// <summary>What stands behind the day: a time, perhaps of twelve hours, perhaps with a zone.</summary>
    [GeneratedRegex("""
        ^(?:,?\s|T|,)\s*(?:at\s)?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?
        (?:\s?(?<half>[AaPp])\.?\s?[Mm]\.?)?
        (?:\s?\(?(?<zone>[A-Za-z]{1,4})\)?)?(?:\s?(?<sign>[+-])(?<h>[0-9]{1,2})(?::?(?<m>[0-9]{2}))?)?$
        """, RegexOptions.IgnorePatternWhitespace)]
    internal static partial Regex Clock();

    [GeneratedRegex(@"^(?<c>[0-9]{4})\s?(?<sep>[-/.])\s?(?<b>[0-9]{1,2})\s?\k<sep>\s?(?<a>[0-9]{1,2})(?![0-9])")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})\s?(?<sep>[-/.])\s?(?<b>[0-9]{1,2})\s?\k<sep>\s?(?<c>[0-9]{4}|[0-9]{2})(?![0-9])")]
    private static partial Regex Numeric();

    private const string MonthName = @"(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
        + @"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    // Sep 26, 2023 · September 26 2023 · 26 Sep 2023 · 26-Sep-2023
    [GeneratedRegex(
        @"^(?:" + MonthName + @"\.?\s(?<a>[0-9]{1,2})(?:st|nd|rd|th)?,?\s(?<c>[0-9]{4})"
        + @"|(?<a>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]" + MonthName
        + @"\.?,?[\s-](?<c>[0-9]{4}|[0-9]{2}))(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\.?,?\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
