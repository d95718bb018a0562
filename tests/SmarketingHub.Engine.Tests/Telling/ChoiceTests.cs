using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

public sealed class ChoiceTests
{
    [Fact]
    public async Task Choices_are_kept_whole_and_stand_in_the_ledger_with_nothing_of_the_person()
    {
        await using var desk = await Desk.Set();
        var chosen = new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("pigeon", (Late, AtOnce), (HandedOver, Digest)), Desk.By("mail")],
            Language = "pl",
            TimeZone = "America/Bogota",
            DigestAt = new(7, 45),
            QuietFrom = new(19, 0),
            QuietUntil = new(7, 30),
            LookWithin = Duration.FromMinutes(90),
        };
        await desk.Choose(chosen);
        var kept = desk.Hub.Company().TellChoices[desk.Rita.Id];
        (kept with { By = [] }).ShouldBe(chosen with { By = [] });
        kept.By.Select(by => by.Channel).ShouldBe(["pigeon", "mail"]);
        kept.By[0].Topics.ShouldBe(chosen.By[0].Topics);
        await using var rows = desk.Hub.Rows();
        var line = rows.Ledger.OrderBy(e => e.Sequence).Last();
        line.Type.ShouldBe("tellChoicesWritten");
        System.Text.Encoding.UTF8.GetString(line.Body).ShouldNotContain("@");
        desk.Hub.Verify().Problems.ShouldBeEmpty();
    }

    public static TheoryData<TellChoices, string> Wrong => new()
    {
        { new() { Person = 0, By = [Desk.By("smoke")] }, "channel" },
        { new() { Person = 0, By = [Desk.By("mail"), Desk.By("mail")] }, "channel" },
        { new() { Person = 0, By = [Desk.By("mail", (Escalation, Digest))] }, "topics" },
        { new() { Person = 0, Language = "de" }, "language" },
        { new() { Person = 0, TimeZone = "Mars/Olympus" }, "timeZone" },
        { new() { Person = 0, QuietFrom = new(20, 0) }, "quietUntil" },
        { new() { Person = 0, QuietFrom = new(20, 0), QuietUntil = new(20, 0) }, "quietUntil" },
        { new() { Person = 0, LookWithin = Duration.FromSeconds(59) }, "lookWithinMinutes" },
        { new() { Person = 0, LookWithin = Duration.FromDays(8) }, "lookWithinMinutes" },
        {
            new()
            {
                Person = 0,
                By = [Desk.By("mail", (Late, Digest))],
                DigestAt = new(6, 0),
                QuietFrom = new(20, 0),
                QuietUntil = new(7, 0),
            },
            "digestAt"
        },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_be_is_refused_by_its_field(TellChoices wrong, string field)
    {
        await using var desk = await Desk.Set();
        (await Should.ThrowAsync<InvalidArgument>(() => desk.Choose(wrong with { Person = desk.Rita.Id }))).Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("2026-03-02T19:59:00Z", null)]
    [InlineData("2026-03-02T20:00:00Z", "2026-03-03T07:00:00Z")]
    [InlineData("2026-03-03T06:59:59Z", "2026-03-03T07:00:00Z")]
    [InlineData("2026-03-03T07:00:00Z", null)]
    public void Quiet_hours_begin_with_their_first_moment_and_end_before_their_last(string at, string? end)
    {
        var choices = new TellChoices { Person = 1, QuietFrom = new(20, 0), QuietUntil = new(7, 0) };
        static Instant Read(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
        choices.QuietEnd(Read(at), DateTimeZone.Utc).ShouldBe(end is null ? null : Read(end));
    }

    [Fact]
    public void A_digest_comes_once_a_day_also_where_its_hour_is_skipped_or_comes_twice()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var choices = new TellChoices { Person = 1, By = [Desk.By("mail", (Late, Digest))], DigestAt = new(2, 30) };
        foreach (var (month, day) in new[] { (3, 28), (10, 24) })
        {
            var at = zone.AtStrictly(new LocalDateTime(2026, month, day, 12, 0)).ToInstant();
            var first = choices.DueAt(Late, "mail", at, zone)!.Value;
            var second = choices.DueAt(Late, "mail", first, zone)!.Value;
            (first.InZone(zone).Date, second.InZone(zone).Date).ShouldBe((new(2026, month, day + 1), new(2026, month, day + 2)));
        }
    }
}
