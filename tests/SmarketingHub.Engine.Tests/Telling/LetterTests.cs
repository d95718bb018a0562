using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>How letters go when they do not go at once.</summary>
public sealed class LetterTests
{
    private static readonly Func<Outgoing, Answer> Down = _ => Answer.TryLater(LetterProblem.Unreachable);

    [Fact]
    public async Task What_is_not_taken_is_tried_again_later_and_later_and_takes_along_what_came_since()
    {
        await using var desk = await Set(Down);
        var first = await desk.Offer("1@example.com");
        await desk.Send();
        desk.Pigeons.Given.Count.ShouldBe(1);
        var second = await desk.Offer("2@example.com");
        await desk.Pass(Duration.FromSeconds(59));
        desk.Pigeons.Given.Count.ShouldBe(1);
        await desk.Pass(Duration.FromSeconds(1));
        desk.Pigeons.Given.Count.ShouldBe(2);
        await desk.Pass(Duration.FromMinutes(1));
        desk.Pigeons.Given.Count.ShouldBe(2, "then after two minutes");
        desk.Pigeons.Answer = _ => Answer.Accepted;
        await desk.Pass(Duration.FromMinutes(1));

        desk.Given[^1].ShouldBe([$"HandedToMe {first}", $"HandedToMe {second}"]);
        desk.Pigeons.Given.Select(given => given.Id).Distinct().ShouldHaveSingleItem();
        var letter = desk.Letters().ShouldHaveSingleItem();
        (letter.State, letter.Attempts, letter.Problem).ShouldBe((LetterState.Sent, 3, null));
    }

    [Fact]
    public async Task To_one_that_may_have_arrived_nothing_is_added_and_what_came_since_comes_after_it()
    {
        await using var desk = await Set(_ => Answer.TryLater(LetterProblem.TimedOut, mayHaveArrived: true));
        var first = await desk.Offer("1@example.com");
        await desk.Send();
        var second = await desk.Offer("2@example.com");
        desk.Pigeons.Answer = _ => Answer.Accepted;
        await desk.Pass(Duration.FromMinutes(1));

        desk.Given.ShouldBe([[$"HandedToMe {first}"], [$"HandedToMe {first}"], [$"HandedToMe {second}"]]);
        var ids = desk.Pigeons.Given.Select(given => given.Id).ToList();
        ids[1].ShouldBe(ids[0], "who has it already can tell");
        ids[2].ShouldNotBe(ids[0]);
    }

    [Fact]
    public async Task One_that_may_have_arrived_stays_so_though_a_later_attempt_certainly_did_not()
    {
        await using var desk = await Set(_ => Answer.TryLater(LetterProblem.TimedOut, mayHaveArrived: true));
        var first = await desk.Offer("1@example.com");
        await desk.Send();
        desk.Pigeons.Answer = Down;
        await desk.Pass(Duration.FromMinutes(1));
        var second = await desk.Offer("2@example.com");
        desk.Pigeons.Answer = _ => Answer.Accepted;
        await desk.Pass(Duration.FromMinutes(2));

        desk.Given.Skip(2).ShouldBe([[$"HandedToMe {first}"], [$"HandedToMe {second}"]]);
    }

    [Fact]
    public async Task What_was_sent_and_not_written_down_is_sent_again_with_its_id_and_nothing_is_added_to_it()
    {
        await using var desk = await Set(_ => Answer.Accepted);
        var first = await desk.Offer("1@example.com");
        using var killed = new CancellationTokenSource();
        desk.Pigeons.Answer = _ =>
        {
            killed.Cancel();
            return Answer.Accepted;
        };
        await Should.ThrowAsync<OperationCanceledException>(desk.Sender.SendDue(killed.Token));
        desk.Pigeons.Answer = _ => Answer.Accepted;
        var second = await desk.Offer("2@example.com");
        desk.Hub.Time.Advance(LetterRecord.ClaimHolds.ToTimeSpan());
        using var next = Another(desk);
        await next.SendDue();

        desk.Given.ShouldBe([[$"HandedToMe {first}"], [$"HandedToMe {first}"], [$"HandedToMe {second}"]]);
        desk.Pigeons.Given.Take(2).Select(given => given.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_two_processes_one_sends()
    {
        await using var desk = await Set(_ => Answer.Accepted);
        using var other = Another(desk);
        await desk.Offer();
        await Task.WhenAll(desk.Send(), other.SendDue());
        desk.Given.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_three_days_it_is_given_up_and_an_administrator_has_it_sent_again()
    {
        await using var desk = await Set(Down);
        await desk.Choose(desk.Rita, (TellTopic.Webhooks, AtOnce));
        await desk.Hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Tell(Domain.Notices.NoticeKind.WebhookEnded, "crm.example", [desk.Rita]);
            return true;
        });
        for (var hours = 0; hours < 73; hours++)
            await desk.Pass(Duration.FromHours(1));
        var dead = desk.Letters().ShouldHaveSingleItem();
        (dead.State, dead.Problem).ShouldBe((LetterState.Dead, LetterProblem.Unreachable));
        var tried = desk.Pigeons.Given.Count;
        await desk.Pass(Duration.FromHours(5));
        desk.Pigeons.Given.Count.ShouldBe(tried);

        await using (var rows = desk.Hub.Rows())
        {
            (await LetterCommands.Dead(rows, HubFixture.Admin, 50)).ShouldHaveSingleItem().Id.ShouldBe(dead.Id);
            await Should.ThrowAsync<NotAllowed>(() => LetterCommands.Dead(rows, Actor.Of(desk.Rita), 50));
        }
        await Should.ThrowAsync<NotAllowed>(() => desk.Hub.Door.Do(Actor.Of(desk.Rita), write => write.ResendLetter(dead.Id)));
        await desk.Hub.Door.Do(HubFixture.Admin, write => write.ResendLetter(dead.Id));
        desk.Pigeons.Answer = _ => Answer.Accepted;
        await desk.Send();
        desk.Pigeons.Given.Count.ShouldBe(tried + 1);
        desk.Letters().ShouldHaveSingleItem().State.ShouldBe(LetterState.Sent);
        (await Should.ThrowAsync<LetterNotDead>(() => desk.Hub.Door.Do(HubFixture.Admin, write => write.ResendLetter(dead.Id))))
            .Message.ShouldContain("not given up");
    }

    [Fact]
    public async Task What_is_refused_for_good_is_given_up_at_once_and_holds_nothing_else_up()
    {
        await using var desk = await Set(_ => Answer.Refused(LetterProblem.Refused, 550));
        await desk.Offer("1@example.com");
        await desk.Send();
        var dead = desk.Letters().ShouldHaveSingleItem();
        (dead.State, dead.Status, dead.Attempts).ShouldBe((LetterState.Dead, 550, 1));
        desk.Deliveries().ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Dead);

        desk.Pigeons.Answer = _ => Answer.Accepted;
        var second = await desk.Offer("2@example.com");
        await desk.Send();
        desk.Given[^1].ShouldBe([$"HandedToMe {second}"]);
    }

