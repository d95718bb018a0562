namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// A stretch of open time that starts on a weekday, in local time. Where <paramref name="End"/> is not after
/// <paramref name="Start"/> it lies on the next day, so that 22:00-06:00 is a night and 09:00-09:00 is 24 hours.
/// </summary>
/// <param name="Start">00:00 or later, before 24:00.</param>
/// <param name="End">00:00 to 24:00.</param>
public readonly record struct Window(TimeOfDay Start, TimeOfDay End)
{
    public bool CrossesMidnight => End <= Start;

    /// <summary>Seconds from the midnight that begins the day of the start to the end: up to two days.</summary>
    internal int EndSecond => End.SecondsSinceMidnight + (CrossesMidnight ? TimeOfDay.EndOfDay.SecondsSinceMidnight : 0);

    public override string ToString() => $"{Start}-{End}";
}
