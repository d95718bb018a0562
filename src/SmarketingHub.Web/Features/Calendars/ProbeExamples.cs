using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>Moments at which a calendar shows what it does: shortly before it closes for long.</summary>
public static class ProbeExamples
{
    private static readonly Duration Week = Duration.FromDays(7), Season = Duration.FromDays(45);

    /// <summary>
    /// 45 minutes before the longest closed time of the coming week, and 90 before that of the coming weeks. Fewer when it never closes.
    /// </summary>
    public static IReadOnlyList<Instant> Of(WorkCalendar calendar, Instant now)
    {
        var open = calendar.OpenIntervals(now, now + Season + Duration.FromDays(20)).ToList();
        var closings = open.Zip(open.Skip(1))
            .Select(pair => (At: pair.First.End, pair.First.Duration, Gap: pair.Second.Start - pair.First.End)).ToList();
        var soon = closings.Where(c => c.At < now + Week).OrderByDescending(c => c.Gap).ThenBy(c => c.At).FirstOrDefault();
        var later = closings.Where(c => c.At < now + Season && c.At != soon.At).OrderByDescending(c => c.Gap).ThenBy(c => c.At)
            .FirstOrDefault();
        var found = new List<Instant>();
        if (soon.Gap > Duration.Zero)
            found.Add(soon.At - Duration.Min(Duration.FromMinutes(45), soon.Duration));
        if (later.Gap > Duration.Zero)
            found.Add(later.At - Duration.Min(Duration.FromMinutes(90), later.Duration));
        return [.. found.Order()];
    }
}
