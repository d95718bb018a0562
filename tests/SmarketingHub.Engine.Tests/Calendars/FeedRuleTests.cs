using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>What of a feed counts, and what is kept out of it.</summary>
public sealed class FeedRuleTests
{
    private const string Office = StarterAgreements.Office;

    private static string Event(string day, string name, string? category = null, string? description = null, string? uid = null) =>
        Ics.Event(
            [$"UID:{uid ?? day + name}", $"DTSTART;VALUE=DATE:{day}", $"SUMMARY:{name}",
                .. category is null ? [] : new[] { $"CATEGORIES:{category}" },
                .. description is null ? [] : new[] { $"DESCRIPTION:{description}" }]);

    private static readonly string National = Ics.Of(
        Event("20260401", "New Year's Day", "Holidays", "Public holiday"),
        Event("20270129", "Kansas Day", "Holidays", "Observance\\nTo hide observances\\, go to the settings"),
        Event("20280129", "Kansas Day", "Holidays", "Observance\\nTo hide observances\\, go to the settings"),
        Event("20270501", "Lei Day", "Observances,Hawaii"),
        Event("20270531", "Memorial Day", null, "PUBLIC HOLIDAY"),
        Event("20270601", "Święto Ludowe", "Regional", "Public holiday in Mazovia"),
        Event("20270531", "Kansas Day too", null, "Observance"));

