using Bunit;
using Bunit.Rendering;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Calendars;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Calendars;

public sealed class CalendarPageTests
{
    private static async Task<IRenderedComponent<ContainerFragment>> Open(
        PageFixture hub, string id = StarterAgreements.Office, Role role = Role.Lead)
    {
        hub.SignIn(await hub.Hire("Lena Berg", role: role));
        var page = hub.Render<CalendarPage>(builder => builder.AddComponentParameter(3, "Id", id));
        page.WaitForElement("#calendar-name");
        return page;
    }

    private static WorkCalendar? Newest(PageFixture hub, int version) =>
        hub.Board.Company.Calendars.GetValueOrDefault(new(StarterAgreements.Office, version));

    private static Task<CalendarDocument> SomebodyElse(PageFixture hub) => hub.Door.Do(PageFixture.Admin, write => write.ChangeCalendar(
        StarterAgreements.Office, 1,
        new(null, "Europe/Warsaw", new Dictionary<string, string[][]> { ["mon"] = [["07:00", "15:00"]] }, [], "PT8H")));

    [Fact]
    public async Task Who_may_not_change_a_calendar_sees_where_a_feed_is_from_and_not_its_address()
    {
        await using var hub = await PageFixture.Start();
        var feed = new HolidayFeed("Poland", "https://example.com/secret.ics", [new(new(2026, 5, 1))],
            NodaTime.Instant.FromDateTimeOffset(hub.Time.GetUtcNow()));
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));

        (await Open(hub, role: Role.Rep)).Find(".feed-from").TextContent.ShouldStartWith("example.com ·");
    }

    [Fact]
    public async Task Painted_and_typed_hours_are_one_draft_and_saved_as_one_version()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        var week = page.FindComponent<WeekGrid>();

        await page.InvokeAsync(() => week.Instance.Paint(5, 20, 23, open: true));
        await page.InvokeAsync(() => week.Instance.Paint(0, 24, 24, open: false));
        page.Find("#hours-sat").GetAttribute("value").ShouldBe("10:00–12:00");
        page.Find("#hours-mon").GetAttribute("value").ShouldBe("09:00–12:00, 12:30–17:00");
        page.Find("#hours-tue").Change("9-12:15");
        page.Find("#week-1-24").ClassName.ShouldBe("is-part");
        page.Find(".calendar-save .primary").TextContent.ShouldBe("Save as version 2");
        page.Find(".calendar-save .primary").Click();

        await PageFixture.Until(() => Newest(hub, 2) is not null);
        Newest(hub, 2)!.ToHours()["tue"].ShouldBe([["09:00", "12:15"]]);
        Newest(hub, 2)!.ToHours()["sat"].ShouldBe([["10:00", "12:00"]]);
        page.WaitForAssertion(() => page.FindAll(".calendar-save").ShouldBeEmpty());
        page.Find(".agreement-badge").TextContent.ShouldBe("Version 2");
    }

    [Fact]
    public async Task What_is_wrong_is_named_at_its_field_and_nothing_typed_is_lost()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        page.Find("#calendar-zone").Change("Mars/Base");
        page.Find("#hours-wed").Change("nine to five");
        page.FindAll("button").First(b => b.TextContent == "Add a holiday").Click();
        page.Find(".holiday-rows input:not([type=date])").Change("Founders' Day");
        page.Find(".calendar-save .primary").Click();

        page.WaitForAssertion(() => page.Find(".day-lines [aria-invalid=true]").Id.ShouldBe("hours-wed"));
        page.Find("#" + page.Find("#hours-wed").GetAttribute("aria-describedby")).TextContent.ShouldStartWith("Write windows such as");
        page.Find("#hours-wed").Change("");
        page.Find(".calendar-save .primary").Click();
        page.WaitForAssertion(() => page.Find(".holiday-rows .field-error").TextContent.ShouldBe("Choose a day."));
        page.Find(".holiday-rows input[type=date]").GetAttribute("aria-describedby").ShouldBe(page.Find(".holiday-rows .field-error").Id);
        page.Find(".holiday-rows input[type=date]").Change("2026-11-11");
        page.Find(".calendar-save .primary").Click();
        page.WaitForAssertion(() => page.Find("#calendar-zone").GetAttribute("aria-invalid").ShouldBe("true"));
        page.Find("#" + page.Find("#calendar-zone").GetAttribute("aria-describedby")).TextContent.ShouldContain("IANA");
        (page.Find("#calendar-zone").GetAttribute("value"),
            page.Find(".holiday-rows input:not([type=date])").GetAttribute("value")).ShouldBe(("Mars/Base", "Founders' Day"));
        Newest(hub, 2).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_elses_version_is_told_of_and_mine_can_go_on_top_of_it()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        page.Find("#hours-sat").Change("10-12");

        await SomebodyElse(hub);

        page.WaitForAssertion(() => page.Find(".calendar-newer p").TextContent.ShouldContain("Version 2 was made meanwhile by key:1."));
        page.Find("#hours-sat").GetAttribute("value").ShouldBe("10-12");
        page.FindAll(".calendar-theirs").Select(p => p.TextContent)
            .ShouldBe(["Changed there: Mon, Tue, Wed, Thu, Fri. Keeping yours takes it over."]);
        page.FindAll(".calendar-newer button")[1].Click();
        page.Find(".calendar-save .primary").TextContent.ShouldBe("Save as version 3");
        page.Find(".calendar-save .primary").Click();
        await PageFixture.Until(() => Newest(hub, 3) is not null);
        Newest(hub, 3)!.ToHours()["sat"].ShouldBe([["10:00", "12:00"]]);
        Newest(hub, 3)!.ToHours()["mon"].ShouldBe([["07:00", "15:00"]]);
    }

    [Fact]
    public async Task Who_may_see_less_of_a_calendar_from_now_on_does()
    {
        await using var hub = await PageFixture.Start();
        await hub.AddPartner();
        var page = await Open(hub);
        var lena = hub.Board.Company.People.Values.Single(person => person.Name == "Lena Berg");
        page.Find("#calendar-name").HasAttribute("readonly").ShouldBeFalse();

        await Change(hub, lena with { Role = Role.Rep });
        page.WaitForAssertion(() => page.Find("#calendar-name").HasAttribute("readonly").ShouldBeTrue());
        await Change(hub, lena with { Role = Role.Partner, Party = "partner:altamar" });
        page.WaitForAssertion(() => page.FindAll("#calendar-name").ShouldBeEmpty());
    }

    [Fact]
    public async Task Who_may_see_fewer_calendars_from_now_on_does()
    {
        await using var hub = await PageFixture.Start();
        await hub.AddPartner();
        var lena = await hub.Hire("Lena Berg", role: Role.Lead);
        hub.SignIn(lena);
        var list = hub.Render<CalendarsPage>(_ => { });
        list.WaitForElement(".page-head .primary");

        await Change(hub, lena with { Role = Role.Rep });
        list.WaitForAssertion(() => list.FindAll(".page-head .primary").ShouldBeEmpty());
        list.FindAll(".calendar-name").ShouldNotBeEmpty();
        await Change(hub, lena with { Role = Role.Partner, Party = "partner:altamar" });
        list.WaitForAssertion(() => list.FindAll(".calendar-name").ShouldBeEmpty());
    }

    [Fact]
    public async Task A_copy_is_called_in_the_language_of_whoever_makes_it()
    {
        await using var hub = await PageFixture.Start();
        System.Globalization.CultureInfo.CurrentUICulture = new("pl");
        var page = await Open(hub);
        page.FindAll(".page-tools button")[0].Click();
        await PageFixture.Until(() => hub.Board.Company.CalendarNames.Values.Any(name => name.StartsWith("Kopia",
            StringComparison.Ordinal)));
    }

    private static Task Change(PageFixture hub, Person person) => hub.Door.Do(PageFixture.Admin, write =>
    {
        write.ChangePerson(person);
        return true;
    });

    [Fact]
    public async Task Untouched_the_page_follows_what_others_save()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);

        await SomebodyElse(hub);

        page.WaitForAssertion(() => page.Find("#hours-mon").GetAttribute("value").ShouldBe("07:00–15:00"));
        page.FindAll(".calendar-newer").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_probe_counts_by_the_draft_that_is_not_saved_yet()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        page.Find(".due-probe input[type=datetime-local]").Input("2026-03-06T16:15");
        page.WaitForAssertion(() => page.Find(".probe-due").TextContent.ShouldBe("due Mon 9 Mar, 12:15"));

        page.Find("#hours-sat").Change("10-18");
        page.WaitForAssertion(() => page.Find(".probe-due").TextContent.ShouldBe("due Sat 7 Mar, 13:15"));
        page.Find(".probe-target input").Input("1");
        page.WaitForAssertion(() => page.Find(".probe-due").TextContent.ShouldBe("due Sat 7 Mar, 10:15"));
        page.FindAll(".due-probe .why-kind").Select(e => e.TextContent).ShouldBe(["counted", "closed", "counted"]);
    }

    [Fact]
    public async Task Who_may_not_change_calendars_reads_them()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub, role: Role.Rep);

        page.FindAll("input:not([readonly]):not([type=datetime-local]):not(.probe-target input)").ShouldBeEmpty();
        page.Find(".week").GetAttribute("aria-readonly").ShouldBe("true");
        page.FindAll("button").Select(b => b.TextContent).ShouldNotContain("Copy");
    }

    [Fact]
    public async Task Which_versions_use_it_is_told_by_what_they_are()
    {
        await using var hub = await PageFixture.Start();
        var agreement = hub.Board.Company.Agreements[0];
        await hub.Door.Do(PageFixture.Admin, write =>
        {
            var draft = write.NewVersion(agreement.Id);
            write.ChangeDraft(agreement.Id, draft.Number, draft.TermsOf(), draft.TermsOf() with { Commitments = [draft.Commitments[0]] });
            write.Propose(agreement.Id, draft.Number);
            write.Discard(agreement.Id, write.NewVersion(agreement.Id).Number);
            return write.NewVersion(agreement.Id);
        });
        await PageFixture.Until(() => hub.Board.Company.Agreements[0].Versions.Count == 4);

        var page = await Open(hub);

        page.FindAll("[aria-labelledby=use-head] li").Select(li => li.TextContent.Split(" · ")[1])
            .ShouldBe(["version 1, in force", "version 2, proposed", "version 4, a draft"]);
    }

    [Fact]
    public async Task A_feed_file_is_hidden_with_its_days_kept()
    {
        await using var hub = await PageFixture.Start();
        var feed = hub.Pages.Services.GetRequiredService<Engine.Calendars.Feeds.HolidayFeeds>().OfFile("Poland",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260303\nSUMMARY:Feast\nEND:VEVENT\nEND:VCALENDAR", "Europe/Warsaw");
        await hub.Door.Do(PageFixture.Admin, write => write.AddFeed(StarterAgreements.Office, 1, feed));
        await PageFixture.Until(() => Newest(hub, 2) is not null);
        var page = await Open(hub);
        page.Find(".six-weeks .is-holiday").TextContent.ShouldContain("Feast");

        page.FindAll(".feed-buttons button").First(b => b.TextContent == "Hide").Click();

        page.FindAll(".six-weeks .is-holiday").ShouldBeEmpty();
        page.Find(".feed-head").TextContent.ShouldContain("hidden: not counted");
        page.Find(".calendar-save .primary").Click();
        await PageFixture.Until(() => Newest(hub, 3) is not null);
        Newest(hub, 3)!.Holidays.ShouldBeEmpty();
    }
}
