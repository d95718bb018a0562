using NodaTime;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>iCalendar texts, put together.</summary>
internal static class Ics
{
    public static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    public static readonly LocalDate Today = new(2026, 3, 2);

    public static string Of(params string[] events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    public static string Event(params string[] lines) => $"BEGIN:VEVENT\r\n{string.Concat(lines.Select(line => line + "\r\n"))}END:VEVENT\r\n";

    public static string Day(string day, string name) => Event($"UID:{day}", $"DTSTART;VALUE=DATE:{day}", $"SUMMARY:{name}");

    public static HolidaysRead Read(string text, TimeProvider? time = null) => IcsHolidays.Read(text, Warsaw, Today, time ?? TimeProvider.System);

    public static string[] Days(string text) => [.. Read(text).Days.Select(day => $"{day.Date:uuuu-MM-dd}")];
}
