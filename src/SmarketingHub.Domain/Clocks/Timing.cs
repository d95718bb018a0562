using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Clocks;

/// <summary>What a commitment means in a calendar: its target and the instants at which its clock does something.</summary>
public static class Timing
{
    /// <summary>Business time promised to what starts at this instant.</summary>
    public static Duration TargetOf(Commitment commitment, WorkCalendar calendar, Instant from) =>
        (commitment.TargetFromOpening is { } fromOpening && !calendar.IsOpen(from) ? fromOpening : commitment.Target).In(calendar);

    /// <param name="dueAt">When so many percent of the target are used up.</param>
    internal static List<ClockPoint> PointsOf(Commitment commitment, Func<int, Instant> dueAt) =>
    [
        .. commitment.WarnAt.Select(percent => new ClockPoint(PointKind.Warn, percent, dueAt(percent))),
        new(PointKind.Breach, 100, dueAt(100)),
        .. commitment.Ladder.Select(step => new ClockPoint(PointKind.Step, step.Percent, dueAt(step.Percent), step.Action)),
    ];

    /// <summary>A warning whose time has passed is given as soon as it is open; the deadline and what follows from it stay.</summary>
    internal static ClockPoint InOpenTime(this ClockPoint point, Instant now, WorkCalendar calendar) =>
        point.Kind == PointKind.Warn && point.At < now ? point with { At = calendar.NextOpening(now) } : point;

    /// <summary>When so many percent of the target are used up.</summary>
    /// <param name="holds">Time in which the clock was held does not count.</param>
    public static Instant DueAt(WorkCalendar calendar, Instant from, Duration target, int percent, IReadOnlyList<Interval> holds) =>
        calendar.Due(from, Share(target, percent), holds);

    /// <summary>Whole milliseconds: what the ledger and the rows keep.</summary>
    private static Duration Share(Duration target, int percent) =>
        Duration.FromMilliseconds((long)(target.TotalMilliseconds * percent / 100));
}
