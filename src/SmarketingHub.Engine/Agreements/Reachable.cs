using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Engine.Agreements;

/// <summary>
/// Whether a promise can fall due in a calendar. One that cannot would start no clock, and so keep out every lead that it is about.
/// </summary>
internal static class Reachable
{
    private static readonly Duration Longest = Duration.FromDays(50 * 366);

    /// <summary>Its last point, counted from now, comes within 50 years.</summary>
    internal static bool Within(this Commitment c, WorkCalendar calendar, Instant now)
    {
        var percent = c.Ladder.Select(step => step.Percent).Append(100).Max();
        var target = Duration.Max(c.Target.In(calendar), c.TargetFromOpening?.In(calendar) ?? Duration.Zero);
        try
        {
            return calendar.Due(now, target * percent / 100) <= now + Longest;
        }
        catch (CalendarException)
        {
            return false;
        }
    }
}
