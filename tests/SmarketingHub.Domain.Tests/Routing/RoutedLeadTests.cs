using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;
using SmarketingHub.Domain.Tests.Stories;

namespace SmarketingHub.Domain.Tests.Routing;

/// <summary>What a lead's turn makes of the company's rules.</summary>
public class RoutedLeadTests
{
    private static readonly RoutingRule East = new() { Name = "East", To = "team:east", Method = RouteMethod.Turn };
    private static readonly RoutingRule West = new() { Name = "West", To = "team:west", Method = RouteMethod.Turn };

    [Fact]
    public void Without_rules_all_is_as_it_was()
    {
        var story = new Story().Captured("demo-request");
        story.Events<LeadRouted>().ShouldBeEmpty();
        story.Lead.OfferedHandoff!.ToPerson.ShouldBeNull();
        new Story().Captured("web-form").Lead.Stage.ShouldBe(Stage.Captured);
    }

    [Fact]
    public void The_first_rule_that_fits_readies_the_lead_and_offers_it_to_a_person_and_says_why()
    {
        var story = With(East with { Name = "A", When = new() { Grades = ["A"] } }, West, East).Captured("web-form", "B");
        var offer = story.Lead.OfferedHandoff!;
        (story.Lead.Stage, offer.To, offer.ToTeam, offer.ToPerson).ShouldBe((Stage.Ready, "sales", "west", Sample.Wes.Id));
        var routed = story.Events<LeadRouted>().Single();
        (routed.Rule, routed.Version, routed.Person).ShouldBe(("West", 3, Sample.Wes.Id));
        routed.Tried.ShouldBe([new("A", "grade B, not A")]);
        routed.Candidates.ShouldBe([new(Sample.Wes.Id, 1, Before: 0, After: 0)]);
    }

    [Fact]
    public void What_no_rule_fits_stays_as_an_agreement_says()
    {
        With(East with { When = new() { Grades = ["A"] } }).Captured("web-form").Lead.Stage.ShouldBe(Stage.Captured);
        var demo = With(East with { When = new() { Grades = ["A"] } }).Captured("demo-request");
        (demo.Lead.Stage, demo.Lead.OfferedHandoff!.ToPerson).ShouldBe((Stage.Ready, null));
        demo.Events<LeadRouted>().ShouldBeEmpty();
    }

    [Fact]
    public void A_capture_rule_names_the_routing_rule_and_one_that_is_gone_or_leads_elsewhere_is_told()
    {
        var named = With(West, East) is var story && Naming(story, "EAST").Captured("demo-request") is var told ? told : story;
        named.Events<LeadRouted>().Single().Rule.ShouldBe("East");
        var gone = Naming(With(West), "North").Captured("demo-request").Events<LeadRouted>().Single();
        (gone.Rule, gone.Person, gone.Tried.Single().WhyNot).ShouldBe(("North", null, Route.NoSuchRule));
        var partner = Naming(With(East with { To = Sample.Altamar }), "East").Captured("demo-request");
        partner.Events<LeadRouted>().Single().Tried.Single().WhyNot.ShouldBe(Route.OtherParty);
        partner.Lead.OfferedHandoff!.To.ShouldBe(Party.Sales);
    }

    [Fact]
    public void Where_nobody_is_free_the_next_rule_has_it_and_the_queue_of_the_first_when_none_has()
    {
        var story = With(West with { People = [new(Sample.Wes.Id, Limit: 1)] }, East);
        story.Busy[Sample.Wes.Id] = 1;
        var routed = story.Captured().Events<LeadRouted>().Single();
        (routed.Rule, routed.Person).ShouldBe(("East", Sample.Ann.Id));
        routed.Tried.Single().Nobody!.Single().Skipped.ShouldBe(SkippedBecause.Full);

        story = With(West with { People = [new(Sample.Wes.Id, Limit: 1)] });
        story.Busy[Sample.Wes.Id] = 1;
        (story.Captured().Lead.OfferedHandoff!.ToTeam, story.Lead.OfferedHandoff!.ToPerson).ShouldBe(("west", null));
        story.Events<LeadRouted>().Single().TellsCharge.ShouldBeFalse();

        story = With(West with { IfNobody = IfNobody.Tell, People = [new(Sample.Wes.Id, Limit: 0)] }, East).Captured();
        story.Events<LeadRouted>().Single().TellsCharge.ShouldBeTrue();
    }

