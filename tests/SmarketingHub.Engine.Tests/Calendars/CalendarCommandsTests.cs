using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Engine.Tests.Calendars;

public sealed class CalendarCommandsTests
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);

    private static CalendarText Text(string? name = null, string from = "09:00", string to = "17:00", params Holiday[] holidays) => new(
        name, "Europe/Warsaw", new[] { "mon", "tue", "wed", "thu", "fri" }.ToDictionary(day => day, _ => new string[][] { [from, to] }),
        holidays, "PT8H");

    private static Task<CalendarDocument> Change(HubFixture hub, int? known, CalendarText text, Actor? actor = null) =>
        hub.Door.Do(actor ?? HubFixture.Admin, write => write.ChangeCalendar(StarterAgreements.Office, known, text));

    [Fact]
    public async Task A_changed_calendar_counts_only_for_clocks_that_start_after_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Pass(Duration.FromHours(7));
        var before = await hub.Take("a@example.com", company: null);

        // From now on Tuesday is a holiday: the day's hour that is left is counted on on Wednesday.
        var changed = await Change(hub, 1, Text(holidays: new Holiday(Tuesday, "Founders' day")));
        await hub.Pass(Duration.FromMinutes(1));
        var after = await hub.Take("b@example.com", company: null);

        (changed.Version, changed.From).ShouldBe((2, HubFixture.Monday + Duration.FromHours(7)));
        var (first, second) = (hub.Lead(before).Clocks.Single(), hub.Lead(after).Clocks.Single());
        (first.CalendarVersion, first.DueAt).ShouldBe((1, HubFixture.Monday + Duration.FromHours(24 + 7)));
        (second.CalendarVersion, second.DueAt).ShouldBe((2, HubFixture.Monday + Duration.FromHours(48 + 7) + Duration.FromMinutes(1)));
        await hub.Pass(Duration.FromHours(20));
        hub.Lead(before).Clocks.Single().DueAt.ShouldBe(first.DueAt);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task History_is_judged_by_the_calendar_and_the_offset_of_its_own_time()
    {
        await using var hub = await HubFixture.Start();
        await Change(hub, 1, Text(from: "12:00"));
        using var rows = hub.Rows();
        var company = CompanyStore.Read(rows);

        // Summer, before the change: the first version, at two hours' offset, whatever today's is.
        var start = Instant.FromUtc(2025, 7, 7, 7, 0);
        var counted = company.CalendarFor(new(StarterAgreements.Office, 2), start);
        counted.Version.ShouldBe(1);
        company.Calendars[counted].Due(start, Duration.FromHours(8)).ShouldBe(Instant.FromUtc(2025, 7, 7, 15, 0));
        company.Calendars[counted].Due(Instant.FromUtc(2025, 12, 1, 8, 0), Duration.FromHours(8))
            .ShouldBe(Instant.FromUtc(2025, 12, 1, 16, 0));
        company.CalendarFor(new(StarterAgreements.Office, 1), hub.Now).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Who_did_not_see_the_newest_version_is_told_who_made_it_and_overwrites_nothing()
    {
        await using var hub = await HubFixture.Start();
        var nina = await hub.Hire("Nina Lead", role: Role.Lead);
        await Change(hub, 1, Text(from: "08:00"), Actor.Of(nina));

        var stale = await Should.ThrowAsync<Stale>(Change(hub, 1, Text(from: "10:00")));

        stale.Version.ShouldBe(2);
        stale.Message.ShouldBe("Version 2 was made meanwhile by Nina Lead.");
        using var rows = hub.Rows();
        CalendarList.One(rows, StarterAgreements.Office).Hours["mon"].ShouldBe([["08:00", "17:00"]]);
    }

    [Fact]
    public async Task Nothing_changed_is_no_version()
    {
        await using var hub = await HubFixture.Start();

        (await Change(hub, 1, Text())).Version.ShouldBe(1);
        using var rows = hub.Rows();
        CalendarList.Versions(rows, StarterAgreements.Office).Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_version_but_the_newest_is_read_when_another_is_made()
    {
        await using var hub = await HubFixture.Start();
        for (var version = 1; version <= 10; version++)
            await Change(hub, version, Text(from: $"{version:00}:00"));
        using (var rows = hub.Rows())
        {
            var older = rows.Company.Where(d => d.Kind == "calendar" && d.Key.StartsWith("office@") && d.Key != "office@11");
            older.Count().ShouldBe(10);
            await older.ExecuteUpdateAsync(set => set.SetProperty(d => d.Body, "unread"), TestContext.Current.CancellationToken);
            CalendarList.One(rows, StarterAgreements.Office).Version.ShouldBe(11);
            CalendarList.Newest(rows).Select(c => c.Ref).ShouldBe([new(StarterAgreements.Office, 11)]);
        }

        (await Change(hub, 11, Text("Office", "12:00"))).Version.ShouldBe(12);
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Company.CalendarNames[new(StarterAgreements.Office, 1)].ShouldBe("Office");
            write.Company.Calendars[new(StarterAgreements.Office, 12)].ToHours()["mon"].ShouldBe([["12:00", "17:00"]]);
            return 0L;
        });
    }

    [Fact]
    public async Task What_is_known_of_the_calendars_after_changes_is_what_is_stored()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        await Change(hub, 1, Text(from: "10:00", holidays: new Holiday(Tuesday, "Founders' day")));
        await Change(hub, 2, Text("Office", holidays: new Holiday(Tuesday, "Quiet day")));
        await hub.Door.Do(HubFixture.Admin, write => write.CreateCalendar(Text("Night", "22:00", "06:00")));

        var inHand = await hub.Door.Do(HubFixture.Admin, write => write.Company);
        var onBoard = await hub.Board.CompanyUpToDate(TestContext.Current.CancellationToken);
        using var rows = hub.Rows();
        var stored = CompanyStore.Read(rows);
        stored.Calendars.Count.ShouldBe(4);
        foreach (var known in new[] { inHand, onBoard })
        {
            Said(known.Calendars,
                calendar => $"{calendar.Zone} {string.Join(' ', calendar.ToHours()["mon"][0])} {string.Join(' ', calendar.ToHolidays())}")
                .ShouldBe(Said(stored.Calendars,
                    calendar =>
                        $"{calendar.Zone} {string.Join(' ', calendar.ToHours()["mon"][0])} {string.Join(' ', calendar.ToHolidays())}"));
            Said(known.CalendarNames, name => name).ShouldBe(Said(stored.CalendarNames, name => name));
            Said(known.CalendarsFrom, from => $"{from}").ShouldBe(Said(stored.CalendarsFrom, from => $"{from}"));
            Said(known.HolidayNames, names => string.Join(' ', names))
                .ShouldBe(Said(stored.HolidayNames, names => string.Join(' ', names)));
        }
        await hub.Board.StopAsync(default);
    }

    private static IEnumerable<string> Said<T>(IReadOnlyDictionary<CalendarRef, T> calendars, Func<T, string> say) =>
        calendars.Select(calendar => $"{calendar.Key} {say(calendar.Value)}").Order(StringComparer.Ordinal);

    [Fact]
    public async Task Made_copied_renamed()
    {
        await using var hub = await HubFixture.Start();
        var made = await hub.Door.Do(HubFixture.Admin,
            write => write.CreateCalendar(Text("Night shift", "22:00", "06:00", new Holiday(Tuesday, "Quiet night"))));
        var copy = await hub.Door.Do(HubFixture.Admin, write => write.CopyCalendar(made.Id, "Late shift"));
        await hub.Door.Do(HubFixture.Admin,
            write => write.ChangeCalendar(made.Id, 1, Text("Night", "22:00", "06:00", new Holiday(Tuesday, "Quiet night"))));

        (made.Id, made.Version, copy.Id, copy.Version).ShouldBe(("night-shift", 1, "late-shift", 1));
        using var rows = hub.Rows();
        var company = CompanyStore.Read(rows);
        company.CalendarNames[made.Ref].ShouldBe("Night");
        company.Calendars[copy.Ref].ToHours()["mon"].ShouldBe([["22:00", "06:00"]]);
        company.HolidayNames[copy.Ref][Tuesday].ShouldBe("Quiet night");
        (await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin,
            write => write.CopyCalendar(made.Id, "night")))).Field.ShouldBe("name");
    }

    [Theory]
    [InlineData("", "Europe/Warsaw", "09:00", "PT8H", "name")]
    [InlineData("N", "Mars/Base", "09:00", "PT8H", "timeZone")]
    [InlineData("N", null, "09:00", "PT8H", "timeZone")]
    [InlineData("N", "Europe/Warsaw", "25:00", "PT8H", "hours.mon[1]")]
    [InlineData("N", "Europe/Warsaw", null, "PT8H", "hours")]
    [InlineData("N", "Europe/Warsaw", "09:00", "PT25H", "dayLength")]
    public async Task A_wrong_field_is_named(string name, string? zone, string? from, string dayLength, string field)
    {
        await using var hub = await HubFixture.Start();
        var hours = new Dictionary<string, string[][]> { ["mon"] = from is null ? [] : [["08:00", "08:30"], [from, "17:00"]] };

        (await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin,
            write => write.CreateCalendar(new(name, zone, hours, [], dayLength))))).Field.ShouldBe(field);
    }

    [Fact]
    public async Task Reps_and_managers_change_no_calendar()
    {
        await using var hub = await HubFixture.Start();
        foreach (var role in new[] { Role.Rep, Role.Manager })
        {
            var person = await hub.Hire($"Berta {role}", role: role);
            await Should.ThrowAsync<NotAllowed>(Change(hub, 1, Text(from: "08:00"), Actor.Of(person)));
        }
    }
}
