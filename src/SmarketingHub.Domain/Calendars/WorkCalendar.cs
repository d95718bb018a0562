using System.Collections.Frozen;
using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// When work is done: windows by weekday, holidays, a time zone. Counts business time between instants, from
/// 1900 to 2200, by the zone's real rules at each date. Immutable, and safe to ask from several threads at once.
/// </summary>
/// <remarks>
/// A holiday removes the windows that start on it. A boundary in a skipped hour takes effect at the jump; in a
/// repeated hour a window opens at the first and closes at the last occurrence, but one that closes just as the repeated
/// hour begins closes at the first. Windows that overlap count once.
/// </remarks>
public sealed partial class WorkCalendar
{
    private readonly LocalWindows _windows;
    private readonly OpenTime _open;

    /// <param name="timeZone">An IANA id.</param>
    /// <param name="hours">At least one window in all, at most <see cref="MostWindows"/> a weekday; overlaps are merged.</param>
    /// <param name="holidays">Local dates from 1900 to 2199.</param>
    /// <param name="dayLength">What a <c>P1D</c> counts: whole seconds, more than zero, up to 24 hours; 8 hours when left out.</param>
    /// <exception cref="CalendarException">One of them is wrong; it names which.</exception>
    public WorkCalendar(
        string timeZone,
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>> hours,
        IEnumerable<LocalDate> holidays,
        Duration? dayLength = null)
    {
        Zone = CalendarRules.Zone(timeZone);
        Hours = CalendarRules.Hours(hours);
        Holidays = CalendarRules.Holidays(holidays).ToFrozenSet();
        DayLength = CalendarRules.DayLength(dayLength ?? Duration.FromHours(8));
        _windows = new LocalWindows(Zone, Hours);
        _open = new OpenTime(_windows, Holidays);
    }

    /// <summary>The most windows that may start on one weekday.</summary>
    public static int MostWindows => CalendarRules.MostWindows;

    /// <summary>The version of the time-zone rules that answers rest on, to be recorded beside them.</summary>
    public static string TimeZoneDataVersion => DateTimeZoneProviders.Tzdb.VersionId;

    public DateTimeZone Zone { get; }

    /// <summary>Windows by the weekday on which they start, as they were given; days without any are left out.</summary>
    public IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>> Hours { get; }

    public IReadOnlySet<LocalDate> Holidays { get; }

    public Duration DayLength { get; }

    /// <summary>
    /// The earliest instant at which the target has elapsed since the start: an exact fit is due at the closing
    /// instant, and a target of zero at the start, open or not.
    /// </summary>
    /// <param name="target">Business time, zero or more.</param>
    /// <exception cref="CalendarException">The target is negative, is not reached before 2200, or the start is out of reach.</exception>
    public Instant Due(Instant start, Duration target)
    {
        Reach.Check(start, nameof(start));
        if (target < Duration.Zero)
            throw new CalendarException(nameof(target), $"{target} is negative; give zero or more.");
        if (target == Duration.Zero)
            return start;
        // Real time is the least that business time can take: asking for more than is left needs no search.
        var due = target > Reach.Latest - start ? null : _open.After(start, target);
        return due
            ?? throw new CalendarException(nameof(target),
                $"{target.TotalHours:0.##} hours of open time from {start} are not reached before {Reach.Latest}; give a shorter one, or a "
                    + $"calendar that opens more.");
    }

    /// <summary>Business time from one instant to another.</summary>
    /// <exception cref="CalendarException">The end is before the start, or one of them out of reach.</exception>
    public Duration Elapsed(Instant start, Instant end)
    {
        Reach.Check(start, end);
        return _open.Between(start, end);
    }

    /// <summary>Whether business time runs: an opening instant is open, a closing instant is not.</summary>
    /// <exception cref="CalendarException">The instant is out of reach.</exception>
    public bool IsOpen(Instant at)
    {
        Reach.Check(at, nameof(at));
        return _open.Contains(at);
    }

    /// <summary>The first open instant from here on: the instant itself when it is open.</summary>
    /// <exception cref="CalendarException">The instant is out of reach, or nothing opens again before 2200.</exception>
    public Instant NextOpening(Instant at) =>
        IsOpen(at)
            ? at
            : _open.NextOpening(at)
                ?? throw new CalendarException(nameof(at),
                    $"after {at} the calendar does not open again before {Reach.Latest}; give an earlier instant, or a calendar that "
                        + $"opens.");

    /// <summary>Open time between two instants: in order, apart from each other, cut to the two. Worked out as it is read.</summary>
    /// <exception cref="CalendarException"><paramref name="to"/> is before <paramref name="from"/>, or one of them out of
    /// reach.</exception>
    public IEnumerable<Interval> OpenIntervals(Instant from, Instant to)
    {
        Reach.Check(from, to, nameof(from), nameof(to));
        return _open.Runs(from, to);
    }

    /// <summary>The open time that a length from an agreement is here.</summary>
    public Duration Business(BusinessDuration length) => length.In(this);
}
