using System.ComponentModel;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>A day on which no window opens.</summary>
/// <param name="Date">ISO date.</param>
public sealed record HolidayOut(string Date, string? Name)
{
    internal static HolidayOut Of(Holiday holiday) => new(LocalDatePattern.Iso.Format(holiday.Date), holiday.Name);
}

/// <summary>A version of an agreement that names the calendar.</summary>
/// <param name="State">As in the agreement; <c>signed</c> ones may be in force, coming or over: see their dates.</param>
public sealed record UsedByOut(long Agreement, string Name, int Version, VersionState State, Instant? EffectiveAt, Instant? EndsAt);

public sealed record CalendarVersionOut(
    int Version,
    [property: Description("Clocks that start from then on are counted by it; null: the first, "
        + "which also counts for all before the second.")]
    Instant? From,
    string By);

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

    internal static StoredCalendarOut Of(
        CalendarDocument c, IReadOnlyDictionary<string, FeedStatus> statuses, Company company, Actor actor) => new()
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
            Feeds = [.. (c.Feeds ?? []).Select(feed => FeedOut.Of(feed, statuses.Of(feed), c.TimeZone, actor))],
            AllHolidays = c.Holidays,
            UsedBy = [.. CalendarUse.Of(company, c.Id, actor).Select(use => new UsedByOut(
            use.Agreement.Id, use.Agreement.Name, use.Version.Number, use.Version.State, use.Version.EffectiveAt, use.Version.EndsAt))],
        };

    internal static Instant? FromOf(CalendarDocument c) => c.Version == 1 ? null : c.From;
}
