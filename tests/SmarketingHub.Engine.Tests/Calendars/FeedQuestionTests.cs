using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>An address that suddenly says nothing of the days to come.</summary>
public sealed class FeedQuestionTests
{
    private const string Office = StarterAgreements.Office;
    private static readonly string Empty = Ics.Of();
    private static readonly string Feast = Ics.Of(Ics.Day("20260301", "Gone by"), Ics.Day("20260601", "Feast"));

    [Theory]
    [InlineData("")]
    [InlineData("gone")]
    [InlineData("timed")]
    public async Task A_valid_answer_without_coming_days_keeps_them_and_asks(string answer)
    {
        await using var hub = await Start();
        using var server = await Add(hub, Feast);
        var good = hub.Now;
        server.Says(answer switch
        {
            "gone" => Ics.Of(Ics.Day("20260301", "Gone by")),
            "timed" => Ics.Of(Ics.Event("UID:1", "DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", "SUMMARY:Feast")),
            _ => Empty,
        });

        await NextDay(hub);
        var since = hub.Now;
        await NextDay(hub);

        Newest(hub).Version.ShouldBe(2);
        Newest(hub).Holidays.ShouldBe(["2026-03-01", "2026-06-01"]);
        var status = Status(hub)!;
        (status.TriedAt, status.GoodAt, status.Error, status.Question!.Since, status.Question.Kept)
            .ShouldBe((hub.Now, good, null, since, false));
        server.Asked.ShouldBe(3, "an answer is no fault: it is read again in a day");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Let_go_the_coming_days_go_and_those_gone_by_stay()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Feast);
        server.Says(Empty);
        await NextDay(hub);
        // What it says meanwhile is not asked again, and needs no server.
        server.Stop();

