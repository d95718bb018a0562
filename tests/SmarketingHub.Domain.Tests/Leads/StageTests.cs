using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads;

public class StageTests
{
    private static Story Accepted() => new Story().Captured()
        .As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).As(Ann, t => t.Accept());

    [Fact]
    public void From_capture_to_won()
    {
        var story = Accepted();
        story.Lead.Stage.ShouldBe(Stage.Accepted);
        (story.Lead.Holder, story.Lead.Owner).ShouldBe((Party.Sales, Ann.Id));

        story.As(Ann, t => t.Attempt(new(AttemptKind.Call))).Lead.Stage.ShouldBe(Stage.Working);
        story.As(Ann, t => t.Book(Story.Time("Thu 10:00"))).Lead.MeetingAt.ShouldBe(Story.Time("Thu 10:00"));
        story.As(Ann, t => t.NoShow()).Lead.Stage.ShouldBe(Stage.Working);
        story.Lead.NoShow.ShouldBeTrue();
        story.As(Ann, t => t.Book(Story.Time("Fri 10:00"))).As(Ann, t => t.Hold()).Lead.Stage.ShouldBe(Stage.Working);
        story.As(Ann, t => t.Qualify()).As(Ann, t => t.Convert(4000)).Lead.Stage.ShouldBe(Stage.Opportunity);
        story.As(Ann, t => t.Win(null)).Lead.Stage.ShouldBe(Stage.Won);
        (story.Lead.Amount, story.Lead.LiveClocks.Count(), story.Lead.NextDueAt).ShouldBe((4000, 0, null));
    }

    [Fact]
    public void A_refusal_says_why_and_what_is_permitted()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)));
        var refusal = story.Refused<NotPermitted>(Mia, t => t.Nurture(null));
        refusal.Message.ShouldBe(Why.Offered);
        refusal.Permitted.ShouldBe([Trigger.Attempt, Trigger.Disqualify, Trigger.Assign, Trigger.Edit, Trigger.Note, Trigger.Pause,
            Trigger.Merge, Trigger.Withdraw]);
        story.Refused<NotPermitted>(Ann, t => t.Hold()).Message.ShouldBe("A lead at Ready has no 'hold'.");
    }

    [Fact]
    public void What_is_not_permitted_is_said_before_what_is_wrong_with_it()
    {
        var story = new Story().Captured();
        story.Refused<NotPermitted>(Mia, t => t.Convert(-1));
        story.Refused<NotPermitted>(Mia, t => t.Book(null));
        story.Refused<NotPermitted>(Ann, t => t.Nurture(null));
        story.Refused<InvalidArgument>(Mia, t => t.Nurture(null)).Field.ShouldBe("until");
        story.Refused<InvalidArgument>(Mia, t => t.Disqualify(" ")).Field.ShouldBe("reason");
        story.Refused<InvalidArgument>(Mia, t => t.Pause(story.Now, "x")).Field.ShouldBe("until");
        story.Refused<InvalidArgument>(Mia, t => t.Pause(Story.Time("Tue 09:00"), " ")).Field.ShouldBe("words");
        story.Refused<InvalidArgument>(Mia, t => t.Assign(Ann.Id)).Field.ShouldBe("owner");
        story.Refused<InvalidArgument>(Mia, t => t.Note(null)).Field.ShouldBe("words");
        story.Refused<InvalidArgument>(Mia, t => t.Edit(new() { Grade = "Z" }, null, null)).Field.ShouldBe("grade");
        story.As(Mia, t => t.Ready()).Refused<InvalidArgument>(Mia, t => t.Offer(null)).Field.ShouldBe("to");
        story.Refused<InvalidArgument>(Mia, t => t.Offer(new(Party.Marketing))).Field.ShouldBe("to");
        story.Refused<InvalidArgument>(Mia, t => t.Offer(new("nobody"))).Field.ShouldBe("to");
    }

    [Fact]
    public void Nobody_but_its_holder_moves_a_lead_and_a_partner_touches_only_its_own()
    {
        var story = Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Call)));
        story.Refused<NotPermitted>(Mia, t => t.Qualify()).Message.ShouldBe(Why.NotTheHolder);
        Turn.Permitted(story.Lead, Actor.Of(Mia)).ShouldBe([Trigger.Note]);
        Turn.Permitted(story.Lead, Actor.Of(Pia)).ShouldBeEmpty();
        Actor.Of(Pia).Sees(story.Lead).ShouldBeFalse();
        story.As(Ben, t => t.Qualify()).As(Ada, t => t.Convert(1)).Lead.Stage.ShouldBe(Stage.Opportunity);
    }

    [Fact]
    public void A_nurtured_lead_is_looked_at_again_with_a_fresh_decide_clock()
    {
        var story = new Story().Captured().As(Mia, t => t.Nurture(Story.Time("Mon2 12:00")));
        (story.Lead.NextDueAt, story.Lead.LiveClocks.Count()).ShouldBe((Story.Time("Mon2 12:00"), 0));
        story.At("Mon2 11:59").Lead.Stage.ShouldBe(Stage.Nurturing);
        story.At("Mon2 12:00").Lead.Stage.ShouldBe(Stage.Captured);
        story.Clock("decide").DueAt.ShouldBe(Story.Time("Tue2 12:00"));
    }

    [Fact]
    public void What_looking_again_after_a_stop_starts_begins_now()
    {
        var story = new Story().Captured().As(Mia, t => t.Nurture(Story.Time("Mon2 12:00"))).AfterStopUntil("Wed2 12:00");
        story.Last[0].At.ShouldBe(Story.Time("Mon2 12:00"));
        (story.Clock("decide").StartedAt, story.Clock("decide").DueAt).ShouldBe((Story.Time("Wed2 12:00"), Story.Time("Thu2 12:00")));
    }

    [Fact]
    public void A_lead_returned_out_of_nurturing_is_not_looked_at_again()
    {
        var story = Accepted().As(Ann, t => t.Offer(new(Altamar))).As(Pia, t => t.Return(ReturnReason.NotNow))
            .As(Ann, t => t.Nurture(Story.Time("Thu 10:00"))).As(Ann, t => t.Return(ReturnReason.NotNow)).At("Fri 10:00");
        (story.Lead.Stage, story.Lead.Holder, story.Lead.LookAgainAt).ShouldBe((Stage.Ready, Party.Marketing, null));
    }

    [Fact]
    public void A_reopened_lead_is_where_it_was_with_fresh_clocks()
    {
        var story = Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Call, Reached: true)))
            .As(Ann, t => t.Lose("price")).At("Tue 09:00").As(Ann, t => t.Reopen());
        (story.Lead.Stage, story.Lead.ClosedAt, story.Lead.CloseReason).ShouldBe((Stage.Working, null, null));
        story.Lead.LiveClocks.Select(c => (c.Commitment, c.DueAt, c.AttemptsMade))
            .ShouldBe([("touch", Story.Time("Tue 13:00"), 0), ("effort", Story.Time("Mon3 17:00"), 0)]);

        var early = new Story().Captured().As(Mia, t => t.Disqualify("spam")).At("Tue 09:00").As(Mia, t => t.Reopen());
        (early.Lead.Stage, early.Clock("decide").DueAt).ShouldBe((Stage.Captured, Story.Time("Tue 17:00")));
    }

    [Fact]
    public void A_merged_lead_gives_its_attempts_away_and_is_not_reopened()
    {
        var story = Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Call, Reached: true, ExternalId: "c1")));
        var target = new Lead { Id = 2 };
        var into = new Turn(target, Actor.Of(Ann), story.Now, story.Company, story.Services);
        into.Capture(7, null, 9, new(), story.Now, null, heldBySales: true, Ann.Id, null);

        story.Refused<InvalidArgument>(Ann, t => t.MergeInto(t, null)).Field.ShouldBe("into");
        story.As(Ann, t => t.MergeInto(into, "the same form twice"));
        (story.Lead.Stage, story.Lead.CloseReason, story.Lead.MergedInto, story.Lead.Attempts.Count).ShouldBe((Stage.Disqualified,
            "duplicate", 2, 0));
        story.Lead.LiveClocks.ShouldBeEmpty();
        story.Refused<NotPermitted>(Ann, t => t.Reopen()).Message.ShouldBe(Why.Merged);

        target.Attempts.ShouldHaveSingleItem().ExternalId.ShouldBe("c1");
        target.FirstTouchAt.ShouldBe(story.Now);
        target.Clocks.ShouldHaveSingleItem().State.ShouldBe(SmarketingHub.Domain.Clocks.ClockState.Met);
    }

    [Fact]
    public void Version_rises_with_the_lead_itself_and_not_with_notes_attempts_or_warnings()
    {
        var story = Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Email)));
        var version = story.Lead.Version;
        story.As(Ann, t => t.Note("rang twice")).As(Ann, t => t.Attempt(new(AttemptKind.Call))).At("Thu2 17:00");
        story.Events<ClockWarned>().ShouldNotBeEmpty();
        story.Lead.Version.ShouldBe(version);
        story.As(Ann, t => t.Edit(new() { Source = "web-form", Grade = "A" }, null, null)).Lead.Version.ShouldBe(version + 1);
        story.As(Ann, t => t.Assign(Ben.Id)).Lead.Version.ShouldBe(version + 2);
        story.As(Ann, t => t.Assign(Ben.Id)).Lead.Version.ShouldBe(version + 2);
    }
}
