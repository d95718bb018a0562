using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests;

/// <summary>A connector that syncs calls late, through the door.</summary>
public sealed class LateEvidenceTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task A_call_told_between_two_rounds_ends_the_later_round_too()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Berta Rep");
        var lead = await hub.Take(source: "demo-request");
        // Breached after 5 minutes, offered to the next person after 7.5.
        await hub.Pass(Minute * 8);
        Touches(hub, lead).Count.ShouldBe(2);

        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = HubFixture.Monday + Minute * 6 });

        Touches(hub, lead).ShouldAllBe(c => !c.IsLive);
        await hub.Pass(Duration.FromHours(1));
        Touches(hub, lead).Select(c => c.State).ShouldBe([ClockState.Breached, ClockState.Met]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_of_nobody_named_corrects_the_breach_of_a_closed_lead()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "demo-request");
        await hub.Pass(Minute * 6);
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });

        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = HubFixture.Monday + Minute * 3 });

        var touch = Touches(hub, lead).Single();
        (touch.State, touch.Corrected).ShouldBe((ClockState.Met, true));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static List<Clock> Touches(HubFixture hub, long lead) => [.. hub.Lead(lead).Clocks.Where(c => c.Promise == Promise.Touch)];
}
