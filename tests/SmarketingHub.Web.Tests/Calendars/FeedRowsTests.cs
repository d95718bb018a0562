using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests.Calendars;
using SmarketingHub.Web.Features.Calendars;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Calendars;

/// <summary>Feeds on a calendar's page: what is found before it counts, what is left out, what is asked.</summary>
public sealed class FeedRowsTests
{
    private static readonly string National = "BEGIN:VCALENDAR\nVERSION:2.0\n" +
        string.Concat(Enumerable.Range(1, 28)
            .Select(day =>
                $"BEGIN:VEVENT\nUID:{day}\nDTSTART;VALUE=DATE:202706{day:00}\nSUMMARY:Day {day}\nDESCRIPTION:Observance\nEND:VEVENT\n")) +
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270705\nSUMMARY:Feast\nDESCRIPTION:Public holiday\nEND:VEVENT\n" +
        "BEGIN:VEVENT\nUID:b\nDTSTART:20270706T090000Z\nDTEND:20270706T100000Z\nSUMMARY:Review\nEND:VEVENT\nEND:VCALENDAR\n";
    private const string Empty = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n";

    private static async Task<IRenderedComponent<ContainerFragment>> Open(PageFixture hub, Role role = Role.Lead)
    {
        hub.SignIn(await hub.Hire("Lena Berg", role: role));
        var page = hub.Render<CalendarPage>(builder => builder.AddComponentParameter(3, "Id", StarterAgreements.Office));
        page.WaitForElement("#calendar-name");
        return page;
    }

