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

    // Those of RFC 822 and of Europe. What stands for several zones (IST, BST of Bangladesh) is told by no file.
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
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Without its weekday, with plain spaces.</summary>
    internal static string Tidy(string text) => Weekday().Replace(Spaces().Replace(text.Trim(), " "), "");

    internal static Order OrderOf(string given)
    {
        if (Numeric().Match(Tidy(given)) is not { Success: true } match || match.Groups["sep"].Value == ".")
            return Order.None;
        var (first, second) = (Number(match, "a"), Number(match, "b"));
        return (first, second) switch
        {
            ( > 12 and <= 31, <= 12) => Order.DayFirst,
            ( <= 12, > 12 and <= 31) => Order.MonthFirst,
            ( <= 12, <= 12) when first == second && match.Groups["c"].Length == 4 => Order.None,
            ( <= 12, <= 12) => Order.Either,
            _ => Order.None,
        };
    }

    /// <param name="length">How much of the text is the day.</param>
    internal static LocalDate? Day(string text, bool? dayFirst, out int length)
    {
        if (YearFirst().Match(text) is { Success: true } iso)
            return Made(iso, Number(iso, "c"), Number(iso, "b"), Number(iso, "a"), out length);
        if (Numeric().Match(text) is { Success: true } numeric)
        {
            var (a, b, year) = (Number(numeric, "a"), Number(numeric, "b"), YearOf(numeric));
            if (numeric.Groups["sep"].Value == "." || a == b && numeric.Groups["c"].Length == 4)
                return Made(numeric, year, b, a, out length);
            // 23/09/26 may begin with its year.
            if (dayFirst is not null)
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
        if (zone.Success && !Zones.ContainsKey(zone.Value))
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

    private static int YearOf(Match match) => match.Groups["c"].Length == 2 ? 2000 + Number(match, "c") : Number(match, "c");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{10}|\d{13})$")]
    internal static partial Regex Epoch();

    /// <summary>What stands behind the day: a time, perhaps of twelve hours, perhaps with a zone.</summary>
    [GeneratedRegex("""
        ^(?:,?\s|T|,)\s*(?:at\s)?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?
        (?:\s?(?<half>[AaPp])\.?\s?[Mm]\.?)?
        (?:\s?\(?(?<zone>[A-Za-z]{1,4})\)?)?(?:\s?(?<sign>[+-])(?<h>\d{1,2})(?::?(?<m>\d{2}))?)?$
        """, RegexOptions.IgnorePatternWhitespace)]
    internal static partial Regex Clock();

    [GeneratedRegex(@"^(?<c>\d{4})(?<sep>[-/.])(?<b>\d{1,2})\k<sep>(?<a>\d{1,2})(?!\d)")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<a>\d{1,2})(?<sep>[-/.])(?<b>\d{1,2})\k<sep>(?<c>\d{4}|\d{2})(?!\d)")]
    private static partial Regex Numeric();

    private const string MonthName = @"(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
        + @"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    private const string Month = "(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
        + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    // Sep 26, 2023 · September 26 2023 · 26 Sep 2023 · 26-Sep-2023
    [GeneratedRegex(
        @"^(?:" + MonthName + @"\.?\s(?<a>\d{1,2})(?:st|nd|rd|th)?,?\s(?<c>\d{4})"
        + @"|(?<a>\d{1,2})(?:st|nd|rd|th)?[\s-]" + MonthName
        + @"\.?,?[\s-](?<c>\d{4}|\d{2}))(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\.?,?\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
