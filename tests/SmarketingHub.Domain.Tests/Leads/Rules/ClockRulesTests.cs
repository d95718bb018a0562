using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.Tests.Leads.Rules.SomeClock;

namespace SmarketingHub.Domain.Tests.Leads.Rules;

public class ClockRulesTests
{
    [Theory]
    [InlineData(Promise.Accept, Party.Sales, Party.Marketing, true)]
    [InlineData(Promise.Accept, Party.Sales, Party.Sales, false)]
    [InlineData(Promise.Touch, Party.Sales, Party.Sales, false)]
    [InlineData(Promise.Effort, Party.Sales, Party.Sales, true)]
    public void A_pause_holds_all_but_the_responses_of_the_party_that_pauses(Promise promise, string owedBy, string pausedBy, bool holds) =>
        ClockRules.IsHeldByPause(new SomeClock(promise) { OwedBy = owedBy }, pausedBy).ShouldBe(holds);

    [Fact]
    public void What_runs_goes_with_the_lead_a_breach_and_what_is_done_stay()
    {
        var clock = new SomeClock(Promise.Accept) { Person = 11 };
        ClockRules.GoesWithLead(clock, Party.Sales, 12).ShouldBeTrue();
        ClockRules.GoesWithLead(clock with { State = ClockState.Paused }, Party.Sales, null).ShouldBeTrue();
        ClockRules.GoesWithLead(clock, Party.Sales, 11).ShouldBeFalse();
        ClockRules.GoesWithLead(clock, Party.Marketing, 12).ShouldBeFalse();
        ClockRules.GoesWithLead(clock, Party.Sales, 12, but: Promise.Accept).ShouldBeFalse();
        ClockRules.GoesWithLead(clock with { State = ClockState.Breached }, Party.Sales, 12).ShouldBeFalse();
        ClockRules.GoesWithLead(clock with { State = ClockState.Met, StoppedAt = At(1) }, Party.Sales, 12).ShouldBeFalse();
    }

    [Fact]
    public void A_touch_is_promised_while_one_runs_or_when_its_first_round_was_done_since_the_offer()
    {
        bool Promised(params IClockFacts[] clocks) => ClockRules.IsTouchPromised(clocks, Party.Sales, offeredAt: At(2));
        var done = new SomeClock(State: ClockState.Met) { StoppedAt = At(3) };
        Promised().ShouldBeFalse();
        Promised(new SomeClock()).ShouldBeTrue();
        Promised(new SomeClock { OwedBy = Party.Marketing }).ShouldBeFalse();
        Promised(new SomeClock(Promise.Effort)).ShouldBeFalse();
        Promised(done).ShouldBeTrue();
        Promised(done with { StoppedAt = At(1) }).ShouldBeFalse();
        Promised(done with { HandoffId = 5 }).ShouldBeFalse();
        Promised(done with { Round = 2 }).ShouldBeFalse();
        Promised(done with { State = ClockState.Void }).ShouldBeFalse();
    }

    [Fact]
    public void An_inquiry_is_more_urgent_than_touches_that_are_due_later()
    {
        IClockFacts[] clocks =
        [
            new SomeClock { DueAt = At(4) },
            new SomeClock(Promise.Accept) { DueAt = At(1) },
            new SomeClock(State: ClockState.Met) { DueAt = At(1), StoppedAt = At(1) },
        ];
        ClockRules.IsMoreUrgent(clocks, At(3)).ShouldBeTrue();
        ClockRules.IsMoreUrgent(clocks, At(4)).ShouldBeFalse();
        ClockRules.IsMoreUrgent([], At(400)).ShouldBeTrue();
    }

    [Fact]
    public void Who_was_asked_then()
    {
        var clock = new SomeClock(Promise.Accept) { Person = 13, AskedBefore = [new(null, "east", At(1)), new(12, null, At(2))] };
        ClockRules.AskedAt(clock, At(0.5), "west").ShouldBe((null, "east"));
        ClockRules.AskedAt(clock, At(1), "west").ShouldBe((12, null));
        ClockRules.AskedAt(clock, At(2), "west").ShouldBe((13, "west"));
    }
}