    private static void Upload(IRenderedComponent<ContainerFragment> page, string text) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "National.ics", contentType: "text/calendar"));

    private static CalendarDocument Newest(PageFixture hub)
    {
        using var rows = hub.Pages.Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return CalendarList.One(rows, StarterAgreements.Office);
    }

    [Fact]
    public async Task A_file_that_is_no_UTF_8_keeps_its_names()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        var bytes = System.Text.Encoding.Latin1.GetBytes(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20270101\nSUMMARY:A\u00f1o nuevo\nEND:VEVENT\nEND:VCALENDAR\n");
        page.FindComponent<InputFile>()
            .UploadFiles(InputFileContent.CreateFromBinary(bytes, "Espa\u00f1a.ics", contentType: "text/calendar"));

        page.WaitForAssertion(() => page.Find(".feed-events").TextContent.ShouldContain("A\u00f1o nuevo"));
    }

    [Fact]
    public async Task What_a_feed_brings_is_seen_chosen_and_only_then_added()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        Upload(page, National);

        page.WaitForAssertion(() => page.Find(".feed-sum strong").TextContent.ShouldBe("Days closed: 0 in 2026, 29 in 2027"));
        page.Find(".feed-sum span").TextContent.ShouldStartWith("More working days than a year usually has.");
        page.FindAll(".feed-events li").Count.ShouldBe(29);
        page.Find(".feed-found .feed-left-out").TextContent.ShouldContain("Review");
        page.FindAll(".feed-rows li").ShouldBeEmpty("nothing counts yet");
        page.FindAll(".calendar-save").ShouldBeEmpty();

        page.Find("[aria-label='Leave out: Observance']").Click();
        page.Find(".feed-sum strong").TextContent.ShouldBe("Days closed: 0 in 2026, 1 in 2027");
        page.Find("[aria-label='Leave out: Observance']").GetAttribute("aria-pressed").ShouldBe("true");
        page.FindAll(".feed-events input")[1].Change(true);
        page.Find(".feed-sum strong").TextContent.ShouldBe("Days closed: 0 in 2026, 2 in 2027");
        page.Find(".feed-events legend").TextContent.ShouldBe("Events that count: 2 of 29");
        page.FindAll(".feed-found > .feed-buttons button")[0].Click();
        page.FindAll(".feed-found").ShouldBeEmpty();
        page.Find(".calendar-save .primary").Click();

        await PageFixture.Until(() => Newest(hub).Version == 2);
        Newest(hub).Holidays.ShouldBe(["2027-06-02", "2027-07-05"]);
        Newest(hub).Feeds![0].Rule.ShouldBe(new FeedRule(LeaveOut: ["Observance"], Counted: ["Day 2"]));
    }

    [Fact]
    public async Task What_counts_of_a_feed_is_changed_on_its_row_with_the_draft()
    {
        await using var hub = await PageFixture.Start();
        var feed = hub.Pages.Services.GetRequiredService<HolidayFeeds>().OfFile("National", National, "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        var page = await Open(hub);
        page.Find("[aria-label='What counts: National']").Click();

        page.Find("textarea[id^=feed-only]").Change("public\n  public \n");
        page.Find(".feed-days").TextContent.ShouldContain("Days: 1 · Events kept out: 28");
        Newest(hub).Holidays.Count.ShouldBe(29);
        page.Find("textarea[id^=feed-out]").Change("\u200b");
        page.Find(".feed-words .field-error").TextContent.ShouldBe("Give a text to look for.");
        page.Find(".calendar-save .primary").Click();

        await PageFixture.Until(() => Newest(hub).Version == 3);
        Newest(hub).Holidays.ShouldBe(["2027-07-05"]);
    }

    [Fact]
    public async Task Each_of_many_events_can_be_found_and_judged()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        Upload(page, "BEGIN:VCALENDAR\nVERSION:2.0\n" + string.Concat(Enumerable.Range(1, 600).Select(n =>
            $"BEGIN:VEVENT\nUID:{n}\nDTSTART;VALUE=DATE:2027{n % 12 + 1:00}{n % 28 + 1:00}\nSUMMARY:Święto {n}\nCATEGORIES:{(n == 599
                ? "Regional" : "Other")}\nEND:VEVENT\n")) + "END:VCALENDAR\n");
        page.WaitForAssertion(() => page.FindAll(".feed-events li").Count.ShouldBe(200));

        page.Find(".feed-events .link-button").Click();
        page.FindAll(".feed-events li").Count.ShouldBe(400);
        page.Find(".feed-events .link-button").Click();
        page.FindAll(".feed-events li").Count.ShouldBe(600);
        page.FindAll(".feed-events .link-button").ShouldBeEmpty();

        page.Find(".feed-find input").Input("SWIETO 59");
        page.FindAll(".feed-event").Select(e => e.TextContent.Trim()).Order(StringComparer.Ordinal)
            .ShouldBe(["Święto 59", .. Enumerable.Range(590, 10).Select(n => $"Święto {n}")]);
        page.Find(".feed-find [role=status]").TextContent.ShouldBe("Events found: 11");
        page.Find(".feed-find input").Input("regional");
        page.Find(".feed-events li input").Change(false);
        page.Find(".feed-events legend").TextContent.ShouldBe("Events that count: 599 of 600");
        page.FindAll(".feed-events li").Count.ShouldBe(1);
        page.Find(".feed-find input").Input("no such");
        page.FindAll(".feed-events li").ShouldBeEmpty();
        page.Find(".feed-find [role=status]").TextContent.ShouldBe("Events found: 0");
        page.Find(".feed-find input").Input("");
        page.FindAll(".feed-events li").Count.ShouldBe(200);
        page.FindAll(".feed-events .is-out").Count.ShouldBe(0);
        page.FindAll(".feed-found > .feed-buttons button")[0].Click();
        page.Find(".calendar-save .primary").Click();

        await PageFixture.Until(() => Newest(hub).Version == 2);
        Newest(hub).Feeds![0].Rule.ShouldBe(new FeedRule(KeptOut: ["Święto 599"]));
    }

    [Fact]
    public async Task A_file_without_coming_days_says_that_it_closes_nothing()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        Upload(page, Empty);

        page.WaitForAssertion(() => page.Find(".feed-sum").TextContent.ShouldContain("No whole day to come is in it: it closes nothing."));
        page.FindAll(".feed-found > .feed-buttons button")[1].Click();
        page.FindAll(".feed-found").ShouldBeEmpty();
        page.FindAll(".calendar-save").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_file_takes_the_place_of_the_older_with_its_rule_and_says_what_goes()
    {
        await using var hub = await PageFixture.Start();
        var feed = hub.Pages.Services.GetRequiredService<HolidayFeeds>()
            .OfFile("National", National.Replace("20270601", "20260301", StringComparison.Ordinal), "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin,
            write => write.AddFeed(StarterAgreements.Office, 1, feed with { Rule = new(KeptOut: ["Feast"]) }));
        var page = await Open(hub);
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        Upload(page, Empty);

        page.WaitForAssertion(() => page.Find(".feed-found .feed-error").TextContent.ShouldBe(
            "It takes the place of the file of that name. Coming days that go: 27, that come: 0."));
        page.FindAll(".feed-found > .feed-buttons button")[1].Click();
        Upload(page, National.Replace("20270602", "20270801", StringComparison.Ordinal));
        page.WaitForAssertion(() => page.Find(".feed-found .feed-error").TextContent.ShouldContain("that go: 1, that come: 2."));
        page.FindAll(".feed-found > .feed-buttons button")[0].Click();
        page.Find(".calendar-save .primary").Click();

        await PageFixture.Until(() => Newest(hub).Version == 3);
        Newest(hub).Feeds!.Count.ShouldBe(1);
        Newest(hub).Feeds![0].Rule.ShouldBe(new FeedRule(KeptOut: ["Feast"]));
        Newest(hub).Holidays.Count.ShouldBe(29);
        (Newest(hub).Holidays[0], Newest(hub).Holidays[^1]).ShouldBe(("2026-03-01", "2027-08-01"));
    }

    [Fact]
    public async Task A_feed_that_names_no_coming_days_any_more_asks_whether_they_shall_go()
    {
        await using var hub = await Asked();
        var page = await Open(hub);

        page.Find(".feed-error p").TextContent.ShouldContain(
            "it names no coming holiday any more. Days that stay meanwhile: 29. Shall they go?");
        Asking(hub).ShouldBe([StarterAgreements.Office]);
        // The page draws itself anew when its board moves: found and pressed without that between.
        await page.InvokeAsync(() => page.Find("[aria-label='Keep them: National']").Click());
        page.WaitForAssertion(() => page.Find(".feed-error p").TextContent.ShouldContain("Days that were kept: 29."));
        Asking(hub).ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("[aria-label='Let them go: National']").Click());
        page.WaitForAssertion(() => page.FindAll(".feed-error").ShouldBeEmpty());
        (Newest(hub).Version, Newest(hub).Holidays.Count).ShouldBe((3, 0));
    }

    [Fact]
    public async Task Most_of_its_coming_days_missing_it_tells_how_many_and_how_many_are_new()
    {
        await using var hub = await Asked(National.Replace("2027060", "2027080", StringComparison.Ordinal)
            .Replace("2027061", "2027081", StringComparison.Ordinal));
        var page = await Open(hub);

        page.Find(".feed-error p").TextContent.ShouldEndWith(
            "it lacks 19 of 29 coming holidays. They stay meanwhile. Shall they go? New ones in it, which do not count until the others "
                + "go: 19.");
    }

    [Fact]
    public async Task The_list_of_calendars_says_to_who_may_change_them_that_a_feed_waits()
    {
        await using var hub = await Asked();
        hub.SignIn(await hub.Hire("Lena Berg", role: Role.Lead));
        var list = hub.Render<CalendarsPage>(_ => { });
        list.WaitForElement(".calendar-list .badge").TextContent.ShouldBe("A feed waits for an answer");

        await hub.Door.Do(PageFixture.Admin, write => write.KeepFeed(StarterAgreements.Office, null, "National"));

        list.WaitForAssertion(() => list.FindAll(".calendar-list .badge").ShouldBeEmpty());
    }

    [Fact]
    public async Task Who_may_not_change_calendars_is_told_how_many_events_were_left_out_and_no_names()
    {
        await using var hub = await PageFixture.Start();
        var feed = hub.Pages.Services.GetRequiredService<HolidayFeeds>().OfFile("National", National, "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        var page = await Open(hub, Role.Rep);

        page.Find(".feed-rows").TextContent.ShouldContain("Events left out: 1");
        page.Markup.ShouldNotContain("Review");
        page.FindAll(".feed-rows button").ShouldBeEmpty();
    }

    private static async Task<PageFixture> Asked(string answer = Empty)
    {
        using var web = new FeedServer();
        web.Says(National);
        var hub = await PageFixture.Start(services => services.AddSingleton(new FeedOptions { AllowPrivate = true }));
        var feeds = hub.Pages.Services.GetRequiredService<HolidayFeeds>();
        var feed = await feeds.OfAddress(PageFixture.Admin, "National", web.Address, "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        web.Says(answer);
        await feeds.Refresh(PageFixture.Admin, StarterAgreements.Office, "National");
        return hub;
    }

    private static IReadOnlySet<string> Asking(PageFixture hub)
    {
        using var rows = hub.Pages.Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return CalendarList.WithOpenQuestions(rows);
    }
}
