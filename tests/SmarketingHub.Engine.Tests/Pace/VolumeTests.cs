using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class VolumeTests
{
    private static readonly PeriodCommitment EightyOfAOrB = Promised.Of(Measure.Leads, 80) with
    {
        Condition = new() { Grades = ["A", "B"] },
    };

    [Fact]
    public async Task Leads_count_in_the_period_in_which_they_were_first_handed_off()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(EightyOfAOrB);
        var lead = await hub.Returned(ReturnReason.NotNow);
        await hub.Offered(grade: "B");
        await hub.Offered(grade: "C");
        await hub.Fire(lead, Trigger.Nurture, new() { Until = hub.Now + Duration.FromDays(40) });

        var march = await hub.Pace(Measure.Leads);
        await hub.Pass(Duration.FromDays(41));
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });

        (march.Actual, march.LeftOut.Unfit).ShouldBe((2, 1));
        (await hub.Pace(Measure.Leads)).Actual.ShouldBe(0);
    }

    [Fact]
    public async Task Withdrawn_merged_and_old_customers_leads_are_left_out_and_said()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(EightyOfAOrB);
        var stays = await hub.Offered();
        await hub.Fire(await hub.Offered(), Trigger.Withdraw);
        await hub.Fire(await hub.Offered(), Trigger.Merge, new() { Into = stays });
        await hub.Won(1000m);
        var again = await hub.Take("old@customer.example", company: "Customer");
        await hub.Fire(again, Trigger.Ready);
        await hub.Fire(again, Trigger.Offer, new() { To = "sales" });
        await hub.Fire(again, Trigger.Accept);
        await hub.Fire(again, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Fire(again, Trigger.Qualify);
        await hub.Fire(again, Trigger.Convert, new() { Amount = 5m });
        await hub.Fire(again, Trigger.Win);
        var customers = await hub.Take("new@customer.example", company: "Customer", grade: "A");
        await hub.Fire(customers, Trigger.Offer, new() { To = "marketing" });
        await hub.Fire(customers, Trigger.Accept);
        await hub.Fire(customers, Trigger.Offer, new() { To = "sales" });

        var pace = await hub.Pace(Measure.Leads);
        hub.Lead(customers).CountsAsNew.ShouldBeFalse();
        pace.Actual.ShouldBe(2);
        pace.LeftOut.ShouldBe(new Engine.Pace.LeftOut(1, 1, 1, 1, 0));
    }

    [Fact]
    public async Task What_was_withdrawn_counts_when_it_is_handed_off_again()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(EightyOfAOrB);
        var lead = await hub.Offered();
        await hub.Fire(lead, Trigger.Withdraw);
        await hub.Pass(Duration.FromDays(30));
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });

        (await hub.Pace(Measure.Leads)).Actual.ShouldBe(1);
        (await hub.Pace(Measure.Leads, HubFixture.Monday + Duration.FromDays(20))).Actual.ShouldBe(0);
    }

    [Fact]
    public async Task The_facts_of_the_handoff_decide_and_not_those_of_today()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(EightyOfAOrB);
        var (up, down) = (await hub.Offered(grade: "C"), await hub.Offered(grade: "A"));
        await hub.Fire(up, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Grade = "A" }) });
        await hub.Fire(down, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Grade = "D" }) });

        var early = await hub.Take("early@x.example", "webinar", company: null, grade: "D");
        await hub.Fire(early, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Grade = "B" }) });
        await hub.Fire(early, Trigger.Ready);
        await hub.Fire(early, Trigger.Offer, new() { To = "sales" });

        var pace = await hub.Pace(Measure.Leads);
        (pace.Actual, pace.LeftOut.Unfit).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_a_lead_is_worth_is_frozen_when_it_is_handed_off()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(v => v with
        {
            PeriodCommitments = [Promised.Of(Measure.ExpectedWorth, 10_000)],
            Worths = [new("webinar", "A", 500), new(null, "B", 90)],
        });
        await hub.Offered(grade: "A");
        await hub.Offered(grade: "B");
        await hub.Offered("ads", "C");
        await hub.Promise(v => v with { Worths = [new(null, null, 7)] });
        await hub.Offered(grade: "A");

        var pace = await hub.Pace(Measure.ExpectedWorth);
        (pace.Actual, pace.Leads, pace.Unpriced).ShouldBe((597, 4, 1));
    }

    [Fact]
    public async Task Leads_outside_the_agreements_scope_do_not_count()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(v => v with { Scope = new() { Sources = ["webinar"] }, PeriodCommitments = [Promised.Of(Measure.Leads, 80)] });
        await hub.Offered();
        await hub.Offered("ads");

        var pace = await hub.Pace(Measure.Leads);
        (pace.Actual, pace.LeftOut.Unfit).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_past_is_counted_as_it_was_known_then()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(EightyOfAOrB);
        var first = await hub.Offered();
        await hub.Pass(Duration.FromDays(1));
        var then = hub.Now;
        var before = await hub.Pace(Measure.Leads);
        await hub.Pass(Duration.FromDays(1));
        await hub.Fire(first, Trigger.Withdraw);
        await hub.Offered();
        await hub.Offered();

        (await hub.Pace(Measure.Leads)).Actual.ShouldBe(2);
        (await hub.Pace(Measure.Leads, then)).ShouldBe(before with { BySource = [] }, new PaceEquality());
    }

    private sealed class PaceEquality : IEqualityComparer<Engine.Pace.PaceOf>
    {
        public bool Equals(Engine.Pace.PaceOf? x, Engine.Pace.PaceOf? y) =>
            x!.BurnUp.SequenceEqual(y!.BurnUp) && x.Counted.SequenceEqual(y.Counted) && x.NotCounted.SequenceEqual(y.NotCounted)
            && (x with
            {
                BySource = y.BySource,
                Commitment = y.Commitment,
                BurnUp = y.BurnUp,
                Counted = y.Counted,
                NotCounted = y.NotCounted,
            }) == y;

        public int GetHashCode(Engine.Pace.PaceOf pace) => 0;
    }
}
