using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

/// <summary>Which clocks start, by which commitment, and what an inquiry changes.</summary>
public class ClockChoiceTests
{
    private static Commitment Faster(string id, Promise promise, string owedBy, StartsAt starts, bool reJudge = false) => new()
    {
        Id = id,
        Promise = promise,
        OwedBy = owedBy,
        Starts = starts,
        Condition = new() { Grades = ["A"] },
        Target = BusinessDuration.Parse("PT1H"),
        ReJudge = reJudge,
    };

    [Fact]
    public void A_captured_lead_is_decided_within_a_business_day()
    {
        var story = new Story().At("Fri 12:00").Captured();
        (story.Lead.Stage, story.Clock("decide").DueAt, story.Lead.LiveClocks.Count()).ShouldBe((Stage.Captured, Story.Time("Mon2 12:00"),
            1));
        story.As(Mia, t => t.Ready()).Clock("decide").State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public void A_demo_request_is_offered_at_capture_with_minutes_to_touch()
    {
        var story = new Story().Captured("demo-request");
        (story.Lead.Stage, story.Lead.OfferedHandoff!.To, story.Clock("touch-demo").DueAt).ShouldBe((Stage.Ready, Party.Sales,
            Story.Time("Mon 10:05")));
        new Story().At("Mon 18:00").Captured("demo-request").Clock("touch-demo").DueAt.ShouldBe(Story.Time("Tue 10:00"));
        new Story().Captured("pricing-request").Lead.OfferedHandoff!.To.ShouldBe(Party.Sales);
    }

    [Fact]
    public void The_first_matching_commitment_wins_and_the_clock_tells_of_the_others()
    {
        var story = new Story(Firm.PromisingFirst(Faster("decide-a", Promise.Decide, Party.Marketing, StartsAt.Receipt)));
        story.Captured(grade: "B").Clock("decide").Tried.Select(t => (t.Commitment, t.WhyNot))
            .ShouldBe([("decide-a", "grade B, not A"), ("decide", null)]);
        new Story(story.Company).Captured(grade: "A").Lead.Clocks.ShouldHaveSingleItem().Commitment.ShouldBe("decide-a");
    }

    [Fact]
    public void What_nobody_promised_is_recorded_as_uncovered()
    {
        var story = new Story(Firm with { Agreements = [] }).Captured();
        story.Lead.Clocks.ShouldBeEmpty();
        story.Events<Uncovered>().ShouldHaveSingleItem().Promise.ShouldBe(Promise.Decide);
    }

    [Fact]
    public void A_regrade_keeps_the_clock_unless_its_commitment_says_to_judge_again()
    {
        void Regrade(Turn t) => t.Edit(new() { Source = "web-form", Grade = "A" }, null, null);
        var first = Faster("decide-a", Promise.Decide, Party.Marketing, StartsAt.Receipt);
        var keeps = new Story(Firm.PromisingFirst(first)).Captured().At("Mon 10:30").As(Mia, Regrade);
        keeps.Lead.LiveClocks.ShouldHaveSingleItem().Commitment.ShouldBe("decide");

        var judges = new Story(keeps.Company.Promising("decide", c => c with { ReJudge = true })).Captured().At("Mon 10:30")
            .As(Mia, Regrade);
        (judges.Clock("decide").State, judges.Clock("decide-a").DueAt, judges.Clock("decide-a").StartedAt)
            .ShouldBe((ClockState.Void, Story.Time("Mon 11:00"), Story.Time("Mon 10:00")));
    }

    [Fact]
    public void Judged_again_it_keeps_the_pauses()
    {
        var company = Firm.PromisingFirst(Faster("accept-a", Promise.Accept, Party.Sales, StartsAt.Offer))
            .Promising("accept", c => c with { ReJudge = true });
        var story = new Story(company).Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales)))
            .As(Mia, t => t.Pause(Story.Time("Tue 09:00"), "fair")).At("Mon 14:00").As(Mia, t => t.Edit(new() { Grade = "A" }, null, null));
        story.Clock("accept-a").State.ShouldBe(ClockState.Paused);
        story.At("Tue 09:00").Clock("accept-a").DueAt.ShouldBe(Story.Time("Tue 10:00"));
    }

    [Fact]
    public void A_round_judged_again_is_still_the_round_of_its_promise()
    {
        var company = Firm.PromisingFirst(Faster("accept-a", Promise.Accept, Party.Sales, StartsAt.Offer))
            .Promising("accept", c => c with { ReJudge = true });
        var story = new Story(company).Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales, "east", Ann.Id)))
            .At("Mon 16:00");
        story.As(Mia, t => t.Edit(new() { Grade = "A" }, null, null)).As(Lea, t => t.Assign(Wes.Id));
        story.Lead.LiveClocks.Where(c => c.State == ClockState.Running).ShouldHaveSingleItem().Commitment.ShouldBe("accept-a");
    }

    [Fact]
    public void A_joining_demo_request_is_readied_and_offered()
    {
        var story = new Story().Captured().As(Mia, t => t.Nurture(Story.Time("Mon3 09:00"))).At("Tue 10:00")
            .Joined(new() { Source = "demo-request", Country = "PL" });
        (story.Lead.Stage, story.Lead.OfferedHandoff?.To, story.Lead.Facts.Country, story.Lead.Facts.Source).ShouldBe((Stage.Ready,
            Party.Sales, "PL", "demo-request"));
        (story.Clock("touch-demo").DueAt, story.Lead.LookAgainAt).ShouldBe((Story.Time("Tue 10:05"), null));
    }

    [Fact]
    public void An_earlier_touch_deadline_replaces_a_later_one_only()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Party.Sales))).As(Ann, t => t.Accept());
        story.At("Mon 11:00").Joined(new() { Source = "demo-request" });
        (story.Clock("touch").State, story.Clock("touch-demo").DueAt, story.Clock("touch-demo").Person).ShouldBe((ClockState.Void,
            Story.Time("Mon 11:05"), Ann.Id));
        story.At("Mon 11:01").Joined(new() { Source = "demo-request" }).Lead.Clocks.Count(c => c.Commitment == "touch-demo").ShouldBe(1);
        story.As(Ann, t => t.Attempt(new(AttemptKind.Call))).At("Mon 12:00").Joined(new() { Source = "demo-request" })
            .Clock("touch-demo").DueAt.ShouldBe(Story.Time("Mon 12:05"));
    }

    [Fact]
    public void A_customers_inquiry_is_accepted_at_once_by_the_accounts_owner()
    {
        var story = new Story().Received(new() { Source = "web-form" }, heldBySales: true, Ann.Id);
        (story.Lead.Stage, story.Lead.Holder, story.Lead.Owner, story.Lead.CountsAsNew).ShouldBe((Stage.Accepted, Party.Sales, Ann.Id,
            false));
        story.Lead.LiveClocks.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(c => c.Commitment.ShouldBe("touch"), c => c.OwedBy.ShouldBe(Party.Sales));
        new Story().Received(new() { Source = "demo-request" }, heldBySales: true, Mia.Id).Lead
            .ShouldSatisfyAllConditions(l => l.Owner.ShouldBeNull(), l => l.OpenHandoff.ShouldBeNull(),
                l => l.LiveClocks.Single().Commitment.ShouldBe("touch-demo"));
    }

    [Fact]
    public void The_total_clock_runs_from_receipt_to_the_first_touch()
    {
        var story = new Story().Captured().At("Mon 12:00").As(Mia, t => t.Attempt(new(AttemptKind.Email)));
        (story.Lead.ReceivedAt, story.Lead.FirstTouchAt).ShouldBe((Story.Time("Mon 10:00"), Story.Time("Mon 12:00")));
        story.As(Connector,
            t => t.Attempt(new(AttemptKind.Call, OccurredAt: Story.Time("Mon 09:00")))).Lead.FirstTouchAt.ShouldBe(Story.Time("Mon 12:00"));
        story.As(Connector,
            t => t.Attempt(new(AttemptKind.Call, OccurredAt: Story.Time("Mon 11:00")))).Lead.FirstTouchAt.ShouldBe(Story.Time("Mon 11:00"));
    }

    [Fact]
    public void A_placed_lead_has_no_clock_until_it_moves()
    {
        var story = new Story().As(Connector,
            t => t.CaptureForImport(7, null, 8, new() { Source = "demo-request" }, Story.Time("Mon 09:00"), null, null))
            .As(Connector, t => t.Place(Stage.Working, Party.Sales, Ann.Id, 100, null, Story.Time("Mon 09:30")));
        (story.Lead.Placed, story.Lead.Clocks.Count, story.Lead.Handoffs.Count, story.Lead.Stage).ShouldBe((true, 0, 0, Stage.Working));
        story.As(Ann, t => t.Qualify()).Lead.Placed.ShouldBeFalse();

        var won = new Story().As(Connector, t => t.CaptureForImport(7, null, 8, new(), Story.Time("Mon 09:00"), null, null))
            .As(Connector, t => t.Place(Stage.Won, Party.Sales, Ann.Id, 100, null, Story.Time("Mon 09:30")));
        won.As(Ann, t => t.Reopen()).Lead.Stage.ShouldBe(Stage.Opportunity);
    }

    [Fact]
    public void An_inquiry_from_the_future_or_from_before_the_epoch_is_refused()
    {
        var story = new Story();
        story.Refused<InvalidArgument>(Connector,
            t => t.Capture(7, null, 8, new(), Story.Time("Tue 09:00"), null, false, null, null)).Field.ShouldBe("receivedAt");
        story.Refused<InvalidArgument>(Connector,
            t => t.Capture(7, null, 8, new(), Instant.FromUtc(1, 1, 1, 0, 0), null, false, null, null)).Field.ShouldBe("receivedAt");
    }

    [Fact]
    public void An_excused_breach_stays_a_breach()
    {
        var story = new Story().Captured().At("Tue 10:00");
        var clock = story.Clock("decide").Id;
        story.Refused<NotAllowed>(Mia, t => t.Excuse(clock, ExcuseReason.SystemOutage, null));
        // Marketing owed it: Sales excuses it, and not Marketing itself, nor somebody with whom it was not agreed.
        story.Refused<NotAllowed>(Max, t => t.Excuse(clock, ExcuseReason.SystemOutage, null));
        story.Refused<NotFound>(Lea, t => t.Excuse(999, ExcuseReason.SystemOutage, null));
        story.Refused<InvalidArgument>(Lea, t => t.Excuse(clock, null, null)).Field.ShouldBe("reason");
        story.As(Lea, t => t.Excuse(clock, ExcuseReason.SystemOutage, "mail was down"));
        (story.Clock("decide").State, story.Clock("decide").Excuse, story.Clock("decide").ExcusedBy).ShouldBe((ClockState.Breached,
            ExcuseReason.SystemOutage, Lea.Id));
    }

    [Fact]
    public void A_breach_is_excused_by_the_other_side_of_its_agreement_or_from_above_both()
    {
        var story = new Story().Captured().At("Tue 10:00");
        var owed = story.Clock("decide");
        Actor Key(Role role, string? party) => new(ActorKind.Key, 9, role, party);

        Key(Role.Lead, Party.Sales).Excuses(owed, Sample.Firm).ShouldBeTrue();
        Key(Role.Lead, null).Excuses(owed, Sample.Firm).ShouldBeTrue();
        Key(Role.Manager, Party.Marketing).Excuses(owed, Sample.Firm).ShouldBeTrue();
        Key(Role.Admin, Party.Marketing).Excuses(owed, Sample.Firm).ShouldBeTrue();
        Key(Role.Lead, Party.Marketing).Excuses(owed, Sample.Firm).ShouldBeFalse();
        Key(Role.Lead, "success").Excuses(owed, Sample.Firm).ShouldBeFalse();
        Key(Role.Rep, Party.Sales).Excuses(owed, Sample.Firm).ShouldBeFalse();
        Key(Role.Partner, Sample.Altamar).Excuses(owed, Sample.Firm).ShouldBeFalse();
    }
}
