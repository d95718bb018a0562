using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Nightly;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>
/// When the nightly mail goes, and to whom. It is Monday 2026-03-02, 09:00 in Warsaw; the office is open from Monday to Friday.
/// </summary>
public sealed class NightlyTests : IAsyncLifetime
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly Pigeons mails = new("mail");
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.Set(mails);
        await desk.Hub.Board.StartAsync(default);
        await Look();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task It_goes_to_team_leads_in_the_morning_and_to_others_who_want_it()
    {
        await desk.Choose(new TellChoices { Person = desk.Rita.Id, Nightly = true });
        await Until(3, 5, 59);
        mails.Given.ShouldBeEmpty();
        await Until(3, 6, 0);
        mails.Given.Select(given => given.To.Name).ShouldBe(["Rita Rep", "Sal Lead"], ignoreOrder: true);
        await desk.Choose(new TellChoices { Person = desk.Sal.Id, Nightly = false });
        await Until(4, 6, 0);
        mails.Given.Count.ShouldBe(3, "Sal wants none any more");
    }

    [Fact]
    public async Task A_night_has_one_however_many_processes_and_looks_there_are()
    {
        await Until(3, 6, 0);
        using var other = Another();
        for (var looks = 0; looks < 3; looks++)
        {
            await Task.WhenAll(Nightly.MakeDue(), other.MakeDue());
            await desk.Pass(Duration.FromHours(1));
        }
        mails.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_processes_that_look_at_the_same_moment_make_one()
    {
        desk.Hub.Time.SetUtcNow(At(3, 6, 0).ToDateTimeOffset());
        using var other = Another();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? Nightly.MakeDue() : other.MakeDue()));
        await desk.Send();
        mails.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nights_that_were_slept_through_are_made_up_for_by_one()
    {
        await Until(5, 11, 30);
        mails.Given.ShouldHaveSingleItem();
        await Until(6, 6, 0);
        mails.Given.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_working_day_since_the_last_there_is_none()
    {
        for (var day = 3; day <= 10; day++)
            await Until(day, 6, 0);
        // Tuesday to Saturday tell of the working day before; Sunday and Monday would tell of none.
        mails.Given.Count.ShouldBe(6);
        desk.Letters().Select(l => l.MadeAt.InZone(Zone).Date.Day).ShouldBe([3, 4, 5, 6, 7, 10]);
    }

    [Fact]
    public async Task One_that_was_not_taken_is_tried_again_and_tells_of_the_next_night_too()
    {
        mails.Answer = _ => Answer.TryLater(LetterProblem.Unreachable);
        await Until(3, 6, 0);
        await Until(4, 6, 0);
        mails.Answer = _ => Answer.Accepted;
        await desk.Pass(Duration.FromHours(2));
        desk.Letters().ShouldHaveSingleItem().State.ShouldBe(LetterState.Sent);
        mails.Given.Select(given => given.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_waits_for_the_end_of_quiet_hours_and_holds_up_nothing_else()
    {
        await desk.Choose(new TellChoices
        {
            Person = desk.Sal.Id,
            By = [Desk.By("mail", (HandedOver, AtOnce))],
            QuietFrom = new(22, 0),
            QuietUntil = new(7, 30),
        });
        await Until(3, 6, 0);
        mails.Given.ShouldBeEmpty();
        // Nobody answers: what the ladder says at last comes at once, quiet hours or not.
        await desk.Offer();
        await Until(3, 7, 29);
        mails.Given.ShouldBeEmpty();
        await Until(3, 7, 30);
        mails.Given.ShouldHaveSingleItem().Message.Subject.ShouldBe("0 things");

        mails.Answer = given => given.Message.Subject == "0 things" ? Answer.TryLater(LetterProblem.Failed) : Answer.Accepted;
        await Until(4, 8, 0);
        await desk.Hub.Pass(Duration.FromDays(2));
        await desk.Send();
        mails.Given.ShouldContain(given => given.Message.Subject != "0 things", "escalations are not behind the nightly mail");
    }

    [Fact]
    public async Task Who_ends_e_mails_ends_it_and_a_choice_made_meanwhile_counts()
    {
        await Until(3, 6, 0);
        var stop = mails.Given.Single().Message.Stop.Address.Segments[^1];
        await using (var rows = desk.Hub.Rows())
            (await desk.Hub.Door.StopTelling(rows, stop)).ShouldBe("mail");
        desk.Hub.Company().TellChoices[desk.Sal.Id].Nightly.ShouldBe(false);
        await Until(4, 6, 0);
        mails.Given.ShouldHaveSingleItem();

        await desk.Choose(new TellChoices { Person = desk.Sal.Id, Nightly = true });
        mails.Answer = _ => Answer.TryLater(LetterProblem.Unreachable);
        await Until(5, 6, 0);
        await desk.Choose(new TellChoices { Person = desk.Sal.Id, Nightly = false });
        mails.Answer = _ => Answer.Accepted;
        await desk.Pass(Duration.FromHours(1));
        desk.Letters()[^1].State.ShouldBe(LetterState.LeftOut);
    }

    [Fact]
    public async Task Without_an_agreement_in_force_nothing_is_sent()
    {
        var nora = await desk.Hub.Hire("Nora Lead", party: await Lonely(), role: Role.Lead);
        await Until(3, 6, 0);
        mails.Given.ShouldNotContain(given => given.To.Id == nora.Id);
    }

    [Fact]
    public async Task An_administrator_says_when_and_the_same_day_has_no_second()
    {
        await Should.ThrowAsync<NotAllowed>(() => desk.Hub.Door.Do(Actor.Of(desk.Rita), write => Set(write, new(7, 0))));
        await Until(3, 6, 0);
        await desk.Hub.Door.Do(HubFixture.Admin, write => Set(write, new(10, 0)));
        await Until(3, 12, 0);
        mails.Given.ShouldHaveSingleItem();
        await desk.Hub.Door.Do(HubFixture.Admin, write => Set(write, null));
        await Until(4, 12, 0);
        mails.Given.ShouldHaveSingleItem("it is off");
        await desk.Hub.Door.Do(HubFixture.Admin, write => Set(write, new(8, 0)));
        await Until(4, 13, 0);
        mails.Given.ShouldHaveSingleItem("eight is over on that day");
        await Until(5, 8, 0);
        mails.Given.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-03-28", "02:30", "2026-03-28T01:30:00Z")]
    public void In_nights_of_other_clocks_it_goes_once(string day, string time, string at)
    {
        var nightly = new NightlyMail { At = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value };
        nightly.On(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, Zone)
            .ShouldBe(NodaTime.Text.InstantPattern.General.Parse(at).Value);
    }

    [Fact]
    public void In_every_zone_each_day_has_its_own_later_moment() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, 1439], Gen.Int[0, 20_000]).Sample((id, minute, start) =>
        {
            var (zone, nightly) = (DateTimeZoneProviders.Tzdb[id], new NightlyMail { At = LocalTime.FromMinutesSinceMidnight(minute) });
            var day = new LocalDate(1990, 1, 1).PlusDays(start);
            return nightly.On(day, zone) < nightly.On(day.PlusDays(1), zone);
        });

    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    private static DateTimeZone Zone => DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    private NightlyMails Nightly => desk.Hub.Services.GetRequiredService<NightlyMails>();

    private NightlyMails Another() => new(
        desk.Hub.Door, desk.Hub.Board, desk.Hub.Services.GetRequiredService<LetterPost>(), desk.Sender,
        desk.Hub.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<HubContext>>(), desk.Hub.Time,
        NullLogger<NightlyMails>.Instance);

    private Instant At(int day, int hour, int minute) => Zone.AtStrictly(new LocalDateTime(2026, 3, day, hour, minute)).ToInstant();

    private async Task Until(int day, int hour, int minute)
    {
        await desk.Hub.Pass(At(day, hour, minute) - desk.Hub.Now);
        await Look();
    }

    private async Task Look()
    {
        await Nightly.MakeDue();
        await desk.Send();
    }

    private async Task<string> Lonely()
    {
        await desk.Hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddParty(new("success", "Success", PartyKind.CustomerSuccess));
            return true;
        });
        return "success";
    }

    private static bool Set(Engine.Commands.Write write, LocalTime? at)
    {
        write.SetNightly(at);
        return true;
    }
}
