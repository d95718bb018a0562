using System.Globalization;

namespace SmarketingHub.Engine.DueTimes;

/// <summary>How a calendar of due times says things, in the reader's language.</summary>
/// <param name="Name">Of the calendar.</param>
/// <param name="What">Of one: the company and the promise.</param>
public sealed record DueCalendarWords(string Name, Func<DueTime, string> What);

/// <summary>Due times as an iCalendar text.</summary>
public static class DueCalendar
{
    /// <param name="due">Each is an event of no length, at its deadline.</param>
    /// <param name="installation">Tells the clocks of this installation from those of others.</param>
    /// <param name="leadAddress">Where a lead is looked at.</param>
    public static string Write(
        IReadOnlyList<DueTime> due, DueCalendarWords words, string installation, Func<long, string> leadAddress, bool hasAlarms)
    {
        var lines = new CalendarLines();
        lines.Add("BEGIN:VCALENDAR");
        lines.Add("VERSION:2.0");
        lines.Add("PRODID:-//SmarketingHub//Due times//EN");
        lines.Add("CALSCALE:GREGORIAN");
        lines.AddText("NAME", words.Name);
        lines.AddText("X-WR-CALNAME", words.Name);
        lines.Add("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        lines.Add("X-PUBLISHED-TTL:PT15M");
        foreach (var one in due)
            Add(lines, one, words.What(one), installation, leadAddress(one.Lead), hasAlarms);
        lines.Add("END:VCALENDAR");
        return lines.ToString();
    }

    private static void Add(CalendarLines lines, DueTime one, string what, string installation, string address, bool hasAlarms)
    {
        lines.Add("BEGIN:VEVENT");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"UID:clock-{one.Clock}@{installation}.smarketinghub"));
        // Of a calendar that is read and not sent, both say when it was changed last: the same text until something is.
        lines.Add("DTSTAMP", one.ChangedAt);
        lines.Add("LAST-MODIFIED", one.ChangedAt);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{one.Changes}"));
        lines.Add("DTSTART", one.DueAt);
        lines.AddText("SUMMARY", what);
        lines.Add($"URL:{address}");
        lines.Add("TRANSP:TRANSPARENT");
        lines.Add("CLASS:PRIVATE");
        foreach (var warning in hasAlarms ? one.Warnings : [])
        {
            lines.Add("BEGIN:VALARM");
            lines.Add("ACTION:DISPLAY");
            lines.Add($"TRIGGER;VALUE=DATE-TIME:{CalendarLines.Of(warning)}");
            lines.AddText("DESCRIPTION", what);
            lines.Add("END:VALARM");
        }
        lines.Add("END:VEVENT");
    }
}
