using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

/// <summary>A running clock is with whoever has the lead; late evidence counts by whoever had it when it was made.</summary>
public class PassedOnTests
{
    private static readonly Person AnnLeft = Ann with { Active = false, StandIn = Ben.Id };

    // Due Monday 14:00.
    private static Story Offered() =>
        new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id)));

    private static Story Left(Story story, Person left)
    {
        story.Company = story.Company.With(left);
        return story.As(Actor.System, t => t.HandOn());
    }

    private static AttemptArgs Call(string at, Person by) => new(AttemptKind.Call, OccurredAt: Story.Time(at), By: by.Id);

    [Fact]
    public void The_call_of_who_stands_in_for_somebody_who_left_takes_the_breach_back()
    {
        var story = Left(Offered().At("Mon 11:00"), AnnLeft);
        story.Clock("accept").Person.ShouldBe(Ben.Id);
        story.At("Mon 14:30").Clock("accept").State.ShouldBe(ClockState.Breached);
        story.As(Connector, t => t.Attempt(Call("Mon 13:30", Ben)));
        (story.Clock("accept").State, story.Clock("accept").Corrected, story.Lead.Owner).ShouldBe((ClockState.Met, true, Ben.Id));
    }

    [Fact]
    public void What_whoever_left_did_while_it_was_theirs_counts_and_what_came_after_does_not()
    {
        var late = Left(Offered().At("Mon 11:00"), AnnLeft).At("Mon 14:30");
        late.As(Connector, t => t.Attempt(Call("Mon 11:30", Ann))).Clock("accept").State.ShouldBe(ClockState.Breached);
        late.As(Connector, t => t.Attempt(Call("Mon 10:30", Ben))).Clock("accept").Corrected.ShouldBeFalse();

        var early = Left(Offered().At("Mon 11:00"), AnnLeft).At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 10:30", Ann)));
        early.Clock("accept").Corrected.ShouldBeTrue();
        early.Lead.LiveClocks.Single().Person.ShouldBe(Ben.Id);
    }

    [Fact]
    public void Back_in_the_queue_anybody_of_the_team_may_have_called()
    {
        Story Queued() => Left(Offered().At("Mon 11:00"), Ann with { Active = false });
        Queued().Clock("accept").Person.ShouldBeNull();
        Queued().At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 13:30", Ben))).Clock("accept").Corrected.ShouldBeTrue();
        Queued().At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 13:30", Wes))).Clock("accept").Corrected.ShouldBeFalse();
    }

    [Fact]
    public void Who_is_asked_of_the_queue_was_not_asked_before_and_the_team_of_then_was()
    {
        Story Assigned() => new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)))
            .At("Mon 11:00").As(Lea, t => t.Assign(Ben.Id));
        Assigned().Clock("accept").Person.ShouldBe(Ben.Id);
        Assigned().At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 13:30", Ann))).Clock("accept").Corrected.ShouldBeFalse();
        Assigned().At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 10:30", Wes))).Clock("accept").Corrected.ShouldBeTrue();
    }

    [Fact]
    public void Away_assigned_or_by_the_ladder_every_running_clock_of_the_party_goes_with_the_lead()
    {
        Story Accepted() => Offered().As(Ann, t => t.Accept());
        Left(Accepted(), Ann.Away(Ben)).Lead.LiveClocks.ShouldAllBe(c => c.Person == Ben.Id);
        Accepted().As(Lea, t => t.Assign(Ben.Id)).Lead.LiveClocks.ShouldAllBe(c => c.Person == Ben.Id);

        var stepped = Accepted().At("Tue 10:00");
        (stepped.Lead.Owner, stepped.Clock("effort").Person).ShouldBe((Ben.Id, Ben.Id));
        (stepped.Clock("touch").Person, stepped.Clock("touch", 2).Person).ShouldBe((Ann.Id, Ben.Id), "a breach stays with whose it was");
    }

    [Fact]
    public void Whoever_accepts_has_the_touch_that_ran_from_the_receipt()
    {
        var story = new Story().Captured("demo-request").At("Mon 10:02");
        story.Clock("touch-demo").Person.ShouldBeNull();
        story.As(Ann, t => t.Accept()).Clock("touch-demo").Person.ShouldBe(Ann.Id);
    }

    [Fact]
    public void Judged_again_it_is_asked_of_who_has_it_now_and_who_had_it_before_is_known()
    {
        var firm = Firm.Promising("accept", c => c with { ReJudge = true })
            .PromisingFirst(Starter.Versions[0].Commitments.First(c => c.Id == "accept") with
            {
                Id = "accept-a",
                Condition = new() { Grades = ["A"] },
            });
        var story = new Story(firm).Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id)))
            .At("Mon 11:00");
        Left(story, AnnLeft).As(Mia, t => t.Edit(story.Lead.Facts with { Grade = "A" }, null, null));
        story.Clock("accept-a").Person.ShouldBe(Ben.Id);
        story.At("Mon 14:30").As(Connector, t => t.Attempt(Call("Mon 10:30", Ann))).Clock("accept-a").Corrected.ShouldBeTrue();
    }

    [Fact]
    public void What_an_older_version_wrote_of_a_lead_passed_on_leaves_its_clocks_as_they_were()
    {
        var story = Offered();
        story.Lead.Apply(new AddresseeChanged(story.Lead.OfferedHandoff!.Id, "east", Ben.Id, AssignedBy.Departure, Ann.Id), story.Now);
        story.Clock("accept").Person.ShouldBe(Ann.Id);
    }
}
