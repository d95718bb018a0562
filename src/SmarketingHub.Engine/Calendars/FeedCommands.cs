using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Engine.Calendars;

/// <summary>Holiday feeds of a calendar. What they add to it, or take from it, is a new version.</summary>
public static class FeedCommands
{
    /// <param name="feed">Read already: the door waits for no network.</param>
    public static CalendarDocument AddFeed(this Write write, string id, int? known, HolidayFeed feed)
    {
        var before = write.Known(id, known);
        return write.WithFeeds(before, [.. before.Feeds ?? [], feed with { TakenAt = write.Now }]);
    }

    public static CalendarDocument RemoveFeed(this Write write, string id, int? known, string name)
    {
        var before = write.Known(id, known);
        var feed = FeedOf(before, name);
        return write.WithFeeds(before, [.. before.Feeds!.Where(f => f != feed)]);
    }

    /// <summary>A hidden feed keeps its days and is read on; none of them counts until it is shown again.</summary>
    public static CalendarDocument HideFeed(this Write write, string id, int? known, string name, bool hidden)
    {
        var before = write.Known(id, known);
        var feed = FeedOf(before, name);
        return feed.Hidden == hidden ? before : write.WithFeeds(before, [.. before.Feeds!.Select(f => f == feed ? f with { Hidden = hidden } : f)]);
    }

    /// <summary>What a feed says now. The past stays as it was; the same days as before, and those of a hidden feed, make no new version.</summary>
    internal static CalendarDocument TakeFeed(this Write write, string id, string name, string? address, HolidaysRead read)
    {
        var before = CalendarList.One(write.Rows, id);
        // Removed, or another address, while it was read: what was read is of no use.
        if (before.Feed(name) is not { } feed || feed.Address != address)
            return before;
        write.Change(FeedStatus.Key(id, feed.Name), new FeedStatus(write.Now, write.Now, null));
        var today = write.Now.InZone(before.ToCalendar().Zone).Date;
        List<Holiday> days = [.. feed.Days.Where(day => day.Date < today), .. read.Days.Where(day => day.Date >= today)];
        if (days.SequenceEqual(feed.Days))
            return before;
        List<HolidayFeed> feeds = [.. before.Feeds!.Select(f => f == feed ? f with { Days = days, LeftOut = read.LeftOut, TakenAt = write.Now } : f)];
        // Of a hidden one nothing counts: no clock is told of a new version that counts the same.
        return feed.Hidden ? write.Rewrite(before with { Feeds = feeds }) : write.WithFeeds(before, feeds);
    }

    /// <summary>It could not be read: its last good days stay.</summary>
    internal static void NoteFeedError(this Write write, string id, string name, string? address, Phrase error)
    {
        if (CalendarList.One(write.Rows, id).Feed(name) is not { } feed || feed.Address != address)
            return;
        var before = CalendarList.FeedStatuses(write.Rows, id).Of(feed);
        var status = new FeedStatus(write.Now, before?.GoodAt ?? feed.TakenAt, error);
        // It may quote what the feed said.
        write.Change(FeedStatus.Key(id, feed.Name), status, body: status with { Error = "" });
    }

    internal static HolidayFeed FeedOf(CalendarDocument calendar, string name) =>
        calendar.Feed(name) ?? throw new NotFound($"The calendar {calendar.Name} has no feed {name}.");

    private static CalendarDocument WithFeeds(this Write write, CalendarDocument before, IReadOnlyList<HolidayFeed> feeds) =>
        write.NextVersion(before, new CalendarText(null, before.TimeZone, before.Hours, before.TypedHolidays(), before.DayLength, feeds).In(before));
}