    [Fact]
    public async Task A_channel_that_hangs_on_one_person_holds_up_nobody_else()
    {
        await using var desk = await Set(given =>
            given.To.Name.StartsWith("Rita", StringComparison.Ordinal) ? throw new InvalidOperationException("broken") : Answer.Accepted);
        await desk.Choose(desk.Sal, (TellTopic.Webhooks, AtOnce));
        await desk.Offer();
        await desk.Hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Tell(Domain.Notices.NoticeKind.WebhookEnded, "crm.example", [desk.Sal]);
            return true;
        });
        await desk.Send();
        desk.Letters().Single(letter => letter.PersonId == desk.Sal.Id).State.ShouldBe(LetterState.Sent);
        desk.Letters().Single(letter => letter.PersonId == desk.Rita.Id).Problem.ShouldBe(LetterProblem.Failed);
    }

    [Fact]
    public async Task A_test_is_accepted_and_proven_only_by_its_link()
    {
        await using var desk = await Set(_ => Answer.Accepted);
        var post = desk.Hub.Services.GetRequiredService<LetterPost>();
        var first = await post.Test(Actor.Of(desk.Rita), "pigeon");
        (first.Problem, first.ProvenAt).ShouldBe((null, null));
        var second = await post.Test(Actor.Of(desk.Rita), "pigeon");

        (await desk.Hub.Door.ProveArrival(first.ProofToken!)).ShouldBeNull("a newer test was sent");
        (await desk.Hub.Door.ProveArrival(second.ProofToken!)).ShouldBe("pigeon");
        desk.Pigeons.Given.Last().Message.Subject.ShouldContain(second.ProofToken!);
        await using var rows = desk.Hub.Rows();
        rows.Reaches.Single().ProvenAt.ShouldBe(desk.Hub.Now);
        await Should.ThrowAsync<NotFound>(() => post.Test(Actor.Of(desk.Rita), "smoke"));
        desk.Letters().ShouldBeEmpty("a test is not in the outbox");
    }

    [Fact]
    public async Task Whoever_has_the_token_ends_a_channel_and_what_waits_for_it()
    {
        await using var desk = await Set(Down);
        await desk.Offer();
        await desk.Send();
        string token;
        await using (var rows = desk.Hub.Rows())
        {
            token = rows.Reaches.Single().StopToken;
            (await desk.Hub.Door.StopTelling(rows, "nobody's")).ShouldBeNull();
            (await desk.Hub.Door.StopTelling(rows, token)).ShouldBe("pigeon");
            (await desk.Hub.Door.StopTelling(rows, token)).ShouldBe("pigeon", "once more is no error");
        }
        desk.Hub.Company().TellChoices[desk.Rita.Id].By.ShouldBeEmpty();
        desk.Pigeons.Answer = _ => Answer.Accepted;
        var tried = desk.Pigeons.Given.Count;
        await desk.Pass(Duration.FromHours(10));
        desk.Pigeons.Given.Count.ShouldBe(tried);
        desk.Letters().ShouldHaveSingleItem().State.ShouldBe(LetterState.LeftOut);
        desk.Hub.Verify().Problems.ShouldBeEmpty();
    }

    private static async Task<Desk> Set(Func<Outgoing, Answer> answer)
    {
        var desk = await Desk.Set();
        desk.Pigeons.Answer = answer;
        await desk.Choose(desk.Rita, (HandedOver, AtOnce));
        return desk;
    }

    private static LetterSender Another(Desk desk) => new(
        desk.Hub.Door, desk.Hub.Board, desk.Hub.Services.GetRequiredService<IDbContextFactory<HubContext>>(),
        desk.Hub.Services.GetRequiredService<LetterPost>(), desk.Hub.Time, NullLogger<LetterSender>.Instance);
}
