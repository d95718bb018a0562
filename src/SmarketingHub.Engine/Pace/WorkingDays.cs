using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Engine.Pace;

/// <summary>How much of a period's business time is over.</summary>
/// <param name="Passed">Working days on which nothing opens any more.</param>
/// <param name="Total">Days on which a window starts and that are no holidays.</param>
/// <param name="Share">Open time that has passed, 0 to 1; null: the period has none.</param>
/// <param name="IsEarly">Less than half a business day has passed: an end at this pace would be a guess.</param>
public sealed record WorkingDays(int Passed, int Total, decimal? Share, bool IsEarly)
{
    // Instants are kept to it: the last one of a day is this long before the next.
    private static readonly Duration Least = Duration.FromMilliseconds(1);

    /// <summary>Where it will end at this pace; null: too early to say.</summary>
    public decimal? Project(decimal actual) => IsEarly || Share is null or 0 ? null : actual / Share;

    public static WorkingDays Of(PeriodSpan span, Instant at, WorkCalendar calendar)
    {
        at = Instant.Min(Instant.Max(at, span.From), span.To);
        var (passed, total) = (0, 0);
        var zone = calendar.Zone;
        for (var day = span.From.InZone(zone).Date; zone.AtStartOfDay(day).ToInstant() < span.To; day = day.PlusDays(1))
        {
            if (calendar.Holidays.Contains(day) || !calendar.Hours.ContainsKey(day.DayOfWeek))
                continue;
            total++;
            var end = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
            if (at >= end || at > zone.AtStartOfDay(day).ToInstant() && calendar.Elapsed(at, end) <= Least)
                passed++;
        }
        var (all, gone) = (calendar.Elapsed(span.From, span.To), calendar.Elapsed(span.From, at));
        return new(passed, total, all == Duration.Zero ? null : (decimal)(gone / all), gone * 2 < calendar.DayLength);
    }
}
