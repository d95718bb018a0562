using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

/// <summary>Absence does not stop a clock: the lead goes to the stand-in.</summary>
public class AbsenceTests
{
    private static Story Accepted(params Person[] away)
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).As(Ann, t => t.Accept());
        story.Company = Firm.With(away);
        return story;
    }

    [Fact]
    public void The_stand_in_gets_the_lead_and_its_clock_runs_on()
    {
        var story = Accepted(Ann.Away(Ben)).At("Mon 12:00").As(Actor.System, t => t.HandOn());
        (story.Lead.Owner, story.Clock("touch").State, story.Clock("touch").DueAt).ShouldBe((Ben.Id, ClockState.Running,
            Story.Time("Mon 14:00")));
        story.Events<LeadAssigned>().Last().Because.ShouldBe(AssignedBy.Absence);
    }

    [Fact]
    public void After_a_breach_the_stand_in_has_a_fresh_round() =>
        Accepted(Ann.Away(Ben)).At("Mon 15:00").As(Actor.System, t => t.HandOn()).Clock("touch", 2).Person.ShouldBe(Ben.Id);

    [Fact]
    public void What_is_looked_at_again_or_reopened_meanwhile_is_asked_of_the_stand_in()
    {
        var story = new Story().Captured().As(Max, t => t.Assign(Mia.Id)).As(Mia, t => t.Nurture(Story.Time("Wed 10:00")));
        story.Company = Firm.With(Mia.Away(Max));
        (story.At("Wed 11:00").Lead.Owner, story.Lead.LiveClocks.Single().Person).ShouldBe((Max.Id, Max.Id));

        var lost = Accepted().As(Ann, t => t.Lose("price"));
        lost.Company = Firm.With(Ann.Away(Ben));
        lost.As(Lea, t => t.Reopen()).Lead.Owner.ShouldBe(Ben.Id);
        lost.Lead.LiveClocks.ShouldAllBe(clock => clock.Person == Ben.Id);
    }

    [Fact]
    public void What_somebody_else_has_stays_where_it_is()
    {
        var story = Accepted(Wes.Away(Ben), Mia.Away(Max));
        story.As(Actor.System, t => t.HandOn()).Last.ShouldBeEmpty();
        story.As(Actor.System, t => t.HandOn()).Last.ShouldBeEmpty();
        story.As(Actor.System, t => t.HandOn()).Lead.Owner.ShouldBe(Ann.Id);
    }
}
