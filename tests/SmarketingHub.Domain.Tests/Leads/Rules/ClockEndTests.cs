using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Rules;
using static SmarketingHub.Domain.Tests.Leads.Rules.SomeClock;

namespace SmarketingHub.Domain.Tests.Leads.Rules;

/// <summary>How a clock ends, by its state alone.</summary>
public class ClockEndTests
{
    private static readonly Gen<SomeClock> Clocks =
        from state in Gen.Enum<ClockState>()
        from promise in Gen.Enum<Promise>()
        from due in Gen.Int[1, 48]
        from stopped in Gen.Int[-1, 60]
        select new SomeClock(promise, state)
        {
            DueAt = At(due),
            StoppedAt = state is ClockState.Met or ClockState.Void || state == ClockState.Breached && stopped >= 0
                ? At(Math.Max(0, stopped)) : null,
        };

    private static readonly Gen<Instant> Moments = Gen.Int[-10, 70].Select(hours => At(hours));

    [Theory]
    [InlineData(ClockState.Running, 2, ClockEnding.Met, 2)]
    [InlineData(ClockState.Paused, 2, ClockEnding.Met, 2)]
    [InlineData(ClockState.Running, -3, ClockEnding.Met, 0)]
    // Its timer has not fired yet: whoever comes at the very deadline is in time.
    [InlineData(ClockState.Running, 4, ClockEnding.Met, 4)]
    [InlineData(ClockState.Breached, 3.9, ClockEnding.Corrected, 3.9)]
    [InlineData(ClockState.Breached, -1, ClockEnding.Corrected, 0)]
    [InlineData(ClockState.Breached, 4, ClockEnding.Late, 4)]
    [InlineData(ClockState.Breached, 9, ClockEnding.Late, 9)]
    public void What_was_promised_was_done(ClockState state, double done, ClockEnding how, double at) =>
        ClockEnd.Done(new SomeClock(State: state), At(done)).ShouldBe(new(how, At(at)));

    [Fact]
    public void A_breach_is_corrected_by_evidence_from_before_the_deadline_even_when_it_has_stopped()
    {
        var stopped = new SomeClock(State: ClockState.Breached) { StoppedAt = At(8) };
        ClockEnd.Done(stopped, At(3)).ShouldBe(new(ClockEnding.Corrected, At(3)));
        ClockEnd.Done(stopped, At(5)).ShouldBeNull();
    }

    [Theory]
    [InlineData(ClockState.Running, ClockEnding.Void)]
    [InlineData(ClockState.Paused, ClockEnding.Void)]
    [InlineData(ClockState.Breached, ClockEnding.LeftBreached)]
    public void Nobody_owes_it_any_more(ClockState state, ClockEnding how) =>
        ClockEnd.Over(new SomeClock(State: state), At(5)).ShouldBe(new(how, At(5)));

    [Fact]
    public void What_would_never_have_been_is_void_or_its_breach_is_corrected_at_its_start()
    {
        ClockEnd.TakenBack(new SomeClock(Promise.Answer) { StartedAt = At(6) }, At(3), At(9)).ShouldBe(new(ClockEnding.Void, At(9)));
        ClockEnd.TakenBack(new SomeClock(Promise.Answer, ClockState.Breached) { StartedAt = At(6) }, At(3), At(9))
            .ShouldBe(new(ClockEnding.Corrected, At(6)));
        ClockEnd.TakenBack(new SomeClock(Promise.Answer, ClockState.Met), At(3), At(9)).ShouldBeNull();
    }

    [Fact]
    public void Nothing_ends_before_it_started_nothing_that_ended_in_time_ends_again_and_a_breach_goes_by_evidence_alone() =>
        Gen.Select(Clocks, Moments).Sample((clock, moment) =>
        {
            var done = ClockEnd.Done(clock, moment);
            (done?.At < clock.StartedAt).ShouldBeFalse();
            (done is null).ShouldBe(!clock.IsLive && !(clock.State == ClockState.Breached && moment < clock.DueAt));
            if (clock.State == ClockState.Breached && done is { } end)
                end.How.ShouldBe(moment < clock.DueAt ? ClockEnding.Corrected : ClockEnding.Late);
            if (clock.IsLive)
                (ClockEnd.Over(clock, moment).How == ClockEnding.LeftBreached).ShouldBe(clock.State == ClockState.Breached);
        });
}