    public static TheoryData<string, string> Rules => new()
    {
        { "null", "2026-04-01 2027-01-29 2027-05-01 2027-05-31 2027-06-01 2028-01-29" },
        { """{"only":["public holiday"]}""", "2026-04-01 2027-05-31 2027-06-01" },
        { """{"only":["public holiday"],"leaveOut":["holiday in"]}""", "2026-04-01 2027-05-31" },
        { """{"leaveOut":["observance"]}""", "2026-04-01 2027-05-31 2027-06-01" },
        { """{"leaveOut":["swieto","HAWAII"]}""", "2026-04-01 2027-01-29 2027-05-31 2028-01-29" },
        { """{"keptOut":["kansas day"]}""", "2026-04-01 2027-05-01 2027-05-31 2027-06-01" },
        { """{"leaveOut":["observance"],"counted":["Lei Day"]}""", "2026-04-01 2027-05-01 2027-05-31 2027-06-01" },
        { """{"only":["no such thing"]}""", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Events_are_kept_out_by_name_category_or_description(string rule, string days)
    {
        await using var hub = await HubFixture.Start();
        var made = await Add(hub, National, Read(rule));

        string.Join(' ', made.Holidays).ShouldBe(days);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_is_part_of_the_version_and_can_be_another_in_the_next()
    {
        await using var hub = await HubFixture.Start();
        await Add(hub, National, null);
        var less = await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, 2, "poland", new(Only: ["public holiday"])));
        (less.Version, less.Holidays.Count, less.Feeds![0].KeptOut).ShouldBe((3, 3, 3));
        var same = await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, 3, "Poland", new(Only: [" public holiday "])));
        same.Version.ShouldBe(3);
        var all = await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, 3, "Poland", new()));
        (all.Version, all.Holidays.Count, all.Feeds![0].Rule).ShouldBe((4, 6, null));

        using var rows = hub.Rows();
        CalendarList.Versions(rows, Office).Select(v => v.Holidays.Count).ShouldBe([6, 3, 6, 0]);
        rows.Ledger.AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body))
            .ShouldAllBe(body => !body.Contains("public") && !body.Contains("Kansas"));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_newest_version_keeps_the_events_of_its_feeds()
    {
        await using var hub = await HubFixture.Start();
        await Add(hub, National, null);
        await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, 2, "Poland", new(Only: ["public holiday"])));
        var hidden = await hub.Door.Do(HubFixture.Admin, write => write.HideFeed(Office, 3, "Poland", true));

        using var rows = hub.Rows();
        CalendarList.Versions(rows, Office).Select(v => v.Feeds?[0].Events?.Count).ShouldBe([6, null, null, null]);
        var (third, newest) = (rows.Company.Single(d => d.Kind == "calendar" && d.Key == "office@3").Body, CalendarList.One(rows, Office));
        third.ShouldNotContain("Observance");
        CalendarList.Versions(rows, Office)[1].Feeds![0].ShouldSatisfyAllConditions(
            feed => feed.Days.Select(day => day.Name).ShouldBe(["New Year's Day", "Memorial Day", "Święto Ludowe"]),
            feed => feed.Rule.ShouldBe(new FeedRule(Only: ["public holiday"])),
            feed => feed.KeptOut.ShouldBe(3));
        (newest.Feeds![0].AllEvents().Count, newest.Feeds[0].KeptOut).ShouldBe((hidden.Feeds![0].AllEvents().Count, 3));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void The_names_of_a_rule_are_gone_through_once_however_many_events_there_are()
    {
        var names = new CountedList([.. Enumerable.Range(0, 1_000).Select(n => $"Święto {n}")]);
        FeedEvent[] events = [.. Enumerable.Range(0, 5_000).Select(n => new FeedEvent($"SWIETO {n}", null, null, [new(2027, 1, 1)]))];

        events.Count(new FeedRule(KeptOut: names).Counts).ShouldBe(4_000);
        names.Read.ShouldBe(1);
        var rule = new FeedRule(KeptOut: names);
        rule.Counts(events[0]).ShouldBeFalse();
        (rule with { KeptOut = ["Święto 1"] }).Counts(events[0]).ShouldBeTrue("a changed list is another");
    }

    private sealed class CountedList(string[] texts) : IReadOnlyList<string>
    {
        public int Read { get; private set; }

        public string this[int index] => texts[index];

        public int Count => texts.Length;

        public IEnumerator<string> GetEnumerator()
        {
            Read++;
            return texts.AsEnumerable().GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public async Task A_rule_goes_by_names_when_every_reading_gives_other_UIDs_and_tells_what_it_says_nothing_of()
    {
        using var server = new FeedServer();
        server.Says(Ics.Of(Event("20270129", "Kansas Day", uid: "1"), Event("20270705", "Feast", uid: "2")));
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        var feed = await hub.Services.GetRequiredService<HolidayFeeds>()
            .OfAddress(HubFixture.Admin, "Poland", server.Address, "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin,
            write => write.AddFeed(Office, null, feed with { Rule = new(LeaveOut: ["observance"], KeptOut: ["Kansas Day"]) }));

        server.Says(Ics.Of(Event("20270129", "Kansas Day", uid: "11"), Event("20280129", "Kansas Day", uid: "12"),
            Event("20270705", "Feast", uid: "13"),
            Event("20270706", "Lei Day", description: "Observance", uid: "14"), Event("20270707", "Feast of all", uid: "15")));
        hub.Time.Advance(TimeSpan.FromHours(24));
        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();

        Newest(hub).Holidays.ShouldBe(["2027-07-05", "2027-07-07"]);
        Newest(hub).Feeds![0].New.ShouldBe(["Feast of all"]);
        hub.Time.Advance(TimeSpan.FromHours(24));
        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();
        Newest(hub).Feeds![0].New.ShouldBe(["Feast of all"]);
        // Looked at: the same rule, no version.
        await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, null, "Poland", Newest(hub).Feeds![0].Rule));
        (Newest(hub).Version, Newest(hub).Feeds![0].New).ShouldBe((3, null));
        await hub.Door.Do(HubFixture.Admin,
            write => write.RuleFeed(Office, null, "Poland", Newest(hub).Feeds![0].Rule! with { KeptOut = ["Kansas Day", "Feast of all"] }));
        Newest(hub).Holidays.ShouldBe(["2027-07-05"]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_left_out_is_told_though_the_days_are_the_same()
    {
        using var server = new FeedServer();
        server.Says(Ics.Of(Event("20270705", "Feast")));
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        var feed = await hub.Services.GetRequiredService<HolidayFeeds>()
            .OfAddress(HubFixture.Admin, "Poland", server.Address, "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(Office, null, feed));
        server.Says(Ics.Of(Event("20270705", "Feast"),
            Ics.Event("UID:9", "DTSTART:20270706T090000Z", "DTEND:20270706T100000Z", "SUMMARY:Anna meets")));
        hub.Time.Advance(TimeSpan.FromHours(24));

        await hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();

        var read = Newest(hub).Feeds![0];
        (Newest(hub).Version, read.LeftOut, read.LeftOutEvents![0].Name).ShouldBe((2, 1, "Anna meets"));
        using var rows = hub.Rows();
        rows.Ledger.AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body)).ShouldAllBe(body => !body.Contains("Anna"));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feed_from_before_there_were_rules_can_have_one_by_the_names_of_its_days()
    {
        await using var hub = await HubFixture.Start();
        const string old =
            """{"name":"Poland","days":[{"date":"2027-01-29","name":"Kansas Day"},{"date":"2027-07-05","name":"Feast"},"""
                + """{"date":"2028-01-29","name":"Kansas Day"}],"takenAt":"2026-01-01T00:00:00Z","leftOut":2,"hidden":false}""";
        var feed = JsonSerializer.Deserialize<HolidayFeed>(old, LedgerJson.Options)!;
        System.Text.Encoding.UTF8.GetString(LedgerJson.Write(feed)).ShouldBe(old, "what is not there is not written either");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(Office, null, feed));

        var made = await hub.Door.Do(HubFixture.Admin, write => write.RuleFeed(Office, null, "Poland", new(KeptOut: ["Kansas Day"])));

        made.Holidays.ShouldBe(["2027-07-05"]);
        made.Feeds![0].AllEvents().Select(e => e.Name).ShouldBe(["Kansas Day", "Feast"], "what is kept out is still known");
    }

    [Fact]
    public void Events_without_a_name_or_with_one_that_nobody_sees_can_be_kept_out_too()
    {
        FeedEvent[] events =
        [
            new(null, null, null, [new(2027, 1, 1)]) { Uid = "a" },
            new(null, null, null, [new(2027, 1, 2)]),
            new("\u200b", null, null, [new(2027, 1, 3)]),
        ];
        foreach (var e in events)
        {
            var rule = FeedRule.Check(new FeedRule().With(e, false))!;
            events.Where(rule.Counts).ShouldBe(events.Where(other => other != e));
        }
    }

    [Theory]
    [InlineData("""{"only":["a",""]}""", "rule.only[1]")]
    [InlineData("""{"leaveOut":["\u200b"]}""", "rule.leaveOut[0]")]
    [InlineData("""{"keptOut":["Feast"],"counted":["FEAST"]}""", "rule.counted")]
    public void A_wrong_rule_names_the_field(string rule, string field) =>
        Should.Throw<InvalidArgument>(() => FeedRule.Check(Read(rule))).Field.ShouldBe(field);

    [Fact]
    public void One_name_is_in_no_list_when_the_words_say_the_same()
    {
        var kansas = new FeedEvent("Kansas Day", null, "Observance", [new(2027, 1, 29)]);
        var rule = new FeedRule(LeaveOut: ["observance"]);

        rule.With(kansas, false).ShouldBe(rule);
        rule.With(kansas, true).ShouldBe(rule with { Counted = ["Kansas Day"] });
        rule.With(kansas, true).With(kansas, false).ShouldBe(rule);
        new FeedRule().With(kansas, false).With(kansas, true).ShouldBe(new FeedRule());
    }

    private static readonly Gen<string> Words = Gen.OneOf(
        new[] { "Kansas", "kansas day", "Święto", "SWIETO", "Day", "Observance", "Public holiday", "public holiday in", "a" }.Select(
            Gen.Const).ToArray());
    private static readonly Gen<IReadOnlyList<string>?> Lists = Gen.OneOf(Gen.Const((IReadOnlyList<string>?)null),
        Words.Array[0, 3].Select(words => (IReadOnlyList<string>?)words));
    private static readonly Gen<FeedEvent> Events = Gen.Select(Words, Lists, Words,
        (name, categories, description) => new FeedEvent(name, categories, description, [new(2027, 1, 1)]));

    [Fact]
    public void A_check_decides_its_event_whatever_the_words_and_no_event_of_another_name() =>
        Gen.Select(Lists, Lists, Events, Events, Gen.Bool.Array[1, 4]).Sample((only, leaveOut, one, other, checks) =>
        {
            var rule = new FeedRule(only, leaveOut);
            var same = string.Compare(one.Key, other.Key, System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) == 0;
            foreach (var check in checks)
            {
                var before = rule.Counts(other);
                rule = rule.With(one, check);
                rule.Counts(one).ShouldBe(check);
                if (!same)
                    rule.Counts(other).ShouldBe(before);
                FeedRule.Check(rule)?.Counts(one).ShouldBe(check);
            }
        }, iter: 2_000);

    private static FeedRule? Read(string rule) => JsonSerializer.Deserialize<FeedRule>(rule, LedgerJson.Options);

    private static Task<CalendarDocument> Add(HubFixture hub, string text, FeedRule? rule)
    {
        var feed = hub.Services.GetRequiredService<HolidayFeeds>().OfFile("Poland", text, "Europe/Warsaw") with { Rule = rule };
        return hub.Door.Do(HubFixture.Admin, write => write.AddFeed(Office, null, feed));
    }

    private static CalendarDocument Newest(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.One(rows, Office);
    }
}
