using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>A calendar as it is to be, but for its feeds.</summary>
public sealed record StoredCalendarIn
{
    /// <summary>1 to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Of another calendar: all that is left out here is taken from it, its feeds too. Only with POST.</summary>
    public string? CopyOf { get; init; }

    /// <summary>An IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// By <c>mon</c> to <c>sun</c>, windows such as <c>["09:00","17:00"]</c>, up to 24:00; an end not after its start is on the next day.
    /// </summary>
    public Dictionary<string, string[][]>? Hours { get; init; }
    public IReadOnlyList<HolidayIn>? Holidays { get; init; }

    /// <summary>What <c>P1D</c> is; <c>PT8H</c> without.</summary>
    public string? DayLength { get; init; }

    internal CalendarText ToText(Engine.Calendars.Documents.CalendarDocument? copied = null) => new(
        Name ?? copied?.Name, TimeZone ?? copied?.TimeZone ?? throw CalendarEndpoints.Missing("timeZone"),
        Hours ?? copied?.Hours ?? throw CalendarEndpoints.Missing("hours"),
        Holidays is null ? copied?.TypedHolidays() ?? [] : [.. Holidays.Select((holiday, index) => holiday.ToHoliday(index))],
        DayLength ?? copied?.DayLength, copied?.Feeds);
}

public sealed record HolidayIn
{
    /// <summary>ISO date.</summary>
    public string? Date { get; init; }
    public string? Name { get; init; }

    internal Holiday ToHoliday(int index) => Date is not null && LocalDatePattern.Iso.Parse(Date).TryGetValue(default, out var date)
        ? new(date, Name)
        : throw new InvalidArgument($"holidays[{index}].date", "Give an ISO date such as \"2026-12-25\".");
}

/// <summary>Either a file's text or an address.</summary>
public sealed record FeedIn
{
    /// <summary>1 to 60 characters, without slashes.</summary>
    public string? Name { get; init; }

    /// <summary>iCalendar (RFC 5545), at most 1 MB.</summary>
    public string? Ics { get; init; }

    /// <summary>http, https or webcal; read now, and once a day from then on.</summary>
    public string? Address { get; init; }

    /// <summary>What of it counts; null: all.</summary>
    public FeedRule? Rule { get; init; }
}

public sealed record FeedRuleIn
{
    /// <summary>What of the feed counts; null: all.</summary>
    public FeedRule? Rule { get; init; }
}
