using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// How long an event takes: first so long by the clock on the wall, whatever the hours of those days, and then so long by a stop-watch.
/// </summary>
internal readonly partial record struct IcsLength(int Days, Duration Wall, Duration Exact)
{
    private const int MostDays = 4_000_000;

    public static IcsLength OfDays(int days) => new(days, Duration.Zero, Duration.Zero);

    /// <summary>From a start to an end in its own zone: from midnight to midnight is a day, also where that has 25 hours.</summary>
    public static IcsLength Between(LocalDateTime start, LocalDateTime end)
    {
        var days = Period.DaysBetween(start.Date, end.Date);
        return new(days, Duration.FromTicks(end.TimeOfDay.TickOfDay - start.TimeOfDay.TickOfDay), Duration.Zero);
    }

    /// <summary>RFC 5545, 3.3.6: days and weeks are of the calendar, hours are exact; null: none such.</summary>
    public static IcsLength? Parse(string text)
    {
        if (Written().Match(text.Trim().ToUpperInvariant()) is not { Success: true } match)
            return null;
        long Part(string name) => match.Groups[name].Success ? long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var days = 7 * Part("w") + Part("d");
        var exact = Duration.FromSeconds(3600 * Part("h") + 60 * Part("m") + Part("s"));
        return days > MostDays || exact.Days > MostDays ? null : new((int)days, Duration.Zero, exact);
    }

    /// <summary>As many days of the calendar as it fills; at least one.</summary>
    public int WholeDays => Math.Max(1, Days + (Wall + Exact).Days);

    /// <summary>The end of what begins then.</summary>
    public IcsTime After(IcsTime start)
    {
        if (start.Date.Year + (Days + (Wall + Exact).Days) / 365 > IcsTime.Last.Year - 10)
            return start with { Wall = IcsTime.Last };
        var wall = start with { Wall = start.Wall.PlusDays(Days).PlusTicks(Wall.BclCompatibleTicks) };
        if (Exact == Duration.Zero)
            return wall;
        // Time on anybody's wall passes as if no clock were ever changed.
        return wall.Zone is not { } zone
            ? wall with { Wall = wall.Wall.PlusTicks(Exact.BclCompatibleTicks) }
            : wall with { Wall = (wall.At(zone) + Exact).InZone(zone).LocalDateTime };
    }

    [GeneratedRegex(
        "^\\+?P(?=.)(?:(?<w>[0-9]{1,7})W)?(?:(?<d>[0-9]{1,8})D)?"
        + "(?:T(?=.)(?:(?<h>[0-9]{1,8})H)?(?:(?<m>[0-9]{1,8})M)?(?:(?<s>[0-9]{1,10})S)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
