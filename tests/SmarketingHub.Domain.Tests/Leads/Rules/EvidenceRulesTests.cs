using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.Tests.Leads.Rules.SomeClock;

namespace SmarketingHub.Domain.Tests.Leads.Rules;

public class EvidenceRulesTests
{
    private static readonly DateTimeZone Zone = DateTimeZone.Utc;

    private static Attempt Try(double hours, AttemptKind kind = AttemptKind.Email, bool reached = false, long? by = 11) =>
        new() { Kind = kind, Reached = reached, OccurredAt = At(hours), By = by, Party = Party.Sales };

    private static Commitment Effort(int attempts, int calls = 0, bool differentDays = false) => new()
    {
        Id = "effort",
        Promise = Promise.Effort,
        OwedBy = Party.Sales,
        Starts = StartsAt.Acceptance,
        Target = BusinessDuration.Parse("P10D"),
        Attempts = attempts,
        Calls = calls,
        DifferentDays = differentDays,
    };

    private static (int Made, Instant? DoneAt) EffortOf(Commitment commitment, params IEnumerable<Attempt> attempts) =>
        EvidenceRules.EffortOf(new SomeClock(Promise.Effort) { AttemptsAsked = commitment.Attempts }, commitment, Zone, attempts, Monday);

    [Fact]
    public void An_effort_is_done_with_the_last_attempt_that_it_asks_for()
    {
        EffortOf(Effort(2), Try(1), Try(2), Try(3)).ShouldBe((2, At(2)));
        EffortOf(Effort(2), Try(3), Try(1)).ShouldBe((2, At(3)));
        EffortOf(Effort(3), Try(1), Try(2)).ShouldBe((2, null));
        EffortOf(Effort(1), Try(-1)).ShouldBe((0, null));
        EffortOf(Effort(1), Try(1, AttemptKind.Sequence)).ShouldBe((0, null));
    }

    [Fact]
    public void Whoever_reached_the_contact_need_not_try_on() =>
        EffortOf(Effort(5, calls: 2), Try(1), Try(2, reached: true), Try(3)).ShouldBe((2, At(2)));

    [Fact]
    public void Some_of_the_attempts_are_to_be_calls()
    {
        EffortOf(Effort(2, calls: 1), Try(1), Try(2)).ShouldBe((2, null));
        EffortOf(Effort(2, calls: 1), Try(1), Try(2), Try(3, AttemptKind.Call)).ShouldBe((3, At(3)));
    }

    [Fact]
    public void Two_on_one_day_count_once_if_days_are_to_differ()
    {
        EffortOf(Effort(2, differentDays: true), Try(1), Try(2), Try(25)).ShouldBe((2, At(25)));
        // A second call on a day is no second call, an email and a call on a day are one attempt and one call.
        EffortOf(Effort(2, calls: 2, differentDays: true), Try(1), Try(2, AttemptKind.Call), Try(25), Try(49, AttemptKind.Call))
            .ShouldBe((3, At(49)));
    }

    [Fact]
    public void An_effort_does_not_depend_on_the_order_in_which_attempts_are_told_and_never_shrinks() =>
        Gen.Select(Gen.Int[0, 200].Select(h => Try(h / 4.0, h % 3 == 0 ? AttemptKind.Call : AttemptKind.Email)).List[0, 12], Gen.Int[1, 5],
            Gen.Int[0, 2], Gen.Bool)
            .Sample((tries, attempts, calls, days) =>
            {
                var commitment = Effort(attempts, calls, days);
                var told = EffortOf(commitment, tries);
                EffortOf(commitment, Enumerable.Reverse(tries)).ShouldBe(told);
                var more = EffortOf(commitment, [.. tries, Try(10, AttemptKind.Call)]);
                (told.DoneAt is not null && more.DoneAt is null).ShouldBeFalse();
                (more.DoneAt > told.DoneAt).ShouldBeFalse();
            });

    [Fact]
    public void Attempts_count_from_the_offer_though_the_clocks_of_the_receiver_start_with_the_acceptance()
    {
        var lead = new Lead();
        lead.Apply(new HandoffOffered(7, Party.Marketing, Party.Sales, null, null, null, null), At(-5));
        var handoff = lead.Handoff(7);
        EvidenceRules.CountsFrom(new SomeClock(Promise.Touch), handoff, []).ShouldBe(At(-5));
        EvidenceRules.CountsFrom(new SomeClock(Promise.Effort), handoff, []).ShouldBe(At(-5));
        EvidenceRules.CountsFrom(new SomeClock(Promise.Effort) { Round = 2 }, handoff, []).ShouldBe(Monday);
        EvidenceRules.CountsFrom(new SomeClock(Promise.Accept), handoff, []).ShouldBe(Monday);
        EvidenceRules.CountsFrom(new SomeClock(Promise.Touch), null, []).ShouldBe(Monday);
    }

    [Fact]
    public void A_later_round_waits_for_the_same_first_attempt_as_the_first_round_before_it()
    {
        var (older, first, second) = (new SomeClock { StartedAt = At(-9) }, new SomeClock { StartedAt = At(-3) },
            new SomeClock { Round = 2 });
        EvidenceRules.CountsFrom(second, null, [older, first, second, new SomeClock { StartedAt = At(3) }]).ShouldBe(At(-3));
        EvidenceRules.CountsFrom(second, null, [first with { HandoffId = 7 }, second]).ShouldBe(Monday);
    }

    [Fact]
    public void A_missed_offer_is_answered_by_whoever_was_asked_when_they_tried()
    {
        var offer = new SomeClock(Promise.Accept, ClockState.Breached) { Person = 12, AskedBefore = [new(11, null, At(2))] };
        EvidenceRules.Of(offer, Try(1), "east", null).ShouldBe(new(ClockEnding.Corrected, At(1)));
        EvidenceRules.Of(offer, Try(3), "east", null).ShouldBeNull();
        EvidenceRules.Of(offer, Try(3, by: 12), "east", null).ShouldBe(new(ClockEnding.Corrected, At(3)));
        EvidenceRules.Of(offer, Try(5, by: 12), "east", null).ShouldBeNull();
        EvidenceRules.Of(offer with { State = ClockState.Running }, Try(1), "east", null).ShouldBeNull();
        var queued = offer with { Person = null, AskedBefore = [] };
        EvidenceRules.Of(queued, Try(1), "east", "east").ShouldNotBeNull();
        EvidenceRules.Of(queued, Try(1), "west", "east").ShouldBeNull();
        EvidenceRules.Of(queued, Try(1), "west", null).ShouldNotBeNull();
        EvidenceRules.Of(queued, Try(1, by: null), null, null).ShouldBeNull();
    }
}
