using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class QualityTests
{
    private static readonly PeriodCommitment Share = Promised.Of(Measure.AcceptedShare, 70);

    [Fact]
    public async Task The_share_is_of_those_accepted_and_those_returned_for_the_givers_reasons()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Share);
        (await hub.Pace(Measure.AcceptedShare)).Actual.ShouldBeNull();
        await hub.Accepted();
        await hub.Accepted();
        await hub.Accepted();
        await hub.Returned(ReturnReason.BadData);
        await hub.Returned(ReturnReason.NotNow);
        await hub.Returned(ReturnReason.WrongTerritory);
        await hub.Offered();

        var pace = await hub.Pace(Measure.AcceptedShare);
        pace.Answers.ShouldBe(new Answers(3, 1, 0, 2));
        (pace.Actual, pace.ShouldBe, pace.Projected, pace.OnPace).ShouldBe((75m, 70m, null, true));
    }

    [Fact]
    public async Task Nobodys_share_is_neither_nothing_nor_everything()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Share);
        await hub.Returned(ReturnReason.NotNow);

        var pace = await hub.Pace(Measure.AcceptedShare);
        pace.Actual.ShouldBeNull();
        pace.OnPace.ShouldBeNull();
    }

    [Fact]
    public async Task A_time_out_stands_apart_and_a_dispute_takes_the_answer_back()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(v => v with
        {
            PeriodCommitments = [Share],
            Commitments = [.. v.Commitments.Select(c => c.Id == "accept" ? c with { Ladder = [new(150, LadderAction.Giver)] } : c)],
        });
        await hub.Offered();
        await hub.Pass(Duration.FromHours(8));
        (await hub.Pace(Measure.AcceptedShare)).Answers.ShouldBe(new Answers(0, 0, 1, 0));

        var disputed = await hub.Returned(ReturnReason.NotOurMarket);
        (await hub.Pace(Measure.AcceptedShare)).Answers!.Returned.ShouldBe(1);
        await hub.Fire(disputed, Trigger.Dispute, new() { Words = "It is." });
        (await hub.Pace(Measure.AcceptedShare)).Answers!.Returned.ShouldBe(0);
        await hub.Fire(disputed, Trigger.Accept);
        (await hub.Pace(Measure.AcceptedShare)).Answers.ShouldBe(new Answers(1, 0, 1, 0));
    }

    [Fact]
    public async Task An_acceptance_that_was_taken_back_counts_as_the_return_and_once()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Share);
        var lead = await hub.Accepted();
        await hub.Fire(lead, Trigger.Return, new() { Reason = "badData" });

        (await hub.Pace(Measure.AcceptedShare)).Answers.ShouldBe(new Answers(0, 1, 0, 0));
    }

    [Fact]
    public async Task An_answer_counts_in_the_period_in_which_it_was_given()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Share);
        var accepted = await hub.Accepted();
        var waits = await hub.Offered();
        await hub.Pass(Duration.FromDays(30));
        await hub.Fire(accepted, Trigger.Note, new() { Words = "Still here." });
        await hub.Fire(waits, Trigger.Return, new() { Reason = "badData" });

        (await hub.Pace(Measure.AcceptedShare)).Answers.ShouldBe(new Answers(0, 1, 0, 0));
        (await hub.Pace(Measure.AcceptedShare, HubFixture.Monday + Duration.FromDays(20))).Answers.ShouldBe(new Answers(1, 0, 0, 0));
    }

    [Fact]
    public async Task By_source_each_must_reach_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Share with { BySource = true });
        for (var i = 0; i < 4; i++)
            await hub.Accepted();
        await hub.Accepted("ads");
        await hub.Returned(ReturnReason.BadData, "ads");

        var pace = await hub.Pace(Measure.AcceptedShare);
        pace.BySource.ShouldBe([new("ads", new(1, 1, 0, 0)), new("webinar", new(4, 0, 0, 0))]);
        pace.Actual!.Value.ShouldBeGreaterThan(70);
        (pace.Lowest, pace.Reached, pace.OnPace).ShouldBe((new SourceAnswers("ads", new(1, 1, 0, 0)), 50m, false));
    }
}
