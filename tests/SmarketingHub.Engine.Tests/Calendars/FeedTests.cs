using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;

namespace SmarketingHub.Engine.Tests.Calendars;

public sealed class FeedTests
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);
    private static readonly FeedOptions Nearby = new() { AllowPrivate = true };

    private static CalendarDocument Office(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.One(rows, StarterAgreements.Office);
    }

    private static FeedStatus? Status(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.FeedStatuses(rows, StarterAgreements.Office).GetValueOrDefault("Poland");
    }

    private static async Task<CalendarDocument> Add(HubFixture hub, FeedServer server)
    {
        var feed = await Feeds(hub).OfAddress(HubFixture.Admin, "Poland", server.Address, "Europe/Warsaw");
        return await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(StarterAgreements.Office, null, feed));
    }

    private static HolidayFeeds Feeds(HubFixture hub) => hub.Services.GetRequiredService<HolidayFeeds>();

    private static FeedRefresher Refresher(HubFixture hub) => hub.Services.GetRequiredService<FeedRefresher>();

    [Fact]
    public async Task Neither_a_feeds_address_nor_what_its_events_are_called_is_in_the_ledger()
    {
        await using var hub = await HubFixture.Start();
        var feed = Feeds(hub).OfFile("Poland", Ics.Of(Ics.Day("20260303", "Anna is away")), "Europe/Warsaw") with
        {
            Address = "https://example.com/secret.ics",
        };
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        await hub.Door.Do(HubFixture.Admin, write => write.HideFeed(StarterAgreements.Office, 2, "Poland", true));

        (Office(hub).Feeds![0].Address, Office(hub).Feeds![0].Days[0].Name).ShouldBe((feed.Address, "Anna is away"));
        using var rows = hub.Rows();
        rows.Ledger.Where(e => e.Type == "calendarWritten").AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body))
            .ShouldAllBe(body => !body.Contains("secret") && !body.Contains("Anna"));
    }

    [Fact]
    public async Task A_hidden_feed_is_not_counted_not_lost_and_can_be_shown_again()
    {
        await using var hub = await HubFixture.Start();
        var feed = Feeds(hub).OfFile("Poland", Ics.Of(Ics.Day("20260303", "Feast")), "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        async Task<Instant> Due(string email) => hub.Lead(await hub.Take(email, company: null)).Clocks.Single().DueAt;

        await hub.Pass(Duration.FromHours(4));
        (await Due("a@example.com")).ShouldBe(HubFixture.Monday + Duration.FromHours(48 + 4), "Tuesday is a holiday");
        var hidden = await hub.Door.Do(HubFixture.Admin, write => write.HideFeed(StarterAgreements.Office, 2, "poland", true));
        (await Due("b@example.com")).ShouldBe(HubFixture.Monday + Duration.FromHours(24 + 4), "Tuesday is a working day");
        var shown = await hub.Door.Do(HubFixture.Admin, write => write.HideFeed(StarterAgreements.Office, 3, "Poland", false));
        (await Due("c@example.com")).ShouldBe(HubFixture.Monday + Duration.FromHours(48 + 4), "and a holiday again");

        (hidden.Version, hidden.Holidays.Count).ShouldBe((3, 0));
        hidden.Feed("Poland")!.Days.ShouldBe(feed.Days);
        (shown.Version, shown.HolidayNames()[Tuesday]).ShouldBe((4, "Feast"));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changed_days_are_a_new_version_by_the_system_and_the_same_days_none()
    {
        using var server = new FeedServer();
        server.Says(Ics.Of(Ics.Day("20260301", "Gone by"), Ics.Day("20260303", "Feast")));
        await using var hub = await HubFixture.Start(feeds: Nearby);
        (await Add(hub, server)).Version.ShouldBe(2);

        await Refresher(hub).RefreshDue();
        server.Asked.ShouldBe(1, "a day has not passed");
        hub.Time.Advance(TimeSpan.FromHours(24));
        await Refresher(hub).RefreshDue();
        (server.Asked, Office(hub).Version, Status(hub)).ShouldBe((2, 2, new(hub.Now, hub.Now, null)));

        // Feeds that forget the past do not change it here.
        server.Says(Ics.Of(Ics.Day("20260304", "Moved")));
        hub.Time.Advance(TimeSpan.FromHours(24));
        await Refresher(hub).RefreshDue();
        var office = Office(hub);
        (office.Version, office.By).ShouldBe((3, "system"));
        office.Holidays.ShouldBe(["2026-03-01", "2026-03-03", "2026-03-04"]);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "500", "It answers 500." },
        { "garbage", "Line 1: an iCalendar text begins with BEGIN:VCALENDAR" },
        { "large", "more than 1 MB" },
        { "silent", "did not answer within" },
        { "gone", "cannot be reached" },
        { "round", "leads on more than 3 times" },
        { "elsewhere", "neither http nor https" },
        { "nowhere", "neither http nor https" },
        { "packed", "cannot be unpacked" },
        { "short", "broke off" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_or_unreachable_feed_keeps_the_last_good_days_and_says_what_is_wrong(string fault, string says)
    {
        using var server = new FeedServer();
        server.Says(Ics.Of(Ics.Day("20260601", "Feast")));
        await using var hub = await HubFixture.Start(feeds: Nearby with
        {
            Longest = fault == "silent" ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMinutes(1),
        });
        var feed = Feeds(hub).OfFile("Poland", Ics.Of(Ics.Day("20260601", "Feast")), "Europe/Warsaw") with { Address = server.Address };
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(StarterAgreements.Office, null, feed));
        var good = hub.Now;
        Break(server, fault);
        hub.Time.Advance(TimeSpan.FromHours(25));

        var refresh = Refresher(hub).RefreshDue();
        if (fault == "silent")
            await Advance(hub, refresh);
        await refresh;

        Office(hub).Version.ShouldBe(2);
        Office(hub).Holidays.ShouldBe(["2026-06-01"]);
        var status = Status(hub)!;
        status.Error!.ToString().ShouldContain(says);
        status.GoodAt.ShouldBe(good);
        // Kept so that a page can say it in any language.
        if (fault == "garbage")
            (status.Error.Format, ((Phrase)status.Error.Args[1]!).Format).ShouldBe(("Line {0}: {1}",
                "an iCalendar text begins with BEGIN:VCALENDAR; this one does not."));
        // Tried again within the hour's next look, and mended by a good answer.
        if (fault == "500")
        {
            server.Says(Ics.Of(Ics.Day("20260601", "Feast")));
            hub.Time.Advance(TimeSpan.FromHours(1));
            await Refresher(hub).RefreshDue();
            Status(hub).ShouldBe(new(hub.Now, hub.Now, null));
        }
    }

    [Fact]
    public async Task What_comes_over_the_wire_keeps_its_names_by_its_bytes_and_by_what_the_sender_says_of_them()
    {
        using var server = new FeedServer();
        await using var hub = await HubFixture.Start(feeds: Nearby);
        var central = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1250)!;
        foreach (var (body, type) in new[]
        {
            (central.GetBytes(Ics.Of(Ics.Day("20260601", "Święto"))), "text/calendar; charset=windows-1250"),
            (System.Text.Encoding.Unicode.GetBytes("\uFEFF" + Ics.Of(Ics.Day("20260601", "Święto"))), "text/calendar"),
            (
                [.. System.Text.Encoding.UTF8.GetBytes(Ics.Of(Ics.Day("20260601", "\u0001")))
                    .SelectMany(b => b == 1
                        ? "\u015A"u8[..1].ToArray().Concat("\r\n "u8.ToArray()).Concat("\u015A"u8[1..].ToArray())
                            .Concat("wi\u0119to"u8.ToArray())
                        : [b])], "text/calendar; charset=ISO-8859-1"),
        })
        {
            server.Answer =
            [
                .. System.Text.Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"),
                .. body,
            ];
            (await Feeds(hub)
                .OfAddress(HubFixture.Admin, "Poland", server.Address, "Europe/Warsaw")).Days.ShouldHaveSingleItem().Name.ShouldBe("Święto",
                    type);
        }
    }

    private static void Break(FeedServer server, string fault)
    {
        switch (fault)
        {
            case "500": server.Says("", "500 Oops"); break;
            case "garbage": server.Says("<html>Sign in</html>"); break;
            case "large": server.Says(Ics.Of(new string('X', 1_048_576) + "\r\n")); break;
            case "silent": server.Answer = null; break;
            case "gone": server.Stop(); break;
            case "round": server.Says("", "302 Found", $"Location: {server.Address}\r\n"); break;
            case "elsewhere": server.Says("", "302 Found", "Location: file:///etc/passwd\r\n"); break;
            case "nowhere": server.Says("", "302 Found", "Location: //\r\n"); break;
            case "packed": server.Says("none", headers: "Content-Encoding: gzip\r\n"); break;
            case "short": server.Answer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nBEGIN:VCALENDAR"u8.ToArray(); break;
        }
    }

    // The time-out is of the injected time: its hands are moved until it has passed.
    private static async Task Advance(HubFixture hub, Task until)
    {
        while (!until.IsCompleted)
        {
            hub.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }
}
