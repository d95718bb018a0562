using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>A week from Monday to Sunday in a zone; it is of the year of its Thursday.</summary>
public sealed record IsoWeek(string Name, Instant Start, Instant End)
{
    private static readonly IWeekYearRule Rules = WeekYearRules.Iso;

    public static IsoWeek Of(Instant at, DateTimeZone zone) => Of(at.InZone(zone).Date, zone);

    /// <summary>Null: not written as 2026-W10, or there is no such week.</summary>
    public static IsoWeek? Read(string name, DateTimeZone zone) =>
        name.Split("-W") is [var year, var week] && int.TryParse(year, CultureInfo.InvariantCulture, out var y)
        && int.TryParse(week, CultureInfo.InvariantCulture, out var w) && y is > 0 and < 9999 && w >= 1 && w <= Rules.GetWeeksInWeekYear(y)
            ? Of(Rules.GetLocalDate(y, w, IsoDayOfWeek.Monday), zone) : null;

    private static IsoWeek Of(LocalDate day, DateTimeZone zone)
    {
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        return new($"{Rules.GetWeekYear(monday):0000}-W{Rules.GetWeekOfWeekYear(monday):00}", zone.AtStartOfDay(monday).ToInstant(),
            zone.AtStartOfDay(monday.PlusWeeks(1)).ToInstant());
    }
}
