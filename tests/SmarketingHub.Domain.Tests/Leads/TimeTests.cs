using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>Within a lead <c>at</c> never goes back.</summary>
public class TimeTests
{
    [Fact]
    public void What_was_due_before_the_lead_was_taken_in_is_stamped_then()
    {
        var story = new Story().At("Wed 10:00")
            .As(Connector, t => t.Capture(7, null, 8, new(), Story.Time("Mon 10:00"), null, false, null, null)).At("Wed 10:01");
        story.Events<ClockBreached>().ShouldHaveSingleItem();
        story.All.ShouldAllBe(happened => happened.At >= Story.Time("Wed 10:00"));
        story.Clock("decide").DueAt.ShouldBe(Story.Time("Tue 10:00"));
    }

    [Fact]
    public void A_wall_clock_set_back_takes_nothing_back()
    {
        var story = new Story().Captured().At("Mon 12:00").As(Mia, t => t.Ready());
        var turn = new Turn(story.Lead, Actor.Of(Mia), Story.Time("Mon 09:00"), story.Company, story.Services);
        turn.Offer(new(Party.Sales));
        turn.FireDue(Story.Time("Mon 09:00"));
        turn.Events.ShouldAllBe(happened => happened.At == Story.Time("Mon 12:00"));
        story.Lead.LastAt.ShouldBe(Story.Time("Mon 12:00"));
    }

    [Fact]
    public void Nothing_fires_before_it_is_due_nor_twice()
    {
        var story = new Story().Captured().At("Mon 13:59");
        var turn = story.NewTurn(Actor.System);
        turn.FireDue(Story.Time("Mon 14:00") - Duration.Epsilon);
        turn.Events.ShouldBeEmpty();
        turn.FireDue(Story.Time("Mon 14:00"));
        turn.FireDue(Story.Time("Mon 14:00"));
        turn.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<ClockWarned>().Percent.ShouldBe(50);
    }
}
