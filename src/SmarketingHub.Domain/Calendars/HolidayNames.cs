using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>What holidays are called.</summary>
public static class HolidayNames
{
    /// <summary>The names of the holidays whose windows a segment would have been; null: it is none, or none of them has a name.</summary>
    /// <param name="names">Of the calendar's holidays, by their day in its zone.</param>
    public static string? Of(Segment segment, WorkCalendar calendar, IReadOnlyDictionary<LocalDate, string>? names)
    {
        if (segment.Kind != SegmentKind.Holiday || names is null)
            return null;
        // A night's window belongs to the day on which it starts, the day before what is left of it.
        var (first, last) = (segment.Start.InZone(calendar.Zone).Date, (segment.End - Duration.Epsilon).InZone(calendar.Zone).Date);
        var found = new List<string>();
        for (var day = first; day <= last && found.Count < 10; day = day.PlusDays(1))
            if (names.TryGetValue(day, out var name)
                || day == first && !calendar.Holidays.Contains(day) && names.TryGetValue(day.PlusDays(-1), out name))
                if (!found.Contains(name))
                    found.Add(name);
        return found.Count == 0 ? null : string.Join(", ", found);
    }
}
