using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Calendars;

/// <summary>What a version of a calendar is to say.</summary>
/// <param name="Name">1 to 60 characters; null when changing: as it was.</param>
/// <param name="Hours">By <c>mon</c> to <c>sun</c>, pairs such as 09:00 and 17:00, up to 24:00.</param>
/// <param name="Holidays">The typed ones.</param>
/// <param name="DayLength">ISO hours and minutes; 8 hours when null.</param>
/// <param name="Feeds">Null: as they were.</param>
public sealed record CalendarText(
    string? Name, string? TimeZone, IReadOnlyDictionary<string, string[][]>? Hours, IReadOnlyList<Holiday> Holidays, string? DayLength,
    IReadOnlyList<HolidayFeed>? Feeds = null)
{
    public const int LongestName = 60, MostFeeds = 20;

    /// <summary>Checked, and written the one way that such texts are compared in.</summary>
    /// <exception cref="InvalidArgument">Names the field: <c>name</c>, <c>timeZone</c>, <c>hours.mon[1]</c>, <c>holidays[2]</c>,
    /// <c>dayLength</c>, <c>feed</c>.</exception>
    internal CalendarDocument In(CalendarDocument before)
    {
        var text = before with
        {
            Name = NameOf(Name ?? before.Name),
            TimeZone = TimeZone!,
            Hours = Hours!,
            DayLength = DayLength ?? "PT8H",
            Typed = TypedDays(),
            Feeds = CheckFeeds(Feeds is null ? before.Feeds ?? [] : [.. Feeds.Select(feed => Newest(feed, before))]),
        };
        var calendar = Check(text.Counted());
        return text.Counted() with { Hours = calendar.ToHours(), DayLength = calendar.ToDayLength() };
    }

    /// <exception cref="InvalidArgument">No calendar: names the field.</exception>
    public static WorkCalendar Check(CalendarDocument text)
    {
        try
        {
            return text.ToCalendar();
        }
        catch (CalendarException wrong)
        {
            throw new InvalidArgument(wrong.Field, wrong.Problem);
        }
    }

    internal static string NameOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
            throw new InvalidArgument("name", $"A name of 1 to {LongestName} characters.");
        PlainText.Check(name, "name");
        return name.Trim();
    }

    // The last that was typed for a day wins.
    private List<Holiday> TypedDays()
    {
        var days = new SortedDictionary<LocalDate, Holiday>();
        for (var index = 0; index < Holidays.Count; index++)
        {
            PlainText.Check(Holidays[index].Name, $"holidays[{index}]");
            var name = Holidays[index].Name?.Trim();
            days[Holidays[index].Date] = new(Holidays[index].Date, string.IsNullOrEmpty(name) ? null : name);
        }
        return [.. days.Values];
    }

    // What was read of a feed since is not taken back by who writes what is counted of it. Its days are made anew when that is something
    // else.
    private static HolidayFeed Newest(HolidayFeed feed, CalendarDocument before)
    {
        var rule = FeedRule.Check(feed.Rule);
        if (before.Feed(feed.Name) is not { } known || known.Address != feed.Address)
            return (feed with { Rule = rule, New = null }).Decided();
        var newest = known.TakenAt > feed.TakenAt ? known with { Hidden = feed.Hidden } : feed;
        return Equals(rule, known.Rule) ? newest with { Rule = rule } : (newest with { Rule = rule, New = null }).Decided();
    }

    private static IReadOnlyList<HolidayFeed> CheckFeeds(IReadOnlyList<HolidayFeed> feeds)
    {
        if (feeds.Count > MostFeeds)
            throw new InvalidArgument("feed", $"At most {MostFeeds} feeds.");
        foreach (var feed in feeds)
            CheckFeedName(feed.Name);
        if (feeds.GroupBy(feed => feed.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidArgument("feed", $"There is a feed {twice.Key} already; give another name.");
        return feeds;
    }

    /// <summary>A name that can stand in an address.</summary>
    public static string CheckFeedName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || !name.Any(char.IsLetterOrDigit)
            || name.Any(c => char.IsControl(c) || c is '/' or '\\'))
            throw new InvalidArgument("feed", $"A name of 1 to {LongestName} characters, without slashes.");
        PlainText.Check(name, "feed");
        return name.Trim();
    }
}
