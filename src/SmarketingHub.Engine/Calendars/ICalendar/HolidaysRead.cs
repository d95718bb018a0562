using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>What an iCalendar text says of holidays.</summary>
/// <param name="Events">That cover whole days, in the order of the file.</param>
/// <param name="LeftOutEvents">The first <see cref="MostNamed"/> of those left out, in the order of the file.</param>
/// <param name="LeftOut">How many were left out.</param>
public sealed record HolidaysRead(IReadOnlyList<ReadEvent> Events, IReadOnlyList<LeftOutEvent> LeftOutEvents, int LeftOut)
{
    public const int MostNamed = 50;

    /// <summary>In order, each once, by the first name that one of its events has.</summary>
    public IReadOnlyList<Holiday> Days =>
        [.. from e in Events
        from day in e.Days
        group e.Name by day into names orderby names.Key select new Holiday(names.Key, names.FirstOrDefault(name => name is not null))];
}

/// <summary>
/// An event of a feed and the days that it covers, of the calendar's zone. Its words are cut, and without control characters.
/// </summary>
/// <param name="Uid">What the feed calls it, at most 200 characters; null: it does not say. An event replaced on some days comes as several
/// of one UID.</param>
/// <param name="Name">Its SUMMARY, at most 100 characters.</param>
/// <param name="Categories">At most 20, each of at most 100 characters.</param>
/// <param name="Description">At most 500 characters.</param>
/// <param name="Days">In order, each once.</param>
public sealed record ReadEvent(
    string? Uid, string? Name, IReadOnlyList<string> Categories, string? Description, IReadOnlyList<LocalDate> Days);

/// <summary>An event of a feed that is no holiday, or cannot be read.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Name">Its SUMMARY, at most 100 characters; null: it has none.</param>
/// <param name="Why">A sentence.</param>
public sealed record LeftOutEvent(int Line, string? Name, Phrase Why);
