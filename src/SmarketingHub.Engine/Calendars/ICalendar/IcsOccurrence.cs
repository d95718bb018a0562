using Ical.Net.DataTypes;
using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>Once that an event takes place.</summary>
internal sealed record IcsOccurrence(CalDateTime Start, CalDateTime? End)
{
    /// <summary>The whole days that it covers, in the calendar's zone; null: none.</summary>
    public (LocalDate First, LocalDate Last)? WholeDays(DateTimeZone zone)
    {
        if (!Start.HasTime)
        {
            // The end of an event of whole days is the day after it; an end that is not after its start is one day.
            var first = LocalDate.FromDateOnly(Start.Date);
            var after = End is { } end ? LocalDate.FromDateOnly(end.Date) : first;
            return (first, after > first ? after.PlusDays(-1) : first);
        }
        var (from, to) = (Local(Start, zone), Local(End ?? Start, zone));
        var begins = from.TimeOfDay == LocalTime.Midnight || zone.AtStartOfDay(from.Date).LocalDateTime == from ? from.Date : from.Date.PlusDays(1);
        // Some programs let a day end a minute or a second before midnight.
        var ends = to.TimeOfDay >= new LocalTime(23, 59) ? to.Date : to.Date.PlusDays(-1);
        return begins <= ends ? (begins, ends) : null;
    }

    private static LocalDateTime Local(CalDateTime at, DateTimeZone zone) =>
        at.IsFloating || !at.HasTime ? LocalDateTime.FromDateTime(at.Value) : Instant.FromDateTimeUtc(at.AsUtc).InZone(zone).LocalDateTime;
}
