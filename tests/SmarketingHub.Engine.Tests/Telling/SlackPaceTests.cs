using NodaTime;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Webhooks;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Addresses that several have, that ask to wait, that end, and that never answer.</summary>
public sealed class SlackPaceTests
{
    private static readonly Func<Received, string> Ok = _ => WebhookReceiver.Says(200, body: "ok");

    [Fact]
    public async Task To_one_address_goes_one_a_second_whoever_it_is_for_and_nobody_else_waits()
    {
        var times = new List<Instant>();
        await using var desk = await Desk.SetNearby();
        using var slack = new WebhookReceiver
        {
            Answer = received =>
            {
                if (received.Path.EndsWith("shared", StringComparison.Ordinal))
                    times.Add(desk.Hub.Now);
                return WebhookReceiver.Says(200, body: "ok");
            },
        };
        var people = new List<Person> { desk.Rita };
        for (var i = 0; i < 3; i++)
            people.Add(await desk.Hub.Hire($"Rep {i}"));
        foreach (var person in people)
            await desk.TellAt(person, "slack", $"{slack.Base}/services/T/B/shared");
        await desk.TellAt(desk.Sal, "slack", $"{slack.Base}/services/T/B/own");
        foreach (var person in people.Append(desk.Sal))
            await OfferTo(desk, person);
        var sending = desk.Send();
        while (!slack.All.Any(received => received.Path.EndsWith("own", StringComparison.Ordinal)))
            await slack.Next();
        times.Count.ShouldBeLessThanOrEqualTo(1, "the address of somebody else is not waited for");
        await desk.Finish(sending);
        times.Count.ShouldBe(4);
        times.Zip(times.Skip(1), (before, after) => after - before).ShouldAllBe(between => between >= Duration.FromSeconds(1));
    }

    [Fact]
    public async Task Who_is_asked_to_wait_waits_and_so_does_everybody_at_that_address()
    {
        await using var desk = await Desk.SetNearby();
        var times = new List<Instant>();
        using var slack = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(429, "Retry-After: 600\r\n", "rate_limited") };
        await desk.TellAt(desk.Rita, "slack", $"{slack.Base}/services/T/B/x");
        await desk.TellAt(desk.Sal, "slack", $"{slack.Base}/services/T/B/x");
        await OfferTo(desk, desk.Rita);
        await desk.Send();
        var asked = desk.Hub.Now;
        slack.Answer = received =>
        {
            times.Add(desk.Hub.Now);
            return Ok(received);
        };
        await OfferTo(desk, desk.Sal);
        desk.Hub.Time.Advance(TimeSpan.FromSeconds(598));
        await desk.SendSlowly();
        desk.Hub.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.SendSlowly();
        times.Count.ShouldBe(2);
        times.ShouldAllBe(time => time - asked >= Duration.FromMinutes(10));
        desk.Letters().ShouldAllBe(letter => letter.State == LetterState.Sent);
    }

    [Fact]
    public async Task A_test_at_an_address_that_asks_to_wait_for_long_says_so_at_once()
    {
        await using var desk = await Desk.SetNearby();
        using var slack = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(429, "Retry-After: 600\r\n", "rate_limited") };
        await desk.Name(desk.Rita, "slack", $"{slack.Base}/services/T/B/x");
        for (var presses = 0; presses < 2; presses++)
            (await desk.Post.Test(Actor.Of(desk.Rita), "slack")).Problem.ShouldBe(LetterProblem.TooMany);
        slack.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_is_no_more_is_forgotten_and_the_person_is_told_by_what_is_left()
    {
        await using var desk = await Desk.SetNearby();
        using var slack = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(410, body: "channel_is_archived") };
        await desk.Name(desk.Rita, "slack", $"{slack.Base}/services/T/B/secretsecret");
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("slack", (HandedOver, AtOnce)), Desk.By("pigeon")],
        });
        await desk.Offer();
        await desk.Send();

        var reach = desk.Reach(desk.Rita, "slack")!;
        (reach.Address, reach.TestedTo, reach.Problem, reach.Status, reach.Said)
            .ShouldBe((null, null, LetterProblem.Gone, 410, "channel_is_archived"));
        desk.Hub.Company().TellChoices[desk.Rita.Id].By.ShouldHaveSingleItem().Channel.ShouldBe("pigeon");
        var letter = desk.Letters().Single(l => l.Channel == "slack");
        (letter.State, letter.Problem, letter.Said).ShouldBe((LetterState.Dead, LetterProblem.Gone, "channel_is_archived"));
        desk.Notices(desk.Rita).Last().Kind.ShouldBe(NoticeKind.ChannelEnded);
        desk.Pigeons.Given.ShouldHaveSingleItem().Message.Items.ShouldHaveSingleItem().Text.ShouldStartWith("ChannelEnded");
        await desk.Offer("2@example.com");
        await desk.Send();
        slack.All.Count.ShouldBe(1, "nothing more goes there");
        desk.Hub.Verify().Problems.ShouldBeEmpty();

        // Another address, and the letter is sent again.
        slack.Answer = Ok;
        await desk.TellAt(desk.Rita, "slack", $"{slack.Base}/services/T/B/another");
        await desk.Hub.Door.Do(HubFixture.Admin, write => write.ResendLetter(letter.Id));
        await desk.SendSlowly();
        desk.Letters().Single(l => l.Id == letter.Id).State.ShouldBe(LetterState.Sent);
        slack.All[^1].Path.ShouldBe("/services/T/B/another");
    }

    [Fact]
    public async Task A_dead_address_holds_up_no_other_person_and_no_other_channel()
    {
        await using var desk = await Desk.SetNearby();
        // It takes the connection, and says nothing, ever.
        using var dead = new WebhookReceiver { Answer = _ => null };
        using var alive = new WebhookReceiver { Answer = Ok };
        var others = new List<Person>();
        for (var i = 0; i < 4; i++)
            others.Add(await desk.Hub.Hire($"Rep {i}"));
        await desk.Name(desk.Rita, "slack", $"{dead.Base}/services/T/B/dead");
        await desk.Choose(new TellChoices
        {
            Person = desk.Rita.Id,
            By = [Desk.By("slack", (HandedOver, AtOnce)), Desk.By("pigeon", (HandedOver, AtOnce))],
        });
        for (var i = 0; i < others.Count; i++)
            await desk.TellAt(others[i], "slack", $"{alive.Base}/services/T/B/{i}");
        foreach (var person in others.Append(desk.Rita))
            await OfferTo(desk, person);
        var sending = desk.Send();
        for (var i = 0; i < others.Count; i++)
            await alive.Next();
        while (desk.Letters().Count(letter => letter.State == LetterState.Sent) < others.Count + 1)
            await Task.Delay(5);
        sending.IsCompleted.ShouldBeFalse();
        await desk.Finish(sending, TimeSpan.FromSeconds(5));
        var letter = desk.Letters().Single(l => l.PersonId == desk.Rita.Id && l.Channel == "slack");
        (letter.State, letter.Problem, letter.MayHaveArrived).ShouldBe((LetterState.Waiting, LetterProblem.TimedOut, true));
    }

    private static async Task OfferTo(Desk desk, Person person)
    {
        var lead = await desk.Hub.Take($"{Guid.NewGuid():n}@example.com", company: null, grade: "A");
        await desk.Hub.Fire(lead, Domain.Life.Trigger.Ready);
        await desk.Hub.Fire(lead, Domain.Life.Trigger.Offer, new() { To = $"person:{person.Id}" });
    }
}
