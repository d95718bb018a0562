using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;

namespace SmarketingHub.Engine.Tests.Calendars;

public sealed class FeedDaysTests
{
    [Fact]
    public async Task Over_ten_days_a_feed_is_read_daily_its_changes_are_versions_and_its_faults_are_tried_again_hourly()
    {
        using var server = new FeedServer();
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        server.Says(Ics.Of(Ics.Day("20260501", "May Day")));
        await Add(hub, "Poland", server.Address);

        var story = new List<(string At, int Asked, int Version, bool Broken)>();
        // As the service looks: every five minutes.
        for (var look = 1; look <= 10 * 24 * 12; look++)
        {
            hub.Time.Advance(TimeSpan.FromMinutes(5));
            Say(server, hub.Now - HubFixture.Monday);
            var asked = server.Asked;
            await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();
            if (server.Asked != asked)
                story.Add((Hours(hub.Now - HubFixture.Monday), server.Asked, Newest(hub).Version,
                    Status(hub, "Poland")!.Error is not null));
        }

        story.ShouldBe(
        [
            ("24", 2, 2, false), ("48", 3, 2, false), ("72", 4, 3, false), ("96", 5, 3, true), ("97", 6, 3, true), ("98", 7, 3, false),
            ("122", 8, 3, false), ("146", 9, 4, false), ("170", 10, 4, false), ("194", 11, 4, false), ("218", 12, 4, false),
        ]);
        Newest(hub).Holidays.ShouldBe(["2026-05-01", "2026-05-04"]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feed_that_fails_as_nobody_thought_of_is_told_read_again_later_and_in_no_others_way()
    {
        using FeedServer broken = new(), good = new();
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        broken.Says(Ics.Of(Ics.Day("20260501", "May Day")));
        good.Says(Ics.Of(Ics.Day("20260601", "Feast")));
        var first = await hub.Door.Do(HubFixture.Admin, write => write.CopyCalendar(StarterAgreements.Office, "A first one"));
        await Add(hub, "Broken", broken.Address, first.Id, hidden: true);
        await Add(hub, "Good", good.Address);
        // What no command writes: a feed without its days.
        await using (var rows = hub.Rows())
            await rows.Database.ExecuteSqlRawAsync(
                """UPDATE "Company" SET "Body" = replace("Body", '"days":[{{"date":"2026-05-01","name":"May Day"}}]', '"days":null') """
                    + """WHERE "Kind" = 'calendar'""");
        good.Says(Ics.Of(Ics.Day("20260602", "Moved")));
        hub.Time.Advance(TimeSpan.FromHours(24));
        var refresher = hub.Services.GetRequiredService<FeedRefresher>();

        await refresher.RefreshDue();

        (broken.Asked, good.Asked).ShouldBe((2, 2));
        Status(hub, "Good").ShouldBe(new(hub.Now, hub.Now, null));
        Status(hub, "Broken", first.Id)!.Error!.ToString().ShouldBe("It could not be taken in; the server's log says why.");
        await refresher.RefreshDue();
        broken.Asked.ShouldBe(2, "an hour has not passed");
        hub.Time.Advance(TimeSpan.FromHours(1));
        await refresher.RefreshDue();
        (broken.Asked, good.Asked).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_feed_added_again_in_other_capitals_is_the_same_and_its_old_faults_are_none_of_its()
    {
        using var server = new FeedServer();
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        server.Says(Ics.Of(Ics.Day("20260501", "May Day")));
        await Add(hub, "Poland", server.Address);
        await Read(hub, "Poland");
        // As it was written before names were written one way.
        await using (var rows = hub.Rows())
            await rows.Database.ExecuteSqlRawAsync("""UPDATE "Company" SET "Key" = 'office/Poland' WHERE "Kind" = 'feedStatus'""");
        await hub.Door.Do(HubFixture.Admin, write => write.RemoveFeed(StarterAgreements.Office, null, "Poland"));
        hub.Time.Advance(TimeSpan.FromDays(2));
        await Add(hub, "poland", server.Address);
        var added = hub.Now;
        server.Says("", "503 Later");
        hub.Time.Advance(TimeSpan.FromDays(1));

        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();

        (Status(hub, "poland")!.TriedAt, Status(hub, "POLAND")!.GoodAt).ShouldBe((hub.Now, added));
        await Read(hub, "poland");
        hub.Time.Advance(TimeSpan.FromHours(1));
        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();
        server.Asked.ShouldBe(6, "two reads when added, two by hand, two when due");
    }

    [Fact]
    public async Task A_hidden_feed_is_read_on_without_versions_and_shown_with_its_newest_days()
    {
        using var server = new FeedServer();
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        server.Says(Ics.Of(Ics.Day("20260501", "May Day")));
        await Add(hub, "Poland", server.Address, hidden: true);
        var known = Newest(hub);
        server.Says(Ics.Of(Ics.Day("20260503", "Constitution Day")));
        hub.Time.Advance(TimeSpan.FromDays(1));

        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();

        (Newest(hub).Version, Newest(hub).From, Newest(hub).Holidays.Count).ShouldBe((2, known.From, 0));
        Newest(hub).Feeds!.Single().Days.Single().Name.ShouldBe("Constitution Day");
        // Whoever began before with the days of then shows those of now.
        var shown = await hub.Door.Do(HubFixture.Admin, write => write.ChangeCalendar(StarterAgreements.Office, 2,
            new(null, known.TimeZone, known.Hours, [], known.DayLength, [known.Feeds!.Single() with { Hidden = false }])));
        (shown.Version, shown.Holidays.Single()).ShouldBe((3, "2026-05-03"));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static Task Read(HubFixture hub, string feed) =>
        hub.Services.GetRequiredService<HolidayFeeds>().Refresh(HubFixture.Admin, StarterAgreements.Office, feed);

    // The third day brings another holiday, the fourth a fault that lasts two hours, the seventh moves the holiday, all else says the same.
    private static void Say(FeedServer server, Duration since)
    {
        if (since.TotalHours is >= 96 and < 98)
            server.Says("", "503 Later");
        else
            server.Says(Ics.Of([Ics.Day("20260501", "May Day"),
                .. since.TotalHours >= 144 ? [Ics.Day("20260504", "Moved")]
                    : since.TotalHours >= 72 ? new[] { Ics.Day("20260503", "Constitution Day") } : []]));
    }

    private static string Hours(Duration since) => since.TotalHours.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Add(
        HubFixture hub, string name, string address, string calendar = StarterAgreements.Office, bool hidden = false)
    {
        var feed = await hub.Services.GetRequiredService<HolidayFeeds>().OfAddress(HubFixture.Admin, name, address, "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(calendar, null, feed with { Hidden = hidden }));
    }

    private static CalendarDocument Newest(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.One(rows, StarterAgreements.Office);
    }

    private static FeedStatus? Status(HubFixture hub, string feed, string calendar = StarterAgreements.Office)
    {
        using var rows = hub.Rows();
        return CalendarList.FeedStatuses(rows, calendar).GetValueOrDefault(feed);
    }
}
