using System.Text.Json;
using Bunit;
using Bunit.Rendering;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Web.Features.Calendars;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Calendars;

public sealed class UnsavedCalendarTests
{
    private static async Task<IRenderedComponent<ContainerFragment>> Open(PageFixture hub, Dictionary<string, string[]>? kept)
    {
        hub.SignIn(await hub.Hire("Lena Berg", role: Role.Lead));
        var text = kept is null ? "" : JsonSerializer.Serialize(kept);
        // It comes in parts: a message to the server is short.
        var module = hub.Pages.JSInterop.SetupModule("./js/unsaved.js");
        module.SetupVoid("start", _ => true).SetVoidResult();
        module.SetupVoid("keep", _ => true).SetVoidResult();
        module.SetupVoid("drop", _ => true).SetVoidResult();
        for (var from = 0; from <= text.Length; from += 8_000)
            module.Setup<string?>("kept", "calendar:office", from, 8_000)
                .SetResult(text.Substring(from, Math.Min(8_000, text.Length - from)));
        var page = hub.Render<CalendarPage>(builder => builder.AddComponentParameter(3, "Id", StarterAgreements.Office));
        page.WaitForElement("#calendar-name");
        return page;
    }

    private static Dictionary<string, string[]> Draft(params string[] holidays) => new()
    {
        ["version"] = ["1"],
        ["calendar.name"] = ["Office hours"],
        ["timeZone"] = ["Europe/Warsaw"],
        ["dayLength"] = ["7:30"],
        ["hours"] = ["09:00–17:00", "9 to", "", "", "", "10:00–12:00", ""],
        ["holiday.date"] = ["2026-11-11", .. holidays.Select(_ => "")],
        ["holiday.name"] = ["Independence Day", .. holidays],
    };

    [Fact]
    public async Task What_was_typed_and_painted_before_the_page_was_left_is_offered_and_gone_on_with()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub,
            Draft([.. Enumerable.Range(0, 400).Select(n => $"A day with a long name that makes the draft long, {n}")]));

        page.WaitForElement(".calendar-newer[role=status]");
        page.Find("#hours-sat").GetAttribute("value").ShouldBe("", "until it is taken up");
        page.FindAll(".calendar-newer button")[0].Click();

        page.WaitForAssertion(() => page.Find("#hours-sat").GetAttribute("value").ShouldBe("10:00–12:00"));
        (page.Find("#calendar-name").GetAttribute("value"), page.Find("#calendar-day").GetAttribute("value"),
            page.Find("#hours-tue").GetAttribute("value")).ShouldBe(("Office hours", "7:30", "9 to"));
        page.FindAll(".holiday-rows input").Count(input => input.GetAttribute("name") == "holiday.name").ShouldBe(401);
        page.FindAll(".calendar-newer").ShouldBeEmpty();
        page.Find(".calendar-save .primary").TextContent.ShouldBe("Save as version 2");
    }

    [Fact]
    public async Task What_was_saved_by_another_meanwhile_is_told_of_before_the_draft_goes_on_top()
    {
        await using var hub = await PageFixture.Start();
        await hub.Door.Do(PageFixture.Admin, write => write.ChangeCalendar(
            StarterAgreements.Office, 1,
            new(null, "Europe/Warsaw", new Dictionary<string, string[][]> { ["mon"] = [["07:00", "15:00"]] }, [], "PT8H")));
        var page = await Open(hub, Draft());
        page.WaitForElement(".calendar-newer[role=status] button").Click();

        page.WaitForAssertion(() => page.Find(".calendar-newer[role=alert] p").TextContent.ShouldContain("Version 2 was made meanwhile"));
        page.Find("#hours-mon").GetAttribute("value").ShouldBe("09:00–17:00");
    }

    [Fact]
    public async Task Feeds_that_were_saved_stay_and_a_file_that_was_not_is_named()
    {
        await using var hub = await PageFixture.Start();
        var feed = hub.Pages.Services.GetRequiredService<Engine.Calendars.Feeds.HolidayFeeds>().OfFile("Poland",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260303\nSUMMARY:Feast\nEND:VEVENT\nEND:VCALENDAR", "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        var draft = Draft();
        (draft["version"], draft["feed.name"], draft["feed.address"], draft["feed.hidden"]) = (["2"], ["Poland", "Team days"], ["", ""],
            ["yes", ""]);
        draft["feed.rule"] = ["""{"keptOut":["Feast"]}""", ""];
        var page = await Open(hub, draft);
        page.WaitForElement(".calendar-newer[role=status] button").Click();

        page.WaitForAssertion(() => page.Find(".calendar-save .form-error").TextContent.ShouldBe("Feeds to be added again: Team days"));
        page.Find(".feed-rows .is-hidden strong").TextContent.ShouldBe("Poland");
        page.Find(".feed-days").TextContent.ShouldBe("Days: 0 · Events kept out: 1");
    }

    [Fact]
    public async Task Nothing_is_offered_that_says_what_the_calendar_says_or_was_dropped()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub, new() { ["version"] = ["x"] });
        page.WaitForElement(".calendar-newer[role=status]");
        page.FindAll(".calendar-newer button")[1].Click();
        page.WaitForAssertion(() => page.FindAll(".calendar-newer").ShouldBeEmpty());
        hub.Pages.JSInterop.Invocations["drop"].Single().Arguments.ShouldBe(["calendar:office"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_leaves_with_changes_is_asked(bool leaves)
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub, null);
        hub.Pages.JSInterop.Setup<bool>("confirm", _ => true).SetResult(leaves);
        var navigation = hub.Pages.Services.GetRequiredService<BunitNavigationManager>();
        page.Find("#hours-sat").Change("10-12");
        hub.Pages.JSInterop.Invocations["keep"].Count.ShouldBe(1);

        await page.InvokeAsync(() => navigation.NavigateTo("calendars"));

        hub.Pages.JSInterop.Invocations["confirm"].Count.ShouldBe(1);
        navigation.History.First().State.ShouldBe(leaves ? NavigationState.Succeeded : NavigationState.Prevented);
    }

    [Fact]
    public async Task Who_changed_nothing_or_saved_is_not_asked()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub, null);
        var navigation = hub.Pages.Services.GetRequiredService<BunitNavigationManager>();
        page.Find("#hours-sat").Change("10-12");
        page.Find(".calendar-save .primary").Click();
        page.WaitForAssertion(() => page.FindAll(".calendar-save").ShouldBeEmpty());

        await page.InvokeAsync(() => navigation.NavigateTo("calendars"));

        hub.Pages.JSInterop.Invocations["confirm"].ShouldBeEmpty();
        hub.Pages.JSInterop.Invocations["drop"].ShouldNotBeEmpty();
        navigation.History.First().State.ShouldBe(NavigationState.Succeeded);
    }
}
