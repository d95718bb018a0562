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

    public static string Event(params string[] lines) =>
        $"BEGIN:VEVENT\r\n{string.Concat(lines.Select(line => line + "\r\n"))}END:VEVENT\r\n";

    public static string Day(string day, string name) => Event($"UID:{day}", $"DTSTART;VALUE=DATE:{day}", $"SUMMARY:{name}");

    /// <summary>A VTIMEZONE of Warsaw's rules under any name.</summary>
    public static string Zone(string name, string from = "+0100", string to = "+0200") =>
        $"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:{to}\r\nTZOFFSETTO:{from}\r\n"
            + $"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        + $"BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\n"
        + $"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

    public static HolidaysRead Read(string text, string zone) =>
        IcsHolidays.Read(text, DateTimeZoneProviders.Tzdb[zone], Today, TimeProvider.System);

    public static HolidaysRead Read(byte[] bytes, string? charset = null) =>
        IcsHolidays.Read(new IcsFile(bytes, charset), Warsaw, Today, TimeProvider.System);

    public static HolidaysRead Read(string text, TimeProvider? time = null) =>
        IcsHolidays.Read(text, Warsaw, Today, time ?? TimeProvider.System);

    public static string[] Days(string text) => [.. Read(text).Days.Select(day => $"{day.Date:uuuu-MM-dd}")];

    /// <summary>Such as 01-04 01-05, and how many events were left out.</summary>
    public static string Short(HolidaysRead read) =>
        string.Join(' ', read.Days.Select(day => $"{day.Date:MM-dd}")) + (read.LeftOut == 0 ? "" : $" -{read.LeftOut}");

    public static string Short(params string[] events) => Short(Read(Of(events)));

    public static string[] Why(HolidaysRead read) => [.. read.LeftOutEvents.Select(e => e.Why.ToString())];
}
