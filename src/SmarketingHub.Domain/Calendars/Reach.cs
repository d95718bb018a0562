using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>The years in which calendars answer. Bounded, so that no question can take forever.</summary>
internal static class Reach
{
    /// <summary>A Monday.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    public static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    public static void Check(Instant at, string field)
    {
        if (at < Earliest || at > Latest)
            throw new CalendarException(field,
                $"{at} is outside the years that calendars cover; give an instant from {Earliest} to {Latest}.");
    }

    public static void Check(Instant start, Instant end, string startField = "start", string endField = "end")
    {
        Check(start, startField);
        Check(end, endField);
        if (end < start)
            throw new CalendarException(endField, $"{end} is before {startField}, {start}; give an instant at or after it.");
    }

    public static bool Covers(LocalDate date) => date.Year is >= 1900 and < 2200;
}