    [Fact]
    public void Held_it_waits_with_the_giver_is_let_out_to_whoever_is_free_and_goes_to_the_queue_at_its_end()
    {
        var rule = West with { IfNobody = IfNobody.Hold, HoldFor = BusinessDuration.Parse("PT4H") };
        var story = With(rule);
        story.Company = story.Company.With(Sample.Wes.Away());
        story.At("Fri 16:00").Captured();
        (story.Lead.Stage, story.Lead.OpenHandoff, story.Lead.HeldBy).ShouldBe((Stage.Ready, null, "West"));
        story.Lead.HeldUntil.ShouldBe(Story.Time("Mon2 12:00"), "an hour on Friday, three on Monday");
        var until = story.Lead.HeldUntil;

        story.At("Mon2 10:00").As(Actor.System, turn => turn.LetOut((_, _) => false).ShouldBeFalse());
        story.Lead.HeldUntil.ShouldBe(until);
        story.Company = story.Company.With(Sample.Wes);
        story.As(Actor.System, turn => turn.LetOut((_, person) => person == Sample.Wes.Id).ShouldBeFalse("he has just got one"));
        story.As(Actor.System, turn => turn.LetOut((_, _) => false).ShouldBeTrue());
        (story.Lead.OfferedHandoff!.ToPerson, story.Lead.HeldUntil).ShouldBe((Sample.Wes.Id, null));

        story = With(rule);
        story.Company = story.Company.With(Sample.Wes.Away());
        story.At("Fri 16:00").Captured().At("Mon2 11:59").Lead.OpenHandoff.ShouldBeNull();
        story.At("Mon2 12:00");
        (story.Lead.OfferedHandoff!.ToTeam, story.Lead.OfferedHandoff!.ToPerson, story.Lead.HeldBy).ShouldBe(("west", null, null));
        story.Events<LeadRouted>().Single().TellsCharge.ShouldBeTrue();
        story.All.Last(e => e.Event is LeadRouted).At.ShouldBe(Story.Time("Mon2 12:00"));
    }

    [Fact]
    public void What_ends_the_wait_by_hand_ends_it()
    {
        var story = With(West with { IfNobody = IfNobody.Hold, People = [new(Sample.Wes.Id, Limit: 0)] }).Captured();
        story.As(Sample.Max, turn => turn.Disqualify("spam"));
        (story.Lead.HeldUntil, story.Lead.NextDueAt).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(ReturnReason.BadData, GivenBackBecause.Returned), InlineData(ReturnReason.Duplicate, GivenBackBecause.Duplicate)]
    public void Returned_for_the_giver_s_reasons_the_turn_is_given_back_and_never_twice(ReturnReason reason, GivenBackBecause because)
    {
        var story = With(East).Captured();
        story.Turns("East").Of(Sample.Ann.Id).ShouldBe(-0.5m);
        story.As(Sample.Ann, turn => turn.Return(reason));
        story.Turns("East").Of(Sample.Ann.Id).ShouldBe(0);
        var back = story.Events<TurnGivenBack>().Single();
        (back.Rule, back.Because).ShouldBe(("East", because));
        back.Moves.ShouldBe([new(Sample.Ann.Id, -0.5m, 0), new(Sample.Ben.Id, 0.5m, 0)]);
        story.As(Sample.Max, turn => turn.Disqualify("duplicate"));
        story.Events<TurnGivenBack>().Count().ShouldBe(1);
    }

    [Fact]
    public void Returned_for_reasons_of_nobody_or_the_receiver_s_it_stays_taken()
    {
        var story = With(East).Captured().As(Sample.Ann, turn => turn.Return(ReturnReason.WrongTerritory));
        story.Events<TurnGivenBack>().ShouldBeEmpty();
        story.Turns("East").Of(Sample.Ann.Id).ShouldBe(-0.5m);
    }

    private static Story With(params RoutingRule[] rules) => new(Sample.Firm with { Routing = new(3, rules, default, "person:2") });

    private static Story Naming(Story story, string rule)
    {
        story.Company = story.Company with
        {
            Agreements = story.Company.Agreements.ConvertAll(a => a with
            {
                Versions = a.Versions.ConvertAll(v => v with { CaptureRules = [.. v.CaptureRules.Select(r => r with { Rule = rule })] }),
            }),
        };
        return story;
    }
}
