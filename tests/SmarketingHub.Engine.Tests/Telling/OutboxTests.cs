using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>People are told once, in time: what the outbox writes, and what comes of it.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task What_was_chosen_comes_at_once_and_nothing_else_does()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(desk.Rita, (HandedOver, AtOnce));
        var lead = await desk.Offer();
        await desk.Send();
        await desk.Send();

        desk.Given.ShouldBe([[$"HandedToMe {lead}"]]);
        var letter = desk.Letters().ShouldHaveSingleItem();
        (letter.State, letter.PersonId, letter.Channel, letter.Told).ShouldBe((LetterState.Sent, desk.Rita.Id, "pigeon", 1));
        desk.Deliveries().ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
        await desk.Pass(Duration.FromHours(3.5));
        desk.Given.Count.ShouldBe(1, "of a lead at risk nothing was chosen");
    }

    [Fact]
    public async Task Whoever_chose_nothing_costs_no_row()
    {
        await using var desk = await Desk.Set();
        await desk.Offer();
        await desk.Pass(Duration.FromHours(10));
        desk.Deliveries().ShouldBeEmpty();
        desk.Letters().ShouldBeEmpty();
    }

    [Fact]
    public async Task Five_hundred_breaches_are_one_message_a_person_and_channel()
    {
        var other = new Pigeons("other");
        await using var desk = await Desk.Set(other);
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("pigeon", (Late, AtOnce)), Desk.By("other", (Late, AtOnce))],
        });
        for (var i = 0; i < 500; i++)
            await desk.Offer($"{i}@example.com");
        await desk.Pass(Duration.FromHours(4));

        var message = desk.Pigeons.Given.ShouldHaveSingleItem().Message;
        message.Subject.ShouldBe("500 things");
        message.Items.Count.ShouldBe(20, "no more than the channel takes");
        other.Given.ShouldHaveSingleItem().Message.Subject.ShouldBe("500 things");
        desk.Deliveries().Count(d => d.State == DeliveryState.Sent).ShouldBe(1_000);
    }

    [Fact]
    public async Task A_server_sends_by_itself_what_falls_due_within_some_seconds_in_one_message()
    {
        await using var desk = await Desk.Set();
        await desk.Hub.Services.GetRequiredService<LiveBoard>().StartAsync(default);
        await desk.Hub.Board.Ready;
        await desk.Sender.StartAsync(default);
        await desk.Choose(desk.Rita, (HandedOver, AtOnce));
        var leads = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            leads.Add(await desk.Offer($"{i}@example.com"));
            desk.Hub.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await desk.Hub.Until(() => desk.Given.Count > 0);
        desk.Given.ShouldHaveSingleItem().ShouldBe(leads.Select(lead => $"HandedToMe {lead}"));
        await desk.Sender.StopAsync(default);
    }

    [Fact]
    public async Task What_was_handled_meanwhile_is_left_out_and_where_nothing_is_left_nothing_is_sent()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(desk.Rita, (HandedOver, AtOnce));
        var (taken, open) = (await desk.Offer("1@example.com"), await desk.Offer("2@example.com"));
        await desk.Hub.Fire(taken, Trigger.Accept, actor: Actor.Of(desk.Rita));
        await desk.Send();
        desk.Given.ShouldBe([[$"HandedToMe {open}"]]);
        desk.Deliveries().Select(d => d.State).ShouldBe([DeliveryState.LeftOut, DeliveryState.Sent]);

        await desk.Offer("3@example.com");
        await desk.Read(desk.Rita);
        await desk.Send();
        desk.Given.Count.ShouldBe(1, "it was read in the bell");
        desk.Letters()[^1].State.ShouldBe(LetterState.LeftOut);
        desk.Deliveries()[^1].State.ShouldBe(DeliveryState.LeftOut);
    }

    public static TheoryData<string> Handled => ["disqualified", "withdrawn", "to somebody else", "accepted", "channel off", "topic off"];

    [Theory, MemberData(nameof(Handled))]
    public async Task Each_way_in_which_it_is_over_is_left_out(string how)
    {
        await using var desk = await Desk.Set();
        await desk.Choose(desk.Rita, (Late, AtOnce), (HandedOver, AtOnce), (Notes, AtOnce));
        var max = await desk.Hub.Hire("Max Rep");
        var lead = await desk.Offer();
        await desk.Hub.Pass(Duration.FromHours(4));
        desk.Deliveries().Count.ShouldBe(2, "handed over, then late");
        await (how switch
        {
            "disqualified" => desk.Hub.Fire(lead, Trigger.Disqualify, new() { Reason = "no-budget" }),
            "withdrawn" => desk.Hub.Fire(lead, Trigger.Withdraw),
            "to somebody else" => desk.Hub.Fire(lead, Trigger.Assign, new() { Owner = $"{max.Id}" }),
            "accepted" => desk.Hub.Fire(lead, Trigger.Accept, actor: Actor.Of(desk.Rita)),
            "channel off" => (Task)desk.Choose(new TellChoices { Person = desk.Rita.Id }),
            _ => desk.Choose(desk.Rita, (Notes, AtOnce)),
        });
        await desk.Send();
        desk.Given.ShouldBeEmpty();
        desk.Deliveries().ShouldAllBe(d => d.State == DeliveryState.LeftOut);
    }

    [Fact]
    public async Task A_breach_that_is_excused_is_not_told()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(desk.Rita, (Late, AtOnce));
        var lead = await desk.Offer();
        await desk.Hub.Pass(Duration.FromHours(4));
        var clock = desk.Hub.Lead(lead).Clocks.Last(c => c.Person == desk.Rita.Id);
        await desk.Hub.Door.Do(HubFixture.Admin, [lead], write =>
        {
            write.Lead(lead).Excuse(clock.Id, Domain.Clocks.ExcuseReason.SystemOutage, null);
            return true;
        });
        await desk.Send();
        desk.Given.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_comes_at_its_time_in_the_persons_zone_with_all_of_the_day()
    {
        await using var desk = await Desk.Set();
        // 09:00 in Warsaw is 16:00 in Shanghai.
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("pigeon", (HandedOver, Digest))],
            TimeZone = "Asia/Shanghai",
            DigestAt = new(17, 30),
        });
        var (first, second) = (await desk.Offer("1@example.com"), await desk.Offer("2@example.com"));
        await desk.Pass(Duration.FromMinutes(89));
        desk.Given.ShouldBeEmpty();
        await desk.Pass(Duration.FromMinutes(1));
        desk.Given.ShouldBe([[$"HandedToMe {first}", $"HandedToMe {second}"]]);
    }

    [Fact]
    public async Task Quiet_hours_hold_all_until_their_end_but_escalations()
    {
        await using var desk = await Desk.Set();
        foreach (var person in new[] { desk.Rita, desk.Sal })
            await desk.Choose(new TellChoices
            {
                Person = person.Id,
                By = [Desk.By("pigeon", (Late, AtOnce))],
                QuietFrom = new(12, 30),
                QuietUntil = new(15, 30),
            });
        var lead = await desk.Offer();
        await desk.Pass(Duration.FromHours(4));
        desk.Pigeons.Given.ShouldHaveSingleItem().To.Id.ShouldBe(desk.Sal.Id, "the ladder calls whoever is in charge");
        await desk.Pass(Duration.FromHours(2.25));
        desk.Pigeons.Given.Count(given => given.To.Id == desk.Rita.Id).ShouldBe(0);
        await desk.Pass(Duration.FromMinutes(15));
        desk.Pigeons.Given.Last(given => given.To.Id == desk.Rita.Id).Message.Items.ShouldHaveSingleItem().Text.ShouldBe($"Breach {lead}");
    }

    [Fact]
    public async Task Over_midnight_too_and_after_a_stop_what_was_due_before_them_waits()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("pigeon", (HandedOver, AtOnce))],
            QuietFrom = new(20, 0),
            QuietUntil = new(7, 0),
        });
        await desk.Offer();
        // Nothing is sent until 23:00, as if the server had stood still.
        desk.Hub.Time.Advance(TimeSpan.FromHours(14));
        await desk.Send();
        desk.Given.ShouldBeEmpty();
        desk.Hub.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(1));
        await desk.Send();
        desk.Given.ShouldBeEmpty();
        desk.Hub.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Send();
        desk.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_has_not_looked_within_their_time_is_told_and_who_has_is_not()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("pigeon", (HandedOver, IfNotLooked))],
            LookWithin = Duration.FromMinutes(20),
        });
        await desk.Offer("1@example.com");
        await desk.Pass(Duration.FromMinutes(10));
        await desk.Read(desk.Rita);
        var second = await desk.Offer("2@example.com");
        await desk.Pass(Duration.FromMinutes(19));
        desk.Given.ShouldBeEmpty();
        await desk.Pass(Duration.FromMinutes(1));
        desk.Given.ShouldBe([[$"HandedToMe {second}"]]);
    }

    [Fact]
    public async Task History_and_what_rang_before_a_channel_was_on_are_never_sent()
    {
        await using var desk = await Desk.Set();
        await desk.Offer("1@example.com");
        await desk.Choose(desk.Rita, (HandedOver, AtOnce), (Late, AtOnce));
        await desk.Hub.Door.Do(HubFixture.Admin, write =>
        {
            write.IsHistory = true;
            var turn = write.Take(new(new("Old", "Times", "old@example.com", null, null), null, new() { Source = "demo-request" }, [],
                null, null));
            return turn.LeadId;
        });
        await desk.Send();
        desk.Given.ShouldBeEmpty();
        desk.Deliveries().ShouldBeEmpty();
    }

    [Fact]
    public async Task New_choices_move_what_waits()
    {
        await using var desk = await Desk.Set();
        await desk.Choose(desk.Rita, (HandedOver, Digest));
        var lead = await desk.Offer();
        await desk.Send();
        desk.Given.ShouldBeEmpty();
        await desk.Choose(desk.Rita, (HandedOver, AtOnce));
        await desk.Send();
        desk.Given.ShouldBe([[$"HandedToMe {lead}"]]);
    }
}
