using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

/// <summary>Attempts in time, and evidence that came late.</summary>
public class EvidenceTests
{
    private static Story Accepted() => new Story().Captured()
        .As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).As(Ann, t => t.Accept());

    private static AttemptArgs Call(string at, Person by) => new(AttemptKind.Call, OccurredAt: Story.Time(at), By: by.Id);

    [Fact]
    public void An_attempt_by_the_one_it_is_offered_to_accepts_and_touches()
    {
        var story = new Story().Captured("demo-request").At("Mon 10:03").As(Ann, t => t.Attempt(new(AttemptKind.Call)));
        (story.Lead.Stage, story.Lead.Holder, story.Lead.Owner, story.Lead.FirstTouchAt).ShouldBe((Stage.Working, Party.Sales, Ann.Id,
            Story.Time("Mon 10:03")));
        (story.Clock("touch-demo").State, story.Clock("accept").State, story.Clock("effort").AttemptsMade).ShouldBe((ClockState.Met,
            ClockState.Met, 1));
        story.Has("touch").ShouldBeFalse();
    }

    [Fact]
    public void Nobody_elses_attempt_accepts_nor_does_an_automated_email()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id)));
        story.As(Ben, t => t.Attempt(new(AttemptKind.Call))).As(Mia, t => t.Attempt(new(AttemptKind.Call)))
            .As(Ann, t => t.Attempt(new(AttemptKind.Sequence))).Lead.OfferedHandoff.ShouldNotBeNull();
        story.As(Connector, t => t.Attempt(new(AttemptKind.Call, By: Ann.Id))).Lead.Owner.ShouldBe(Ann.Id);
    }

    [Fact]
    public void Sequence_emails_touch_nothing()
    {
        var story = Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Sequence)));
        (story.Lead.Stage, story.Lead.FirstTouchAt, story.Clock("touch").State, story.Clock("effort").AttemptsMade)
            .ShouldBe((Stage.Accepted, null, ClockState.Running, 0));
    }

    [Fact]
    public void Effort_counts_different_days_and_asks_for_calls()
    {
        var story = Accepted();
        foreach (var day in new[] { "Mon 11:00", "Mon 12:00", "Tue 11:00", "Wed 11:00", "Thu 11:00", "Fri 11:00" })
            story.At(day).As(Ann, t => t.Attempt(new(AttemptKind.Email)));
        (story.Clock("effort").AttemptsMade, story.Clock("effort").State).ShouldBe((5, ClockState.Running));
        story.As(Ann, t => t.Attempt(new(AttemptKind.Call))).Clock("effort").State.ShouldBe(ClockState.Running);
        story.At("Mon2 11:00").As(Ann, t => t.Attempt(new(AttemptKind.Call))).Clock("effort").State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public void Reaching_the_contact_is_all_the_effort_asked_for()
    {
        Accepted().As(Ann, t => t.Attempt(new(AttemptKind.Email, Reached: true))).Clock("effort").State.ShouldBe(ClockState.Met);
        var booked = Accepted().As(Ann, t => t.Book(Story.Time("Thu 09:00")));
        (booked.Clock("touch").State, booked.Clock("effort").State, booked.Lead.FirstTouchAt).ShouldBe((ClockState.Met, ClockState.Met,
            booked.Now));
    }

    [Fact]
    public void Late_evidence_takes_the_breach_back_and_the_escalation_that_nobody_acted_on()
    {
        var story = Accepted().At("Tue 10:00");
        (story.Clock("touch").State, story.Lead.Owner, story.Clock("touch", 2).Person).ShouldBe((ClockState.Breached, Ben.Id, Ben.Id));
        story.As(Connector, t => t.Attempt(Call("Mon 13:59", Ann)));
        (story.Clock("touch").State, story.Clock("touch").Corrected, story.Clock("touch").StoppedAt).ShouldBe((ClockState.Met, true,
            Story.Time("Mon 13:59")));
        (story.Lead.Owner, story.Clock("touch", 2).State, story.Lead.FirstTouchAt).ShouldBe((Ann.Id, ClockState.Void,
            Story.Time("Mon 13:59")));
        story.Lead.Stage.ShouldBe(Stage.Working);
    }

    [Fact]
    public void Evidence_from_the_deadline_on_is_late()
    {
        var story = Accepted().At("Tue 08:00").As(Connector, t => t.Attempt(Call("Mon 14:00", Ann)));
        (story.Clock("touch").State, story.Clock("touch").Corrected, story.Clock("touch").StoppedAt).ShouldBe((ClockState.Breached, false,
            Story.Time("Mon 14:00")));
    }

    [Fact]
    public void Once_the_next_person_has_acted_the_lead_stays()
    {
        var story = Accepted().At("Tue 10:00").As(Ben, t => t.Attempt(new(AttemptKind.Email)))
            .As(Connector, t => t.Attempt(Call("Mon 12:00", Ann)));
        (story.Lead.Owner, story.Clock("touch").Corrected, story.Clock("touch", 2).State).ShouldBe((Ben.Id, true, ClockState.Met));
    }

    [Fact]
    public void Where_a_person_put_the_lead_it_stays()
    {
        var story = Accepted().At("Tue 10:00").As(Lea, t => t.Assign(Wes.Id)).As(Connector, t => t.Attempt(Call("Mon 12:00", Ann)));
        (story.Lead.Owner, story.Clock("touch").Corrected, story.Lead.LiveClocks.Any(c => c.Promise == Promise.Touch)).ShouldBe((Wes.Id,
            true, false));
    }

    [Fact]
    public void The_breach_of_a_round_that_would_not_have_been_is_none_either()
    {
        var story = Accepted().At("Wed 09:00");
        story.Clock("touch", 2).State.ShouldBe(ClockState.Breached);
        story.As(Connector, t => t.Attempt(Call("Mon 12:00", Ann)));
        (story.Clock("touch", 2).State, story.Clock("touch", 2).Corrected, story.Lead.Owner).ShouldBe((ClockState.Met, true, Ann.Id));
    }

    [Fact]
    public void What_went_back_to_the_queue_comes_back_from_there()
    {
        var company = Firm.Promising("touch", c => c with { Ladder = [new(100, LadderAction.Queue), new(300, LadderAction.Notify)] });
        var story = new Story(company).Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).As(Ann, t => t.Accept())
            .At("Mon 14:00");
        story.Lead.Owner.ShouldBeNull();
        story.As(Connector, t => t.Attempt(Call("Mon 12:00", Ann))).Lead.Owner.ShouldBe(Ann.Id);
    }

    [Fact]
    public void Late_evidence_accepts_an_offer_that_moved_on()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id))).At("Tue 10:00");
        (story.Lead.OfferedHandoff!.ToPerson, story.Clock("accept").State).ShouldBe((Ben.Id, ClockState.Breached));
        story.As(Connector, t => t.Attempt(Call("Mon 13:00", Ann)));
        (story.Lead.Owner, story.Lead.Stage, story.Clock("accept").Corrected, story.Clock("accept", 2).State).ShouldBe((Ann.Id,
            Stage.Working, true, ClockState.Void));
        (story.Clock("touch").State, story.Clock("effort").AttemptsMade).ShouldBe((ClockState.Met, 1));
    }

    [Fact]
    public void Late_evidence_takes_a_time_out_back()
    {
        var story = Accepted().As(Ann, t => t.Offer(new(Altamar, null, Pia.Id))).At("Wed 11:00");
        story.Lead.OpenHandoff!.Reason.ShouldBe(ReturnReason.TimedOut);
        story.As(Connector, t => t.Attempt(Call("Tue 09:30", Pia)));
        (story.Lead.Holder, story.Lead.Owner, story.Lead.Handoffs[^1].State).ShouldBe((Altamar, Pia.Id, HandoffState.Accepted));
        story.Lead.Clocks.FindAll(c => c.Promise == Promise.Accept)[^1].Corrected.ShouldBeTrue();
        story.Clock("answer").State.ShouldBe(ClockState.Void);
    }

    [Fact]
    public void Late_evidence_fits_a_closed_lead_too()
    {
        var story = Accepted().At("Mon 15:00").As(Ann, t => t.Lose("price")).At("Tue 09:00");
        story.Refused<NotPermitted>(Ann, t => t.Attempt(new(AttemptKind.Call))).Message.ShouldBe(Why.OnlyLateEvidence);
        story.Refused<InvalidArgument>(Lea, t => t.Attempt(new(AttemptKind.Call))).Field.ShouldBe("occurredAt");
        story.As(Lea, t => t.Attempt(Call("Mon 11:00", Ann)));
        (story.Clock("touch").State, story.Clock("touch").Corrected, story.Lead.Stage).ShouldBe((ClockState.Met, true, Stage.Lost));
    }

    [Fact]
    public void Late_effort_is_judged_by_when_it_was_complete()
    {
        var story = Accepted();
        foreach (var day in new[] { "Mon 11:00", "Tue 11:00", "Wed 11:00", "Thu 11:00" })
            story.At(day).As(Ann, t => t.Attempt(new(AttemptKind.Call)));
        story.At("Tue3 09:00").Clock("effort").State.ShouldBe(ClockState.Breached);
        var other = story.As(Connector, t => t.Attempt(Call("Fri 11:00", Ann)));
        (other.Clock("effort").Corrected, other.Clock("effort").StoppedAt).ShouldBe((true, Story.Time("Fri 11:00")));
    }

    [Theory]
    [InlineData("Mon 12:00")]
    [InlineData("Mon 14:30")] // after the breach: a round of its own began, and is taken back
    public void Whoever_an_offer_was_passed_on_to_owes_an_answer_after_late_evidence_of_another(string passedOn)
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)))
            .At(passedOn).As(Lea, t => t.Assign(Ben.Id)).At("Mon 15:00").As(Connector, t => t.Attempt(Call("Mon 11:00", Ann)));
        (story.Clock("accept").State, story.Clock("accept").Corrected, story.Lead.OfferedHandoff!.ToPerson).ShouldBe((ClockState.Met, true,
            Ben.Id));
        var asked = story.Lead.LiveClocks.Single();
        (asked.Promise, asked.State, asked.Person, asked.StartedAt).ShouldBe((Promise.Accept, ClockState.Running, Ben.Id, story.Now));
    }

    [Fact]
    public void Who_may_date_back_and_how_far()
    {
        var story = Accepted().At("Tue 12:00");
        story.Refused<InvalidArgument>(Ann, t => t.Attempt(Call("Tue 09:00", Ann))).Field.ShouldBe("occurredAt");
        story.Refused<InvalidArgument>(Connector, t => t.Attempt(Call("Tue 12:02", Ann))).Field.ShouldBe("occurredAt");
        story.Refused<InvalidArgument>(Connector,
            t => t.Attempt(new(AttemptKind.Call, OccurredAt: story.Now - Duration.FromDays(31)))).Field.ShouldBe("occurredAt");
        story.Refused<InvalidArgument>(Lea, t => t.Attempt(new(AttemptKind.Call, By: Mia.Id))).Field.ShouldBe("by");
        story.Refused<InvalidArgument>(Lea, t => t.Attempt(new(AttemptKind.Call, By: 999))).Field.ShouldBe("by");
        story.Refused<InvalidArgument>(Lea, t => t.Attempt(new(null))).Field.ShouldBe("kind");
    }

    [Fact]
    public void The_same_activity_counts_once()
    {
        var story = Accepted().As(Connector, t => t.Attempt(new(AttemptKind.Call, By: Ann.Id, ExternalId: "a")));
        story.As(Connector, t => t.Attempt(new(AttemptKind.Call, By: Ann.Id, ExternalId: "a"))).Last.ShouldBeEmpty();
    }

    [Fact]
    public void A_later_round_waits_for_the_attempt_for_which_its_own_first_round_waits()
    {
        // An inquiry of half an hour before replaces the first clock, and is overdue at once: the next person has a round of it.
        var story = new Story().Captured("demo-request").At("Mon 10:01")
            .As(Connector, t => t.Join(9, new() { Source = "demo-request" }, Story.Time("Mon 09:30"), null)).At("Mon 10:30");
        story.Lead.LiveClocks.Count(c => c.Promise == Promise.Touch && c.Round > 1).ShouldBeGreaterThan(0);

        story.As(Connector, t => t.Attempt(Call("Mon 09:45", Ann)));

        story.Lead.LiveClocks.Where(c => c.Promise == Promise.Touch).ShouldBeEmpty();
    }
}
