using System.Globalization;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>The events of one UID: a recurring one and what replaces some of its occurrences. Only what says when is handed to the library.</summary>
internal sealed class IcsSeries(IReadOnlyList<IcsEvent> events)
{
    private const int LongestRule = 500, MostUnmatched = 2_000;
    private static readonly string[] Times = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"];

    private readonly IReadOnlyList<IcsEvent> counted = [.. events.Where(e => !e.IsCancelled() && !e.IsLeftOut())];

    /// <summary>In or before a window of days, none after it.</summary>
    /// <exception cref="InvalidArgument">Of the field <c>feed</c>.</exception>
    public IEnumerable<(IcsOccurrence Occurrence, IcsEvent Source)> Occurrences(DateInterval window)
    {
        if (counted.Count == 0)
            return [];
        foreach (var e in counted)
            CheckStart(e);
        return Evaluate(window);
    }

    private List<(IcsOccurrence, IcsEvent)> Evaluate(DateInterval window)
    {
        var found = new List<(IcsOccurrence, IcsEvent)>();
        var first = new CalDateTime(window.Start.ToDateOnly().AddDays(-366));
        try
        {
            var occurrences = Ical.Net.Calendar.Load(Text())!.GetOccurrences<CalendarEvent>(first, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched });
            foreach (var occurrence in occurrences)
            {
                if (LocalDate.FromDateOnly(occurrence.Period.StartTime.Date) > window.End.PlusDays(1))
                    break;
                var source = counted[int.Parse(((CalendarEvent)occurrence.Source).Summary!, CultureInfo.InvariantCulture)];
                found.Add((new(occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime), source));
                if (found.Count > 4_000)
                    throw IcsText.Wrong(counted[0].Line, "the event recurs too often to be a holiday.");
            }
        }
        // It matches nothing any more.
        catch (EvaluationLimitExceededException)
        {
            return found;
        }
        catch (Exception error) when (error is not (Refusal or OutOfMemoryException))
        {
            throw IcsText.Wrong(counted[0].Line, $"the times of this event cannot be read ({IcsText.Shorten(error.Message)}).");
        }
        return found;
    }

    private string Text()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        for (var index = 0; index < counted.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:{index}\r\n");
            foreach (var line in counted[index].Lines.Where(line => Times.Contains(line.Name)))
                text.Append(CultureInfo.InvariantCulture, $"{line.Name}{line.Parameters}:{line.Value}\r\n");
            // A cancelled occurrence is none, not one that is as it was.
            if (counted[index].Find("RECURRENCE-ID") is null)
                foreach (var gone in events.Where(e => e.IsCancelled()).Select(e => e.Find("RECURRENCE-ID")).OfType<IcsLine>())
                    text.Append(CultureInfo.InvariantCulture, $"EXDATE{gone.Parameters}:{gone.Value}\r\n");
            text.Append("END:VEVENT\r\n");
        }
        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    private static void CheckStart(IcsEvent e)
    {
        var start = e.Find("DTSTART") ?? throw IcsText.Wrong(e.Line, "the event has no DTSTART.");
        foreach (var line in e.Lines.Where(line => line.Name is "DTSTART" or "DTEND" or "RECURRENCE-ID"))
        {
            var date = line.Value.Trim();
            if (date.Length < 8 || !DateOnly.TryParseExact(date[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or >= 2200)
                throw IcsText.Wrong(line.Number, $"{line.Name} is \"{IcsText.Shorten(date)}\"; give a day from 1900 to 2199 as 20261225, or with a time as 20261225T090000Z.");
        }
        foreach (var rule in e.Lines.Where(line => line.Name == "RRULE"))
            if (rule.Value.Length > LongestRule)
                throw IcsText.Wrong(rule.Number, $"the rule is longer than {LongestRule} characters.");
        if (start.Value.Trim().Length == 8 != !start.Value.Contains('T', StringComparison.OrdinalIgnoreCase))
            throw IcsText.Wrong(start.Number, $"DTSTART is \"{IcsText.Shorten(start.Value)}\"; give a day as 20261225, or with a time as 20261225T090000Z.");
    }
}

/// <summary>What is known of an event before its times are read.</summary>
internal static class IcsEvents
{
    private static readonly string[] ManyADay = ["SECONDLY", "MINUTELY", "HOURLY"];

    public static bool IsCancelled(this IcsEvent e) => e.Value("STATUS")?.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>It recurs within a day, or its zone is not known: no holiday.</summary>
    public static bool IsLeftOut(this IcsEvent e) => !e.IsCancelled()
        && (e.Lines.Any(line => line.Name == "RRULE" && RecursWithinADay(line.Value)) || e.Lines.Any(line => UnknownZone(line)));

    private static bool RecursWithinADay(string rule)
    {
        foreach (var part in rule.ToUpperInvariant().Split(';'))
            if (part.Split('=') is [var name, var value] && (name.Trim() == "FREQ" ? ManyADay.Contains(value.Trim()) : name.Trim() is "BYHOUR" or "BYMINUTE" or "BYSECOND" && value.Contains(',')))
                return true;
        return false;
    }

    private static bool UnknownZone(IcsLine line)
    {
        if (line.Parameters.IndexOf("TZID=", StringComparison.OrdinalIgnoreCase) is var at && at < 0 || !line.Value.Contains('T', StringComparison.OrdinalIgnoreCase))
            return false;
        var zone = line.Parameters[(at + 5)..].Split(';')[0].Trim('"');
        try
        {
            return new CalDateTime(2026, 1, 1, 0, 0, 0, zone).AsUtc == default;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
