using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Ledger;

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
        return feed.Hidden == hidden ? before : write.WithFeeds(before, Replace(before, feed, feed with { Hidden = hidden }));
    }

    /// <summary>Says what of a feed counts. By the same rule as before it is only noted that its new events were looked at.</summary>
    public static CalendarDocument RuleFeed(this Write write, string id, int? known, string name, FeedRule? rule)
    {
        var before = write.Known(id, known);
        var feed = FeedOf(before, name);
        if (!Equals(FeedRule.Check(rule), feed.Rule))
            return write.WithFeeds(before, Replace(before, feed, feed with { Rule = rule }));
        return feed.New is null ? before : write.Rewrite(before with { Feeds = Replace(before, feed, feed with { New = null }) });
    }

    /// <summary>What a feed says now. The past stays as it was; the same days as before, and those of a hidden feed, make no new version.
    /// Where its coming days or most of them would go, they stay, and it is asked whether they shall.</summary>
    internal static CalendarDocument TakeFeed(this Write write, string id, string name, string? address, HolidaysRead read)
    {
        var before = CalendarList.One(write.Rows, id);
        // Removed, or another address, while it was read: what was read is of no use.
        if (before.Feed(name) is not { } feed || feed.Address != address)
            return before;
        var (today, status) = (write.Today(before), CalendarList.FeedStatuses(write.Rows, id).Of(feed));
        var answer = new FeedQuestion(write.Now, FeedEvent.Of(read), read.LeftOut,
            read.LeftOutEvents.Count == 0 ? null : read.LeftOutEvents);
        var left = answer.Left(feed.Rule, today);
        if (!FeedQuestion.IsWorthAsking(FeedQuestion.Coming(feed.Days, today), left))
            return write.Take(before, feed, answer);
        var asked = status?.Question is { } known && known.Left(feed.Rule, today).SequenceEqual(left)
            ? answer with { Since = known.Since, Kept = known.Kept } : answer;
        write.Note(id, feed, new(write.Now, status?.GoodAt ?? feed.TakenAt, null) { Question = asked });
        return before;
    }

    /// <summary>The coming days that a feed does not say any more are no holidays from now on.</summary>
    /// <exception cref="InvalidArgument">It asks nothing.</exception>
    public static CalendarDocument LetFeedGo(this Write write, string id, int? known, string name)
    {
        var before = write.Known(id, known);
        var feed = FeedOf(before, name);
        return write.Take(before, feed, write.Asked(id, feed).Question!);
    }

    /// <summary>The coming days of a feed stay, as long as it says nothing else.</summary>
    /// <exception cref="InvalidArgument">It asks nothing.</exception>
    public static CalendarDocument KeepFeed(this Write write, string id, int? known, string name)
    {
        var before = write.Known(id, known);
        var feed = FeedOf(before, name);
        var status = write.Asked(id, feed);
        if (!status.Question!.Kept)
            write.Note(id, feed, status with { Question = status.Question with { Kept = true } });
        return before;
    }

    /// <summary>It could not be read: its last good days stay.</summary>
    internal static void NoteFeedError(this Write write, string id, string name, string? address, Phrase error)
    {
        if (CalendarList.One(write.Rows, id).Feed(name) is not { } feed || feed.Address != address)
            return;
        var before = CalendarList.FeedStatuses(write.Rows, id).Of(feed);
        write.Note(id, feed, new(write.Now, before?.GoodAt ?? feed.TakenAt, error) { Question = before?.Question });
    }

    /// <summary>A feed that is not there any more asks nothing, not even when it is added again.</summary>
    internal static void DropQuestions(this Write write, CalendarDocument before, CalendarDocument after)
    {
        foreach (var gone in (before.Feeds ?? []).Where(feed => feed.Address is not null && after.Feed(feed.Name)?.Address != feed.Address))
            if (CalendarList.FeedStatuses(write.Rows, before.Id).Of(gone) is { Question: not null } status)
                write.Note(before.Id, gone, status with { Question = null });
    }

    internal static HolidayFeed FeedOf(CalendarDocument calendar, string name) =>
        calendar.Feed(name) ?? throw new NotFound($"The calendar {calendar.Name} has no feed {name}.");

    private static CalendarDocument Take(this Write write, CalendarDocument before, HolidayFeed feed, FeedQuestion answer)
    {
        write.Note(before.Id, feed, new(write.Now, write.Now, null));
        var (today, known) = (write.Today(before), feed.AllEvents().Select(e => e.Key).ToHashSet());
        var after = feed with
        {
            Days =
            [
                .. feed.Days.Where(day => day.Date < today),
                .. FeedEvent.DaysOf(answer.Events, feed.Rule).Where(day => day.Date >= today),
            ],
            Events = FeedEvent.Since(feed.AllEvents(), answer.Events, today),
            LeftOut = answer.LeftOut,
            LeftOutEvents = answer.LeftOutEvents,
            New = feed.Rule is not { } rule ? null
                : answer.Events.Where(e => e.Days[^1] >= today && !rule.Decides(e)
                    && (!known.Contains(e.Key) || feed.New?.Contains(e.Key) == true))
                    .Select(e => e.Key).Distinct().ToList() is { Count: > 0 } fresh ? fresh : null,
        };
        if (LedgerJson.Write(after).AsSpan().SequenceEqual(LedgerJson.Write(feed)))
            return before;
        var feeds = Replace(before, feed, after with { TakenAt = write.Now });
        // No clock is told of a new version that counts the same; of a hidden feed nothing counts.
        return feed.Hidden || after.Days.SequenceEqual(feed.Days)
            ? write.Rewrite(before with { Feeds = feeds }) : write.WithFeeds(before, feeds);
    }

    private static FeedStatus Asked(this Write write, string id, HolidayFeed feed) =>
        CalendarList.FeedStatuses(write.Rows, id).Of(feed) is { Question: not null } status ? status
            : throw new InvalidArgument("feed",
                $"{feed.Name} asks nothing any more: it was answered, or its address says something else now.");

    private static void Note(this Write write, string id, HolidayFeed feed, FeedStatus status) =>
        write.Change(FeedStatus.Key(id, feed.Name), status, body: status.ForLedger());

    private static LocalDate Today(this Write write, CalendarDocument calendar) => write.Now.InZone(calendar.ToCalendar().Zone).Date;

    private static IReadOnlyList<HolidayFeed> Replace(CalendarDocument calendar, HolidayFeed feed, HolidayFeed with) =>
        [.. calendar.Feeds!.Select(f => f == feed ? with : f)];

    private static CalendarDocument WithFeeds(this Write write, CalendarDocument before, IReadOnlyList<HolidayFeed> feeds) =>
        write.NextVersion(before,
            new CalendarText(null, before.TimeZone, before.Hours, before.TypedHolidays(), before.DayLength, feeds).In(before));
}
