using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Handoffs;

public class HandoffTests
{
    private static Story Offered(Addressee? to = null, Company? company = null) => new Story(company).Captured()
        .As(Mia, t => t.Assign(Mia.Id)).As(Mia, t => t.Ready()).As(Mia, t => t.Offer(to ?? new(Party.Sales)));

    [Fact]
    public void The_giver_holds_an_offered_lead_and_the_receiver_an_accepted_one()
    {
        var story = Offered();
        (story.Lead.Holder, story.Lead.Owner, story.Clock("accept").OwedBy).ShouldBe((Party.Marketing, Mia.Id, Party.Sales));
        story.At("Mon 11:00").As(Ann, t => t.Accept());
        (story.Lead.Holder, story.Lead.Owner, story.Lead.Stage).ShouldBe((Party.Sales, Ann.Id, Stage.Accepted));
        (story.Clock("accept").State, story.Clock("accept").StoppedAt).ShouldBe((ClockState.Met, story.Now));
        (story.Clock("touch").DueAt, story.Clock("effort").Person).ShouldBe((Story.Time("Mon 15:00"), Ann.Id));
    }

    [Fact]
    public void Only_who_is_meant_accepts_and_a_team_lead_for_them()
    {
        Offered().Refused<NotPermitted>(Mia, t => t.Accept()).Message.ShouldBe(Why.NotTheAddressee);
        Offered(new(Party.Sales, "east")).Refused<NotPermitted>(Wes, t => t.Accept()).Message.ShouldBe(Why.NotTheAddressee);
        Offered(new(Party.Sales, "east", Ann.Id)).Refused<NotPermitted>(Ben, t => t.Accept());
        Offered(new(Party.Sales, "east")).As(Ben, t => t.Accept()).Lead.Owner.ShouldBe(Ben.Id);
        Offered(new(Party.Sales, "east", Ann.Id)).As(Lea, t => t.Accept(Ann.Id)).Lead.Owner.ShouldBe(Ann.Id);
        Offered(new(Altamar, null, Pia.Id)).Refused<NotPermitted>(Pol, t => t.Accept());
        Offered(new(Altamar)).As(Pol, t => t.Accept()).Lead.Holder.ShouldBe(Altamar);
    }

    [Fact]
    public void A_key_accepts_for_the_owner_it_names_or_for_nobody()
    {
        Offered().As(Connector, t => t.Accept()).Lead.Owner.ShouldBeNull();
        Offered().As(Connector, t => t.Accept(Ann.Id)).Lead.Owner.ShouldBe(Ann.Id);
        Offered().Refused<InvalidArgument>(Connector, t => t.Accept(Mia.Id)).Field.ShouldBe("owner");
        Offered(company: Firm.With(Ann.Away(Ben))).As(Connector, t => t.Accept(Ann.Id)).Lead.Owner.ShouldBe(Ben.Id);
    }

    [Fact]
    public void What_is_meant_for_somebody_away_goes_to_a_stand_in_of_the_same_party()
    {
        Offered(new(Party.Sales, "east", Ann.Id), Firm.With(Ann.Away(Wes))).Lead.Handoffs[^1].Addressee.ShouldBe(new(Party.Sales, "west",
            Wes.Id));
        Offered(new(Party.Sales, "east", Ann.Id), Firm.With(Ann.Away(Mia))).Lead.Handoffs[^1].Addressee.ShouldBe(new(Party.Sales, "east"));
    }

