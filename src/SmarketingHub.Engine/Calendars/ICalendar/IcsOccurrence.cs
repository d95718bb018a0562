using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>Once that an event takes place.</summary>
internal sealed record IcsOccurrence(IcsEvent Source, IcsTime Start, IcsLength Length)
{
    /// <summary>Some programs let a day end a minute or a second before midnight.</summary>
    public static readonly LocalTime AsGoodAsMidnight = new(23, 59);

    /// <summary>The days of a zone that it touches, and those that it covers from their beginning to their end; null: none.</summary>
    public (DateInterval Touched, DateInterval? Whole) Days(DateTimeZone zone)
    {
        var end = Length.After(Start);
        if (Start.IsDate)
        {
            var days = new DateInterval(Start.Date, end.Date.PlusDays(-1));
            return (days, days);
        }
        var (from, to) = (Start.In(zone), end.In(zone));
        var begins = from.TimeOfDay == LocalTime.Midnight || zone.AtStartOfDay(from.Date).LocalDateTime == from
            ? from.Date : from.Date.PlusDays(1);
        var ends = to.TimeOfDay >= AsGoodAsMidnight ? to.Date : to.Date.PlusDays(-1);
        return (new(from.Date, LocalDate.Max(from.Date, to.Date)), begins <= ends ? new(begins, ends) : null);
    }
}
