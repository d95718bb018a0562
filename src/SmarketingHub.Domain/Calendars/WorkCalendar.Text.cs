using NodaTime;
using NodaTime.Text;

namespace SmarketingHub.Domain.Calendars;

/// <summary>The calendar as stored and sent.</summary>
public sealed partial class WorkCalendar
{
    /// <summary>Reads a calendar as a client or a stored row writes it.</summary>
    /// <param name="timeZone">An IANA id.</param>
    /// <param name="hours">By <c>mon</c> to <c>sun</c>, pairs such as <c>["09:00","17:00"]</c>, up to <c>24:00</c>.</param>
    /// <param name="holidays">ISO dates, <c>2026-12-25</c>.</param>
    /// <param name="dayLength">ISO hours, minutes and seconds, <c>PT8H</c>; 8 hours when null.</param>
    /// <exception cref="CalendarException">One of them is wrong; it names which, down to <c>hours.mon[0]</c> or
    /// <c>holidays[3]</c>.</exception>
    public static WorkCalendar Create(
        string timeZone,
        IReadOnlyDictionary<string, string[][]> hours,
        IEnumerable<string> holidays,
        string? dayLength = null) =>
        new(timeZone, ReadHours(hours), ReadHolidays(holidays), dayLength is null ? null : ReadDayLength(dayLength));

    /// <summary>The hours as <see cref="Create"/> reads them, from Monday on.</summary>
    public IReadOnlyDictionary<string, string[][]> ToHours()
    {
        var hours = new Dictionary<string, string[][]>();
        foreach (var (day, windows) in Hours.OrderBy(day => day.Key))
            hours.Add(Weekdays.Key(day), [.. windows.Select(window => new[] { window.Start.ToString(), window.End.ToString() })]);
        return hours;
    }

    /// <summary>The holidays as <see cref="Create"/> reads them, the earliest first.</summary>
    public string[] ToHolidays() => [.. Holidays.Order().Select(LocalDatePattern.Iso.Format)];

    /// <summary>The day length as <see cref="Create"/> reads it, such as <c>PT8H</c> or <c>PT7H30M</c>.</summary>
    public string ToDayLength() => BusinessDuration.Of(DayLength).ToString();

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<Window>> ReadHours(IReadOnlyDictionary<string, string[][]> hours)
    {
        var read = new Dictionary<IsoDayOfWeek, IReadOnlyList<Window>>();
        foreach (var (key, pairs) in hours ?? new Dictionary<string, string[][]>())
        {
            var day = Weekdays.Find(key)
                ?? throw new CalendarException("hours", $"{Quoted.Value(key)} is no weekday; give {Weekdays.All}.");
            if (pairs is null)
                throw new CalendarException($"hours.{key}", "is missing; give an empty list for a closed day.");
            read.Add(day, [.. pairs.Select((pair, index) => ReadWindow(pair, $"hours.{key}[{index}]"))]);
        }
        return read;
    }

    private static Window ReadWindow(string[] pair, string field)
    {
        if (pair is not [var start, var end])
            throw new CalendarException(field, "is not a start and an end; give a pair such as [\"09:00\",\"17:00\"].");
        return new Window(ReadTime(start, field), ReadTime(end, field));
    }

    private static TimeOfDay ReadTime(string text, string field) =>
        TimeOfDay.TryParse(text, out var time)
            ? time
            : throw new CalendarException(field, $"{Quoted.Value(text)} is no time of day; give 00:00 to 24:00, such as \"09:00\".");

    private static IEnumerable<LocalDate> ReadHolidays(IEnumerable<string> holidays) =>
        (holidays ?? []).Select((text, index) =>
            text is not null && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date)
                ? date
                : throw new CalendarException($"holidays[{index}]",
                    $"{Quoted.Value(text)} is no date; give an ISO date such as \"2026-12-25\"."));

    private static Duration ReadDayLength(string text) =>
        BusinessDuration.TryParse(text, out var length) && length.Days == 0
            ? length.Time
            : throw new CalendarException("dayLength",
                $"{Quoted.Value(text)} is no length of a business day; give hours and minutes, more than zero and at most 24 hours, such "
                    + $"as \"PT8H\".");
}