    [Fact]
    public void A_returned_lead_is_the_givers_again_who_owes_an_answer()
    {
        var story = Offered().As(Ann, t => t.Accept()).As(Ann, t => t.Attempt(new(AttemptKind.Email)))
            .As(Ann, t => t.Book(Story.Time("Fri 09:00")));
        story.At("Tue 09:00").As(Ann, t => t.Return(ReturnReason.WrongTerritory, "they sit in Peru"));
        (story.Lead.Stage, story.Lead.Holder, story.Lead.Owner, story.Lead.MeetingAt).ShouldBe((Stage.Ready, Party.Marketing, Mia.Id,
            null));
        story.Lead.LiveClocks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Commitment.ShouldBe("answer"), c => c.OwedBy.ShouldBe(Party.Marketing), c => c.Person.ShouldBe(Mia.Id),
            c => c.DueAt.ShouldBe(Story.Time("Tue 17:00")));
        story.Refused<NotPermitted>(Mia, t => t.Ready());
        story.As(Mia, t => t.Offer(new(Party.Sales, "west"))).Clock("answer").State.ShouldBe(ClockState.Met);
        story.Lead.Handoffs.Select(h => (h.State, h.Answer)).ShouldBe([(HandoffState.Closed, Trigger.Offer), (HandoffState.Offered, null)]);
    }

    [Fact]
    public void A_return_voids_what_the_receiver_owed()
    {
        var story = Offered().As(Ann, t => t.Accept()).As(Ann, t => t.Return(ReturnReason.BadData));
        story.Lead.Clocks.Where(c => c.OwedBy == Party.Sales).Select(c => (c.Commitment, c.State, c.VoidReason))
            .ShouldBe([("accept", ClockState.Met, null), ("touch", ClockState.Void, "returned"), ("effort", ClockState.Void, "returned")]);
    }

    [Theory]
    [InlineData(Trigger.Nurture)]
    [InlineData(Trigger.Disqualify)]
    [InlineData(Trigger.Keep)]
    [InlineData(Trigger.Offer)]
    public void Each_answer_closes_the_return(Trigger answer)
    {
        var story = Offered().As(Ann, t => t.Return(ReturnReason.NotNow)).As(Mia, t =>
        {
            if (answer == Trigger.Nurture)
                t.Nurture(Story.Time("Mon2 09:00"));
            else if (answer == Trigger.Disqualify)
                t.Disqualify("no budget");
            else if (answer == Trigger.Keep)
                t.Keep();
            else
                t.Offer(new(Altamar));
        });
        (story.Lead.Handoffs[0].State, story.Lead.Handoffs[0].Answer, story.Clock("answer").State).ShouldBe((HandoffState.Closed, answer,
            ClockState.Met));
    }

    [Fact]
    public void A_return_is_disputed_once()
    {
        var story = Offered().As(Ann, t => t.Return(ReturnReason.NotOurMarket));
        story.Refused<InvalidArgument>(Mia, t => t.Dispute("")).Field.ShouldBe("words");
        story.At("Mon 12:00").As(Mia, t => t.Dispute("they are"));
        (story.Lead.OfferedHandoff?.Id, story.Clock("answer").State, story.Clock("accept").DueAt)
            .ShouldBe((story.Lead.Handoffs[0].Id, ClockState.Met, Story.Time("Mon 16:00")));
        story.As(Ann, t => t.Return(ReturnReason.NotOurMarket))
            .Refused<NotPermitted>(Mia, t => t.Dispute("yes")).Message.ShouldBe(Why.DisputedOnce);
        story.Lead.Bounces(Party.Sales).ShouldBe(2);
    }

    [Fact]
    public void After_three_bounces_offer_and_dispute_are_refused_and_a_return_never()
    {
        var story = Offered().As(Ann, t => t.Return(ReturnReason.BadData)).As(Mia, t => t.Dispute("no"))
            .As(Ann, t => t.Return(ReturnReason.BadData)).As(Mia, t => t.Offer(new(Party.Sales)))
            .As(Ann, t => t.Return(ReturnReason.BadData));
        story.Lead.Bounces(Party.Sales).ShouldBe(3);
        story.Refused<NotPermitted>(Mia, t => t.Dispute("no")).Message.ShouldBe(Why.BouncedTooOften);
        story.Refused<NotPermitted>(Mia, t => t.Offer(new(Party.Sales))).Message.ShouldBe(Why.BouncedTooOften);
        story.As(Mia, t => t.Keep()).Joined(new() { Source = "demo-request" }).Lead.OpenHandoff.ShouldBeNull();
        story.As(Mia, t => t.Offer(new(Altamar))).As(Pia, t => t.Return(ReturnReason.WrongProduct)).Lead.Bounces(Altamar).ShouldBe(1);
    }

    [Fact]
    public void Unresponsive_needs_the_full_effort()
    {
        var story = Offered().As(Ann, t => t.Accept());
        story.Refused<InvalidArgument>(Ann, t => t.Return(ReturnReason.Unresponsive)).Field.ShouldBe("reason");
        foreach (var day in new[] { "Mon 11:00", "Tue 11:00", "Wed 11:00", "Thu 11:00" })
            story.At(day).As(Ann, t => t.Attempt(new(AttemptKind.Call)));
        story.Refused<InvalidArgument>(Ann, t => t.Return(ReturnReason.Unresponsive));
        story.At("Fri 11:00").As(Ann, t => t.Attempt(new(AttemptKind.Email))).As(Ann, t => t.Return(ReturnReason.Unresponsive));
        story.Lead.Handoffs[^1].State.ShouldBe(HandoffState.Returned);
        Offered().Refused<InvalidArgument>(Ann, t => t.Return(ReturnReason.Unresponsive));
        Offered().Refused<InvalidArgument>(Ann, t => t.Return(ReturnReason.TimedOut)).Field.ShouldBe("reason");
    }

    [Fact]
    public void A_withdrawn_offer_leaves_nothing_owed()
    {
        var story = new Story().Captured("demo-request").As(Mia, t => t.Withdraw());
        (story.Lead.Holder, story.Lead.Stage, story.Lead.LiveClocks.Count()).ShouldBe((Party.Marketing, Stage.Ready, 0));
        story.Lead.Clocks.Where(c => c.OwedBy == Party.Sales).ShouldAllBe(c => c.State == ClockState.Void);
        story.Refused<NotPermitted>(Ann, t => t.Accept()).Message.ShouldBe(Why.NotOffered);
    }

    [Fact]
    public void An_earlier_acceptance_can_be_returned_after_a_later_offer_closed()
    {
        var story = Offered().As(Ann, t => t.Accept()).As(Ann, t => t.Offer(new(Altamar)))
            .As(Pia, t => t.Return(ReturnReason.WrongProduct)).As(Ann, t => t.Keep()).As(Ann, t => t.Return(ReturnReason.BadData));
        (story.Lead.Holder, story.Lead.OpenHandoff?.Id).ShouldBe((Party.Marketing, story.Lead.Handoffs[0].Id));
        story.As(Mia, t => t.Disqualify("bad data")).Lead.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Another_partys_acceptance_voids_what_the_giver_owed()
    {
        var story = Offered().As(Ann, t => t.Accept()).As(Ann, t => t.Attempt(new(AttemptKind.Call))).As(Ann, t => t.Offer(new(Altamar)));
        story.Clock("effort").IsLive.ShouldBeTrue();
        story.As(Pia, t => t.Accept());
        (story.Clock("effort").State, story.Lead.Stage, story.Lead.LiveClocks.Count()).ShouldBe((ClockState.Void, Stage.Working, 0));
    }

    [Fact]
    public void A_time_out_brings_it_back_and_counts_against_nobody()
    {
        var story = Offered().As(Ann, t => t.Attempt(new(AttemptKind.Call))).As(Ann, t => t.Offer(new(Altamar)));
        story.At("Wed 09:59").Lead.OfferedHandoff.ShouldNotBeNull();
        story.At("Wed 10:00");
        var handoff = story.Lead.OpenHandoff!;
        (handoff.State, handoff.Reason, handoff.ReturnedAt).ShouldBe((HandoffState.Returned, ReturnReason.TimedOut,
            Story.Time("Wed 10:00")));
        (story.Lead.Bounces(Altamar), story.Lead.Holder, story.Lead.Owner).ShouldBe((0, Party.Sales, Ann.Id));
        Actor.Of(Pia).Sees(story.Lead).ShouldBeFalse();
        story.As(Ann, t => t.Dispute("they were on holiday")).As(Pia, t => t.Accept()).Lead.Holder.ShouldBe(Altamar);
    }

    [Fact]
    public void Who_was_assigned_while_it_was_offered_keeps_it_when_it_comes_back()
    {
        var story = Offered().As(Max, t => t.Assign(Max.Id)).As(Ann, t => t.Return(ReturnReason.NotNow));
        (story.Lead.Owner, story.Clock("answer").Person).ShouldBe((Max.Id, Max.Id));
    }

    [Fact]
    public void Each_party_assigns_its_own_side_of_an_offer()
    {
        var story = Offered().As(Lea, t => t.Assign(Wes.Id)).As(Mia, t => t.Assign(Max.Id));
        (story.Lead.Owner, story.Lead.OfferedHandoff!.ToPerson).ShouldBe((Max.Id, Wes.Id));
        story.Refused<InvalidArgument>(Mia, t => t.Assign(Ben.Id)).Field.ShouldBe("owner");
        story.As(Lea, t => t.Assign(null)).Lead.OfferedHandoff!.ToPerson.ShouldBeNull();
    }
}