        var after = await hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, 2, "poland"));

        (after.Version, after.By).ShouldBe((3, HubFixture.Admin.ToString()));
        after.Holidays.ShouldBe(["2026-03-01"]);
        Status(hub).ShouldBe(new(hub.Now, hub.Now, null));
        await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin, write => write.KeepFeed(Office, null, "Poland")));
        await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, null, "Poland")));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kept_it_is_quiet_while_the_answer_is_the_same_and_asks_again_when_it_is_another()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Ics.Of([.. Enumerable.Range(1, 8).Select(day => Ics.Day($"2026060{day}", $"Day {day}"))]));
        server.Says(Ics.Of(Ics.Day("20260601", "Day 1"), Ics.Day("20260602", "Day 2")));
        await NextDay(hub);
        var since = Status(hub)!.Question!.Since;

        await hub.Door.Do(HubFixture.Admin, write => write.KeepFeed(Office, null, "Poland"));
        await NextDay(hub);
        (Status(hub)!.Question!.Kept, Status(hub)!.Question!.Since).ShouldBe((true, since));
        // A fault between is no other answer.
        server.Says("", "503 Later");
        await NextDay(hub);
        (Status(hub)!.Question!.Kept, Status(hub)!.Error is null).ShouldBe((true, false));
        server.Says(Empty);
        await NextDay(hub);
        Status(hub)!.Question!.Kept.ShouldBeFalse();
        Newest(hub).Holidays.Count.ShouldBe(8);
        (await hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, null, "Poland"))).Holidays.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_with_days_again_ends_the_question()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Feast);
        server.Says(Empty);
        await NextDay(hub);
        server.Says(Ics.Of(Ics.Day("20260602", "Moved")));
        await NextDay(hub);

        Newest(hub).Holidays.ShouldBe(["2026-03-01", "2026-06-02"]);
        Status(hub).ShouldBe(new(hub.Now, hub.Now, null));
    }

    [Theory]
    [InlineData(8, 4, false)]
    [InlineData(8, 3, true)]
    [InlineData(4, 1, false)]
    [InlineData(4, 0, true)]
    public async Task Most_of_many_days_are_asked_for_too(int had, int has, bool asks)
    {
        await using var hub = await Start();
        using var server = await Add(hub, Ics.Of([.. Enumerable.Range(1, had).Select(day => Ics.Day($"2026060{day}", $"Day {day}"))]));
        server.Says(Ics.Of([.. Enumerable.Range(1, has).Select(day => Ics.Day($"2026060{day}", $"Day {day}"))]));

        await NextDay(hub);

        (Status(hub)!.Question is not null, Newest(hub).Holidays.Count).ShouldBe((asks, asks ? had : has));
    }

    [Fact]
    public async Task The_days_of_a_hidden_feed_are_no_less_kept_and_a_rule_that_fits_nothing_any_more_asks_too()
    {
        await using var hub = await Start();
        using var server = await Add(hub,
            Ics.Of(Ics.Event("UID:1", "DTSTART;VALUE=DATE:20260601", "SUMMARY:Feast", "DESCRIPTION:Public holiday")),
            new FeedRule(Only: ["public"]), hidden: true);
        server.Says(Ics.Of(Ics.Event("UID:1", "DTSTART;VALUE=DATE:20260601", "SUMMARY:Feast", "DESCRIPTION:Jour férié")));

        await NextDay(hub);

        (Status(hub)!.Question is not null, Newest(hub).Feeds![0].Days.Count, Newest(hub).Version).ShouldBe((true, 1, 2));
        await hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, null, "Poland"));
        (Newest(hub).Feeds![0].Days.Count, Newest(hub).Version).ShouldBe((0, 2), "of a hidden feed nothing counts");
    }

    [Fact]
    public async Task A_feed_that_was_removed_meanwhile_asks_nothing_not_even_when_it_is_added_again()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Feast);
        server.Says(Empty);
        await NextDay(hub);
        await hub.Door.Do(HubFixture.Admin, write => write.RemoveFeed(Office, null, "Poland"));

        await Should.ThrowAsync<NotFound>(hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, null, "Poland")));
        server.Says(Feast);
        var feed = await Feeds(hub).OfAddress(HubFixture.Admin, "POLAND", server.Address, "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(Office, null, feed));

        Status(hub)?.Question.ShouldBeNull();
        await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, null, "Poland")));
        Newest(hub).Holidays.ShouldBe(["2026-03-01", "2026-06-01"]);
    }

    [Fact]
    public async Task Of_two_who_answer_at_once_one_does_and_the_other_is_told()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Feast);
        server.Says(Empty);
        await NextDay(hub);

        Task<CalendarDocument>[] answers =
        [
            hub.Door.Do(HubFixture.Admin, write => write.LetFeedGo(Office, 2, "Poland")),
            hub.Door.Do(HubFixture.Admin, write => write.KeepFeed(Office, 2, "Poland")),
        ];
        await Task.WhenAll(answers.Select(answer => answer.ContinueWith(_ => 0, TaskScheduler.Default)));

        answers.Count(answer => answer.IsFaulted && answer.Exception!.InnerException is Stale).ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_answer_is_called_is_not_in_the_ledger()
    {
        await using var hub = await Start();
        using var server = await Add(hub, Ics.Of([.. Enumerable.Range(1, 8).Select(day => Ics.Day($"2026060{day}", $"Day {day}"))]));
        server.Says(Ics.Of(Ics.Day("20260601", "Anna is away"), Ics.Event("UID:9", "DTSTART:20260602T090000Z", "SUMMARY:Anna meets")));

        await NextDay(hub);

        using var rows = hub.Rows();
        rows.Ledger.AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body)).ShouldAllBe(body => !body.Contains("Anna"));
    }

    [Fact]
    public async Task Whatever_an_address_says_its_days_are_those_or_it_asks_and_they_are_those_of_before() =>
        await Gen.Select(Gen.Int[0, 9].Array[20], Gen.Int[0, 5].Array[20]).SampleAsync(async (says, answers) =>
        {
            await using var hub = await Start();
            using var server = await Add(hub, Said(9));
            foreach (var (many, answer) in says.Zip(answers))
            {
                var before = Newest(hub);
                server.Says(Said(many));
                await NextDay(hub);
                var (after, asks) = (Newest(hub), Status(hub)!.Question);
                after.Holidays.Count.ShouldBe(asks is null ? many : before.Holidays.Count);
                (asks is not null).ShouldBe(before.Holidays.Count > many
                    && (many == 0 || before.Holidays.Count >= 5 && many * 2 < before.Holidays.Count));
                (after.Version > before.Version).ShouldBe(asks is null && many != before.Holidays.Count);
                if (asks is not null && answer < 2)
                    (await hub.Door.Do(HubFixture.Admin,
                        write => answer == 0
                            ? write.LetFeedGo(Office, null, "Poland")
                            : write.KeepFeed(Office, null, "Poland"))).Holidays.Count.ShouldBe(answer == 0 ? many : before.Holidays.Count);
            }
            hub.Verify().Problems.ShouldBeEmpty();
        }, iter: 8, threads: 1);

    private static string Said(int days) => Ics.Of([.. Enumerable.Range(1, days).Select(day => Ics.Day($"2026060{day}", $"Day {day}"))]);

    private static Task<HubFixture> Start() => HubFixture.Start(feeds: new() { AllowPrivate = true });

    private static HolidayFeeds Feeds(HubFixture hub) => hub.Services.GetRequiredService<HolidayFeeds>();

    private static async Task<FeedServer> Add(HubFixture hub, string text, FeedRule? rule = null, bool hidden = false)
    {
        var server = new FeedServer();
        server.Says(text);
        var feed = await Feeds(hub).OfAddress(HubFixture.Admin, "Poland", server.Address, "Europe/Warsaw");
        await hub.Door.Do(HubFixture.Admin, write => write.AddFeed(Office, null, feed with { Rule = rule, Hidden = hidden }));
        return server;
    }

    private static Task NextDay(HubFixture hub)
    {
        hub.Time.Advance(TimeSpan.FromHours(24));
        return hub.Services.GetRequiredService<FeedRefresher>().RefreshDue();
    }

    private static CalendarDocument Newest(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.One(rows, Office);
    }

    private static FeedStatus? Status(HubFixture hub)
    {
        using var rows = hub.Rows();
        return CalendarList.FeedStatuses(rows, Office).GetValueOrDefault("Poland");
    }
}
