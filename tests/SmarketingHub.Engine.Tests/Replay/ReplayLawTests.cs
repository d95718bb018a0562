using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Engine.Tests.Replay;

/// <summary>A replay of what really was in force gives what really was, also where the simulation once found that it did not.</summary>
public sealed class ReplayLawTests
{
    private const long Agreement = 77;
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task An_answer_that_was_late_to_a_time_out_that_never_was_is_corrected_at_its_start()
    {
        await using var hub = await HubFixture.Start();
        var seller = await hub.Hire("Sam Seller");
        await Promise(hub, c => c.Promise switch
        {
            Domain.Agreements.Promise.Accept => c with { Ladder = [new(150, LadderAction.Giver)] },
            Domain.Agreements.Promise.Answer => c with { Target = Hours(1) },
            _ => c,
        });
        var lead = await hub.Take(source: "pricing-request", grade: "A");
        // Offered for four hours, returned by itself after six, to be answered within the seventh.
        await hub.Pass(Hour * 6);
        await hub.Pass(Hour * 3 / 2);
        await hub.Fire(lead, Trigger.Attempt,
            new() { Kind = AttemptKind.Call, By = $"{seller.Id}", OccurredAt = HubFixture.Monday + Hour });

        var answer = hub.Lead(lead).Clocks.Single(c => c.Promise == Domain.Agreements.Promise.Answer);
        (answer.State, answer.Corrected, answer.StoppedAt).ShouldBe((ClockState.Met, true, answer.StartedAt));
        (hub.Lead(lead).Holder, hub.Lead(lead).Owner).ShouldBe((Party.Sales, seller.Id));
        await HoldsReplayed(hub);
    }

    [Fact]
    public async Task A_further_round_of_a_touch_says_nothing_of_whether_it_was_done_before_the_offer()
    {
        await using var hub = await HubFixture.Start();
        var (first, second) = (await hub.Hire("Sam Seller"), await hub.Hire("Bo Other"));
        await Promise(hub, c => c.Id == "touch-demo" ? c with { Condition = Condition.Every, Ladder = [] } : c);
        var lead = await hub.Take(source: "webinar", grade: "A");
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{first.Id}" });
        // The touch from receipt is late, so the next who is offered the lead gets a round of it.
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Assign, new() { Owner = $"{second.Id}" });
        // They had called before the offer. That ends the first round then, and the second one when it began, after the offer.
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Attempt,
            new() { Kind = AttemptKind.Call, By = $"{first.Id}", OccurredAt = HubFixture.Monday + Hour / 2 });
        var rounds = hub.Lead(lead).Clocks.FindAll(c => c.Promise == Domain.Agreements.Promise.Touch);
        rounds.Select(c => (c.Round, c.StoppedAt)).ShouldBe([(1, HubFixture.Monday + Hour / 2), (2, HubFixture.Monday + Hour * 2)]);
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(second));

        // It is no touch since the offer: one is promised from acceptance.
        hub.Lead(lead).Clocks.FindAll(c => c.Promise == Domain.Agreements.Promise.Touch && c.HandoffId is not null)
            .ShouldHaveSingleItem().Commitment.ShouldBe("touch");
        await HoldsReplayed(hub);
    }

    /// <summary>An agreement of grade A leads, like the starter's but for some of its commitments.</summary>
    private static Task Promise(HubFixture hub, Func<Commitment, Commitment> change) => hub.Door.Do(HubFixture.Admin, write =>
    {
        var starter = write.Company.Agreements[0];
        var version = starter.Versions[^1] with { Scope = new() { Grades = ["A"] }, EffectiveAt = write.Now };
        return write.AddAgreement(starter with
        {
            Id = Agreement,
            Name = "Grade A",
            Versions = [version with { Commitments = [.. version.Commitments.Select(change)] }],
        });
    });

    private static async Task HoldsReplayed(HubFixture hub)
    {
        var version = hub.Company().Agreements.Single(a => a.Id == Agreement).Versions[0];
        var result = await hub.Replayer().Replay(new(Agreement, HubFixture.Monday - Hour, hub.Now + Hour, [version]), HubFixture.Admin);
        result.AsItWas.Judged.ShouldBeGreaterThan(0);
        result.Unlike.ShouldBeEmpty();
        result.Drafts[0].ChangedLeads.ShouldBe(0);
    }

    private static BusinessDuration Hours(int hours) => BusinessDuration.Parse($"PT{hours}H");
}
