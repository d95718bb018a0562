using NodaTime;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Engine.Pace;

/// <summary>One period: from an instant to another, that one not included.</summary>
public sealed record PeriodSpan(Instant From, Instant To)
{
    /// <summary>The week (from Monday), month or quarter that an instant lies in, in a zone.</summary>
    public static PeriodSpan Of(Period period, Instant at, DateTimeZone zone)
    {
        var day = at.InZone(zone).Date;
        var (first, next) = period switch
        {
            Period.Week => Long(day.PlusDays(1 - (int)day.DayOfWeek), NodaTime.Period.FromWeeks(1)),
            Period.Month => Long(new(day.Year, day.Month, 1), NodaTime.Period.FromMonths(1)),
            _ => Long(new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), NodaTime.Period.FromMonths(3)),
        };
        return new(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(next).ToInstant());
    }

    public bool Contains(Instant at) => From <= at && at < To;

    private static (LocalDate, LocalDate) Long(LocalDate first, NodaTime.Period length) => (first, first + length);
}
