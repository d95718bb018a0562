using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>
/// Open time told from what clocks show, and from nothing else: a window holds from the first instant at which they show its start or
/// later, to the last at which they showed less than its end. To the second, over a few days.
/// </summary>
internal static class ByTheClock
{
    private static readonly Duration Margin = Duration.FromDays(4);

    public static IEnumerable<Interval> Open(WorkCalendar calendar, Instant from, Instant to)
    {
        ZoneStretch[] shown = [.. calendar.Zone.GetZoneIntervals(from - Margin, to + Margin).Select(z => new ZoneStretch(
            Instant.Max(z.HasStart ? z.Start : Instant.MinValue, from - Margin),
            Instant.Min(z.HasEnd ? z.End : Instant.MaxValue, to + Margin), z.WallOffset))];
        var windows = new List<Interval>();
        for (var date = from.InZone(calendar.Zone).Date.PlusDays(-3); date <= to.InZone(calendar.Zone).Date.PlusDays(
            1); date = date.PlusDays(1))
            if (!calendar.Holidays.Contains(date))
                foreach (var window in calendar.Hours.GetValueOrDefault(date.DayOfWeek, []))
                {
                    var (start, end) = (At(date, window.Start), At(window.End <= window.Start ? date.PlusDays(1) : date, window.End));
                    var (opens, closes) = (shown.Select(s => s.FirstFrom(start)).OfType<Instant>().Min(),
                        shown.Select(s => s.LastBefore(end)).OfType<Instant>().Max());
                    if (opens < closes)
                        windows.Add(new(opens, closes));
                }
        return Merged(windows, from, to);
    }

    private static LocalDateTime At(LocalDate date, TimeOfDay time) => date.AtMidnight().PlusSeconds(time.SecondsSinceMidnight);

    private static List<Interval> Merged(List<Interval> windows, Instant from, Instant to)
    {
        var merged = new List<Interval>();
        foreach (var window in windows.OrderBy(window => window.Start))
        {
            var (start, end) = (Instant.Max(window.Start, from), Instant.Min(window.End, to));
            if (start >= end)
                continue;
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = new(merged[^1].Start, Instant.Max(merged[^1].End, end));
            else
                merged.Add(new(start, end));
        }
        return merged;
    }

    private sealed record ZoneStretch(Instant Start, Instant End, Offset Offset)
    {
        public Instant? FirstFrom(LocalDateTime wall) => Instant.Max(Shows(wall), Start) is var at && at < End ? at : null;

        public Instant? LastBefore(LocalDateTime wall) => Instant.Min(Shows(wall), End) is var at && at > Start ? at : null;

        private Instant Shows(LocalDateTime wall) => wall.WithOffset(Offset).ToInstant();
    }
}
