using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads.Turns;

/// <summary>Who has the lead inside a party, without the rest of a turn.</summary>
public class AssignmentsTests
{
    private static readonly Instant Now = Story.Time("Mon 10:00");

    private static (LeadInHand Hand, Assignments Assignments) Of(Company company, long? owner)
    {
        var lead = new Lead { Id = 1 };
        lead.Apply(new LeadCaptured(2, null, 3, new(), Stage.Accepted, Party.Sales, owner, Now, null, false, null), Now);
        var hand = new LeadInHand(lead, Now, company, new Story().Services);
        var clocks = new ClockEnds(hand);
        return (hand, new(hand, new(hand, clocks, new(hand, clocks))));
    }

    [Fact]
    public void What_is_meant_for_somebody_is_with_them_with_their_stand_in_or_in_the_queue()
    {
        (long?, long?, AssignedBy) Given(Company company, Person meant, string party = Party.Sales) =>
            Of(company, null).Assignments.Given(party, meant.Id);

        Given(Firm, Ann).ShouldBe((Ann.Id, null, AssignedBy.Person));
        Given(Firm.With(Ann.Away(Ben)), Ann).ShouldBe((Ben.Id, Ann.Id, AssignedBy.Absence));
        Given(Firm.With(Ann.Away()), Ann).ShouldBe((null, Ann.Id, AssignedBy.Absence));
        Given(Firm.With(Ann with { Active = false }), Ann).ShouldBe((null, Ann.Id, AssignedBy.Departure));
        Given(Firm, Ann, Altamar).ShouldBe((null, Ann.Id, AssignedBy.Departure));
    }

    [Fact]
    public void Handed_on_once_it_stays_where_it_is()
    {
        var (hand, assignments) = Of(Firm.With(Ann.Away(Ben)), Ann.Id);
        assignments.HandOn();
        assignments.HandOn();
        hand.Events.ShouldHaveSingleItem().Event.ShouldBe(new LeadAssigned(Ben.Id, "east", AssignedBy.Absence, Ann.Id));
    }

    [Fact]
    public void A_running_clock_goes_with_the_lead_and_a_breached_one_starts_a_round_for_whoever_has_it_now()
    {
        var (hand, assignments) = Of(Firm, Ann.Id);
        var clocks = new ClockEnds(hand);
        new ClockStarts(hand, clocks, new(hand, clocks)).After(new StageMoved(Trigger.Reopen, Stage.Lost, Stage.Accepted));
        var (touch, effort) = (hand.Lead.Clocks.Single(c => c.Promise == Promise.Touch),
            hand.Lead.Clocks.Single(c => c.Promise == Promise.Effort));
        hand.Emit(new ClockBreached(touch.Id));

        assignments.Assign(Actor.Of(Lea), Ben.Id, within: null);

        (touch.Person, effort.Person).ShouldBe((Ann.Id, Ben.Id));
        hand.Lead.Clocks.Where(c => c.Round == 2).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            next => next.Promise.ShouldBe(Promise.Touch), next => next.Person.ShouldBe(Ben.Id), next => next.StartedAt.ShouldBe(Now));
    }
}
