using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>A day on which no window opens.</summary>
/// <param name="Date">Local to the calendar's zone.</param>
public sealed record Holiday(LocalDate Date, string? Name = null);
