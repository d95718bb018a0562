using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// A rule of recurrence (RFC 5545, 3.3.10). The library counts it out on the wall's clock; its end and all zones are ours.
/// </summary>
/// <param name="Text">Without its UNTIL.</param>
internal sealed record IcsRule(string Text, IcsTime? Until)
{
    private const int LongestRule = 500, MostUnmatched = 2_000;
    private static readonly string[] ManyADay = ["SECONDLY", "MINUTELY", "HOURLY"], OfTime = ["BYHOUR", "BYMINUTE", "BYSECOND"];

    /// <summary>Null: an empty rule, which says nothing.</summary>
    /// <exception cref="OddEvent"></exception>
    public static IcsRule? Parse(string text, IcsTime start)
    {
        if (text.Length > LongestRule)
            throw new OddEvent($"Its rule is longer than {LongestRule} characters.");
        IcsTime? until = null;
        var kept = new List<string>();
        foreach (var part in text.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var n, var v] ? (n, v) : throw Unreadable(text);
            if (name == "UNTIL")
                until = IcsTime.Parse(value, null) ?? throw Unreadable(text);
            else if (name == "FREQ" && ManyADay.Contains(value) || OfTime.Contains(name) && value.Contains(',') && !start.IsDate)
                throw new OddEvent("It recurs within a day.");
            // A series of whole days has no times of day; what says no more than the default says nothing.
            else if (!(OfTime.Contains(name) && start.IsDate) && !name.StartsWith("X-", StringComparison.Ordinal)
                && (name, value) is not (("RSCALE", "GREGORIAN") or ("SKIP", "OMIT")))
                kept.Add($"{name}={value}");
        }
        if (kept.Count == 0 && until is null)
            return null;
        try
        {
            _ = new RecurrencePattern(string.Join(';', kept));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Unreadable(text);
        }
        return new(string.Join(';', kept), until);
    }

    /// <summary>From the first in a time on, in order.</summary>
    /// <param name="isOver">Whether the rule has ended before.</param>
    /// <exception cref="OddEvent"></exception>
    public IEnumerable<LocalDateTime> Starts(IcsTime start, DateInterval within, Func<LocalDateTime, bool> isOver)
    {
        using var starts = Library(start, within.Start).GetEnumerator();
        while (Next(starts) is { } wall && wall.Date <= within.End && !isOver(wall))
            yield return wall;
    }

    private LocalDateTime? Next(IEnumerator<Occurrence> starts)
    {
        try
        {
            return starts.MoveNext() ? LocalDateTime.FromDateTime(starts.Current.Period.StartTime.Value) : null;
        }
        // It matches nothing any more.
        catch (EvaluationLimitExceededException)
        {
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Unreadable(Text);
        }
    }

    private IEnumerable<Occurrence> Library(IcsTime start, LocalDate from)
    {
        var begins = start.IsDate
            ? new CalDateTime(start.Date.ToDateOnly()) : new CalDateTime(start.Date.ToDateOnly(), start.Wall.TimeOfDay.ToTimeOnly());
        try
        {
            return new CalendarEvent { DtStart = begins, RecurrenceRule = new RecurrencePattern(Text) }
                .GetOccurrences(new CalDateTime(from.ToDateOnly()), new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched });
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Unreadable(Text);
        }
    }

    private static OddEvent Unreadable(string rule) => new($"Its rule cannot be read: {IcsText.Shorten(rule)}");
}
