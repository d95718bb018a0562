using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

public class PauseTests
{
    private static Story Accepted() => new Story().Captured()
        .As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id))).As(Ann, t => t.Accept());

    [Fact]
    public void A_pause_holds_deadline_warnings_and_ladder_until_its_resume_date()
    {
        // Mia's pause holds what sales owes: two of the four hours are gone.
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).At("Mon 12:00");
        story.As(Mia, t => t.Pause(Story.Time("Wed 09:00"), "fair")).At("Wed 08:59");
        (story.Clock("accept").State, story.Lead.NextDueAt).ShouldBe((ClockState.Paused, Story.Time("Wed 09:00")));
        story.At("Wed 09:00");
        (story.Clock("accept").State, story.Clock("accept").DueAt, story.Lead.PausedAt).ShouldBe((ClockState.Running,
            Story.Time("Wed 11:00"), null));
        story.Clock("accept").Points.Where(p => !p.Fired).Select(p => p.At)
            .ShouldBe([Story.Time("Wed 10:12"), Story.Time("Wed 11:00"), Story.Time("Wed 11:00"), Story.Time("Wed 13:00")]);
    }

    [Fact]
    public void Who_pauses_goes_on_owing_its_responses_but_not_its_effort()
    {
        var story = Accepted().As(Ann, t => t.Pause(Story.Time("Thu 10:00"), "on holiday"));
        (story.Clock("touch").State, story.Clock("effort").State).ShouldBe((ClockState.Running, ClockState.Paused));
        story.At("Thu 10:00").Clock("touch").State.ShouldBe(ClockState.Breached);
        // Three days later than the Monday two weeks on.
        story.Clock("effort").DueAt.ShouldBe(Story.Time("Thu3 10:00"));
    }

    [Fact]
    public void Clocks_started_during_a_pause_are_held_too()
    {
        var story = Accepted().As(Ann, t => t.Pause(Story.Time("Thu 10:00"), "fair"))
            .As(Ann, t => t.Return(Domain.Handoffs.ReturnReason.NotNow));
        (story.Clock("answer").State, story.Clock("answer").OwedBy).ShouldBe((ClockState.Paused, Party.Marketing));
        story.At("Thu 10:00").Clock("answer").DueAt.ShouldBe(Story.Time("Fri 10:00"));
    }

    [Fact]
    public void A_breached_clock_is_held_with_its_ladder()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id))).At("Mon 15:00");
        story.As(Mia, t => t.Pause(Story.Time("Wed 09:00"), "fair")).At("Wed 09:30").Lead.OfferedHandoff!.ToPerson.ShouldBe(Ann.Id);
        (story.Clock("accept").State, story.Clock("accept").DueAt).ShouldBe((ClockState.Breached, Story.Time("Mon 14:00")));
        story.At("Wed 10:00").Lead.OfferedHandoff!.ToPerson.ShouldBe(Ben.Id);
    }

    [Fact]
    public void Resumed_by_hand_it_goes_on_at_once_and_can_be_paused_again()
    {
        var story = new Story().Captured().At("Mon 12:00").As(Max, t => t.Pause(Story.Time("Fri 09:00"), "fair"));
        story.Refused<NotPermitted>(Mia, t => t.Pause(Story.Time("Fri 09:00"), "again")).Message.ShouldBe(Why.AlreadyPaused);
        // Marketing's own answer to the inquiry runs on.
        story.Clock("decide").State.ShouldBe(ClockState.Running);
        story.At("Mon 13:00").As(Mia, t => t.Resume());
        story.Refused<NotPermitted>(Mia, t => t.Resume()).Message.ShouldBe(Why.NotPaused);
        story.As(Mia, t => t.Pause(Story.Time("Tue 09:00"), "again")).Lead.PausedUntil.ShouldBe(Story.Time("Tue 09:00"));
    }

    [Fact]
    public void Two_pauses_add_up()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)));
        story.At("Mon 11:00").As(Mia, t => t.Pause(Story.Time("Mon 12:00"), "a")).At("Mon 13:00")
            .As(Mia, t => t.Pause(Story.Time("Mon 15:00"), "b"));
        story.At("Mon 15:00")
            .Clock("accept").DueAt.ShouldBe(Story.Time("Mon 17:00"), "one hour and one hour are used; two are left, an exact fit");
    }

    [Fact]
    public void A_pause_over_a_night_takes_the_open_time_in_it_and_no_more()
    {
        // Offered at 10:00 with four hours; paused from an hour before closing to an hour after opening.
        var story = new Story().Captured().At("Mon 13:30").As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)));
        story.At("Mon 16:00").As(Mia, t => t.Pause(Story.Time("Tue 10:00"), "fair")).At("Tue 10:00");
        story.Clock("accept").DueAt.ShouldBe(Story.Time("Tue 11:30"), "2 h 30 min were used; the night is no part of what is left");

        // Wholly inside the night it changes nothing.
        var night = new Story().Captured().At("Mon 15:00").As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)));
        night.At("Mon 20:00").As(Mia, t => t.Pause(Story.Time("Tue 06:00"), "fair")).At("Tue 06:00")
            .Clock("accept").DueAt.ShouldBe(Story.Time("Tue 11:00"));
    }

    [Fact]
    public void A_clock_created_on_a_closed_lead_does_not_run()
    {
        // The attempt is from before the deadline and takes the lead's breach back; nothing starts for it any more.
        var story = Accepted().At("Mon 15:00").As(Ann, t => t.Lose("price")).At("Tue 09:00");
        story.As(Lea, t => t.Attempt(new(AttemptKind.Call) { OccurredAt = Story.Time("Mon 11:00"), By = Ann.Id })).At("Tue2 09:00");
        story.Lead.LiveClocks.ShouldBeEmpty();
        story.Lead.NextDueAt.ShouldBeNull();
    }

    [Fact]
    public void A_closed_lead_is_not_paused()
    {
        var story = Accepted().As(Ann, t => t.Pause(Story.Time("Thu 10:00"), "fair")).As(Ann, t => t.Disqualify("gone"));
        (story.Lead.IsPaused, story.Lead.NextDueAt, story.Lead.LiveClocks.Count()).ShouldBe((false, null, 0));
    }
}
