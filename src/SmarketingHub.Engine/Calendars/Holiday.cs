using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars;

/// <summary>A day on which no window opens.</summary>
/// <param name="Date">Local to the calendar's zone.</param>
public sealed record Holiday(LocalDate Date, string? Name = null);

/// <summary>Holidays that come from an iCalendar file or address.</summary>
/// <param name="Name">Within the calendar.</param>
/// <param name="Address">http or https; null: an uploaded file.</param>
/// <param name="Days">As last read well: a broken or unreachable feed keeps them.</param>
/// <param name="TakenAt">When they were read, and found to be others than before.</param>
/// <param name="LeftOut">Events that are no holidays: they cover no whole day.</param>
/// <param name="Hidden">Its days are kept and refreshed, and none of them is counted as a holiday until it is shown again.</param>
public sealed record HolidayFeed(string Name, string? Address, IReadOnlyList<Holiday> Days, Instant TakenAt, int LeftOut = 0, bool Hidden = false)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How the reading of a feed's address went; it changes without a new version of the calendar.</summary>
/// <param name="TriedAt">The last time.</param>
/// <param name="GoodAt">The last time that it went well.</param>
/// <param name="Error">What was wrong the last time; null: nothing.</param>
public sealed record FeedStatus(Instant TriedAt, Instant? GoodAt, Phrase? Error)
{
    // Whatever capitals it is written with, a feed is the same.
    internal static string Key(string calendar, string feed) => $"{calendar}/{feed.ToLowerInvariant()}";
}
