using System.Globalization;
using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>A date or a time as it is written.</summary>
/// <param name="Wall">What a clock on the wall shows; of a date, its midnight.</param>
/// <param name="Zone">Whose wall; null: anybody's.</param>
internal readonly record struct IcsTime(LocalDateTime Wall, bool IsDate, DateTimeZone? Zone)
{
    // Some write "for ever" as the year 9999; beyond this one nobody counts.
    internal static readonly LocalDateTime Last = new(9990, 1, 1, 0, 0);

    /// <summary>Such as 20261225, 20261225T090000 or 20261225T090000Z; null: anything else, or a day that there is not.</summary>
    /// <param name="zone">Of a time without Z.</param>
    /// <param name="asDate">A time is not asked for.</param>
    public static IcsTime? Parse(string text, DateTimeZone? zone, bool asDate = false)
    {
        var written = text.Trim().ToUpperInvariant();
        if (written.Length < 8
            || !DateOnly.TryParseExact(written[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var day = LocalDate.FromDateOnly(date).AtMidnight();
        if (written.Length == 8)
            return new(Cut(day), true, null);
        var digits = written[8..].TrimEnd('Z') is ['T', .. var rest] ? rest : "";
        if (digits.Length is not (4 or 6) || !digits.All(char.IsAsciiDigit) || written.Length - digits.Length - 9 > 1)
            return null;
        var (hours, minutes, seconds) = (Number(digits[..2]), Number(digits[2..4]), digits.Length == 6 ? Number(digits[4..]) : 0);
        // 24:00 is the next midnight; a leap second is the one before it.
        if (minutes > 59 || seconds > 60 || hours > 24 || hours == 24 && minutes + seconds > 0)
            return null;
        return asDate
            ? new(Cut(day), true, null)
            : new(Cut(day.PlusHours(hours).PlusMinutes(minutes).PlusSeconds(Math.Min(seconds, 59))), false,
                written.EndsWith('Z') ? DateTimeZone.Utc : zone);

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

        static LocalDateTime Cut(LocalDateTime at) => at > Last ? Last : at;
    }

    public LocalDate Date => Wall.Date;

    public bool IsMidnight => Wall.TimeOfDay == LocalTime.Midnight;

    /// <summary>
    /// What a clock on the wall of that zone shows. A time that is skipped is as much later, one that is repeated is the first.
    /// </summary>
    public LocalDateTime In(DateTimeZone zone) => Zone is null ? Wall : Wall.InZoneLeniently(Zone).WithZone(zone).LocalDateTime;

    /// <summary>What the wall shows that another time stands on.</summary>
    public LocalDateTime InZoneOf(IcsTime other, IcsZones zones) => Zone is null ? Wall : In(other.Zone ?? zones.Here);

    /// <summary>A time on anybody's wall is one on the wall of that zone.</summary>
    public Instant At(DateTimeZone zone) => Wall.InZoneLeniently(Zone ?? zone).ToInstant();

    /// <summary>The whole day that is meant, of a series of whole days. Some write its midnight, in this zone or that.</summary>
    public LocalDate Day(IcsZones zones)
    {
        if (IsDate || IsMidnight || Zone is null)
            return Date;
        foreach (var zone in zones.OfDays)
            if (In(zone) is var there && there == zone.AtStartOfDay(there.Date).LocalDateTime)
                return there.Date;
        return Date;
    }
}
