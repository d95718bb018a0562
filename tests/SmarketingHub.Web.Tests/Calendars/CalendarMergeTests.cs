using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Web.Features.Calendars;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests.Calendars;

/// <summary>A draft beside what somebody else saved meanwhile.</summary>
public class CalendarMergeTests
{
    private static readonly Instant Then = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly HolidayFeed Poland = new("Poland", "https://example.com/pl.ics", [new(new(2026, 5, 1), "May Day")], Then);
    private static readonly HolidayFeed Spain = new("Spain", "https://example.com/es.ics", [], Then);

    private static readonly CalendarDocument Begun = Saved("Office", "Europe/Warsaw", "09:00",
        [new(new(2026, 5, 1), "May Day"), new(new(2026, 11, 11), "Eleventh")], [Poland, Spain]);

    private static CalendarDocument Saved(string name, string zone, string from, Holiday[] typed, HolidayFeed[] feeds) =>
        new("office", 1, name, zone,
            new Dictionary<string, string[][]> { ["mon"] = [[from, "17:00"]], ["tue"] = [["09:00", "17:00"]] }, [], "PT8H")
        {
            Typed = typed,
            Feeds = feeds,
        };

    [Fact]
    public void What_only_they_changed_is_taken_what_both_changed_stays_mine_and_both_are_told()
    {
        var mine = CalendarForm.Of(Begun);
        mine.Name = "Bureau";
        mine.Days[1].Type("8-16");
        mine.Days[0].Type("9:00 - 17");
        mine.Holidays[1].Name = "Independence Day";
        mine.Holidays.Add(new() { Date = "2026-12-24", Name = "Eve" });
        mine.Feeds[0] = Poland with { Hidden = true };
        var theirs = Saved("Head office", "Europe/Madrid", "08:00",
            [new(new(2026, 11, 11), "Eleventh"), new(new(2026, 12, 24), "Eve"), new(new(2026, 12, 25), "Christmas")],
            [Poland with { Days = [new(new(2026, 5, 3), "Third")], TakenAt = Then + Duration.FromHours(1) },
                new("Russia", null, [], Then)]);

        var merge = new CalendarMerge(Begun, theirs, mine, Words());

        (merge.Theirs, merge.Both).ShouldBe(("Time zone, Mon, 1 May 2026, 25 Dec 2026, Poland, Spain, Russia", "Name of the calendar"));
        merge.Take();
        (mine.Name, mine.TimeZone, mine.Days[0].Text, mine.Days[1].Text).ShouldBe(("Bureau", "Europe/Madrid", "08:00–17:00", "8-16"));
        mine.Holidays.Select(row => $"{row.Date} {row.Name}")
            .ShouldBe(["2026-11-11 Independence Day", "2026-12-24 Eve", "2026-12-25 Christmas"]);
        mine.Feeds.Select(feed => (feed.Name, feed.Hidden, feed.Days.Count > 0 ? feed.Days[0].Name : null))
            .ShouldBe([("Poland", true, "Third"), ("Russia", false, null)]);
    }

    [Fact]
    public void Which_days_of_a_feed_count_is_mine_by_my_rule_whatever_was_read_meanwhile()
    {
        var mine = CalendarForm.Of(Begun);
        mine.Feeds[0] = Poland with { Rule = new(KeptOut: ["May Day"]) };
        var read = Poland with
        {
            Days = [new(new(2026, 5, 1), "May Day"), new(new(2026, 5, 3), "Third")],
            TakenAt = Then + Duration.FromHours(1),
        };
        var merge = new CalendarMerge(Begun, Begun with { Feeds = [read, Spain with { Rule = new(Only: ["fiesta"]) }] }, mine, Words());

        (merge.Theirs, merge.Both).ShouldBe(("Poland, Spain", ""));
        merge.Take();
        mine.Feeds[0].Days.Select(day => day.Name).ShouldBe(["Third"]);
        mine.Feeds[1].Rule.ShouldBe(new FeedRule(Only: ["fiesta"]));
    }

    [Fact]
    public void The_same_made_twice_is_no_difference()
    {
        var theirs = Saved("Office", "Europe/Madrid", "08:00", [], []);
        var merge = new CalendarMerge(Begun, theirs, CalendarForm.Of(theirs), Words());
        (merge.Theirs, merge.Both).ShouldBe(("", ""));
    }

    private static IStringLocalizer<Texts> Words() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>();
}
