using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>A day on which no window opens.</summary>
/// <param name="Date">ISO date.</param>
public sealed record HolidayOut(string Date, string? Name)
{
    internal static HolidayOut Of(Holiday holiday) => new(LocalDatePattern.Iso.Format(holiday.Date), holiday.Name);
}

/// <summary>Holidays from an iCalendar file or address.</summary>
/// <param name="Address">Null: a file; and for those who may not change calendars.</param>
/// <param name="Hidden">None of its days is counted as a holiday.</param>
/// <param name="LeftOut">Events that cover no whole day.</param>
/// <param name="GoodAt">When its days were last read well.</param>
/// <param name="Error">What was wrong the last time that its address was read; its days are those of before.</param>
public sealed record FeedOut(string Name, string? Address, bool Hidden, IReadOnlyList<HolidayOut> Days, int LeftOut, Instant GoodAt, string? Error)
{
    internal static FeedOut Of(HolidayFeed feed, FeedStatus? status, Actor actor) => new(
        feed.Name, actor.EditsAgreements() ? feed.Address : null, feed.Hidden, [.. feed.Days.Select(HolidayOut.Of)], feed.LeftOut, status?.GoodAt ?? feed.TakenAt, status?.Error?.ToString());
}

/// <summary>A version of an agreement that names the calendar.</summary>
/// <param name="State">As in the agreement; <c>signed</c> ones may be in force, coming or over: see their dates.</param>
public sealed record UsedByOut(long Agreement, string Name, int Version, VersionState State, Instant? EffectiveAt, Instant? EndsAt);

/// <param name="From">Clocks that start from then on are counted by it; null: the first, which also counts for all before the second.</param>
public sealed record CalendarVersionOut(int Version, Instant? From, string By);

/// <summary>A version of a calendar.</summary>
public sealed record StoredCalendarOut
{
    public required string Id { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required Instant? From { get; init; }

    /// <summary>Who made this version.</summary>
    public required string By { get; init; }
    public required string TimeZone { get; init; }
    public required IReadOnlyDictionary<string, string[][]> Hours { get; init; }

    /// <summary>What <c>P1D</c> is.</summary>
    public required string DayLength { get; init; }

    /// <summary>The typed ones.</summary>
    public required IReadOnlyList<HolidayOut> Holidays { get; init; }
    public required IReadOnlyList<FeedOut> Feeds { get; init; }

    /// <summary>All that count, of those and of the feeds that are not hidden: as <c>POST /calendars/due</c> takes them.</summary>
    public required IReadOnlyList<string> AllHolidays { get; init; }
    public required IReadOnlyList<UsedByOut> UsedBy { get; init; }

    /// <summary>The newest first; in a list of calendars left out.</summary>
    public IReadOnlyList<CalendarVersionOut>? Versions { get; init; }

    internal static StoredCalendarOut Of(CalendarDocument c, IReadOnlyDictionary<string, FeedStatus> statuses, Company company, Actor actor) => new()
    {
        Id = c.Id,
        Version = c.Version,
        Name = company.CalendarNames.GetValueOrDefault(c.Ref, c.Name),
        From = FromOf(c),
        By = c.By,
        TimeZone = c.TimeZone,
        Hours = c.Hours,
        DayLength = c.DayLength,
        Holidays = [.. c.TypedHolidays().Select(HolidayOut.Of)],
        Feeds = [.. (c.Feeds ?? []).Select(feed => FeedOut.Of(feed, statuses.Of(feed), actor))],
        AllHolidays = c.Holidays,
        UsedBy = [.. CalendarUse.Of(company, c.Id, actor).Select(use => new UsedByOut(
            use.Agreement.Id, use.Agreement.Name, use.Version.Number, use.Version.State, use.Version.EffectiveAt, use.Version.EndsAt))],
    };

    internal static Instant? FromOf(CalendarDocument c) => c.Version == 1 ? null : c.From;
}
