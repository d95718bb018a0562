using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;
using SmarketingHub.Domain.Tests.Stories;

namespace SmarketingHub.Domain.Tests.Routing;

/// <summary>Who is weighed by a rule, who is skipped and why, and who gets the lead.</summary>
public class ChoiceTests
{
    private readonly Dictionary<long, int> busy = [];
    private Company company = Sample.Firm;
    private FairTurn turn = FairTurn.Fresh;
    private LeadFacts facts = new() { Source = "web-form", Country = "PL" };
    private Instant now = Story.Time("Mon 10:00");
    private long? accountOwner;

    [Fact]
    public void In_turn_everybody_of_the_team_is_weighed_and_the_balances_move()
    {
        var choice = Choose(InTurn("team:east"));
        choice.Person.ShouldBe(Sample.Ann.Id);
        choice.Candidates.ShouldBe([new(11, 1, Before: 0, After: -0.5m), new(12, 1, Before: 0, After: 0.5m)]);
        Choose(InTurn("team:east")).Person.ShouldBe(Sample.Ben.Id, "whose balance is the larger by now");
    }

    [Fact]
    public void Who_is_away_full_of_other_countries_closed_or_gone_is_skipped_and_it_says_why()
    {
        company = company.With(Sample.Ann.Away(Sample.Wes), Sample.Lea with { Active = false });
        busy[21] = 5;
        now = Story.Time("Sat 10:00");
        var choice = Choose(InTurn("sales") with
        {
            People =
            [
                new(11), new(12, Countries: ["DE"]), new(21, Limit: 5), new(14), new(1),
            ],
        });
        choice.Person.ShouldBeNull();
        choice.Candidates.Select(c => (c.Person, c.Skipped)).ShouldBe(
        [
            (11, SkippedBecause.Away), (12, SkippedBecause.Country), (21, SkippedBecause.Full), (14, SkippedBecause.Gone),
            (1, SkippedBecause.Gone),
        ]);
        choice.Turn.ShouldBeNull("nobody was asked");
        Choose(InTurn("team:east") with { Calendar = Sample.Office.Id }).Candidates.Select(c => c.Skipped)
            .ShouldBe([SkippedBecause.Away, SkippedBecause.Closed]);
    }

    [Fact]
    public void By_capacity_whoever_has_the_fewest_for_their_weight_gets_it_and_no_balance_moves()
    {
        (busy[11], busy[12], busy[21]) = (4, 5, 3);
        var rule = InTurn("sales") with { Method = RouteMethod.Capacity, People = [new(11), new(12, 2), new(21, Limit: 3)] };
        var choice = Choose(rule);
        choice.Person.ShouldBe(12, "two and a half for each unit of weight");
        choice.Turn.ShouldBeNull();
        choice.Candidates.ShouldBe([new(11, 1, null, 4), new(12, 2, null, 5), new(21, 1, SkippedBecause.Full, 3)]);
    }

    [Fact]
    public void The_owner_of_the_account_gets_it_else_the_stand_in_else_whoever_s_turn_it_is()
    {
        var rule = InTurn("sales") with { Method = RouteMethod.Owner };
        accountOwner = Sample.Wes.Id;
        Choose(rule).Person.ShouldBe(Sample.Wes.Id);
        company = company.With(Sample.Wes.Away(Sample.Ben));
        Choose(rule).Person.ShouldBe(Sample.Ben.Id);
        accountOwner = Sample.Mia.Id;
        Choose(rule).Turn.ShouldNotBeNull("she is of Marketing: nobody owns it in Sales");
    }

    [Fact]
    public void Without_a_method_it_is_for_the_queue_and_a_person_named_gets_it_or_the_stand_in()
    {
        Choose(new() { Name = "r", To = "sales" }).ShouldBe(new(new("sales"), null, [], null));
        Choose(new() { Name = "r", To = "person:11" }).Person.ShouldBe(11);
        company = company.With(Sample.Ann.Away(Sample.Ben));
        Choose(new() { Name = "r", To = "person:11" }).Person.ShouldBe(12);
        Choice.Of(new() { Name = "r", To = "team:north" }, Situation, company).ShouldBeNull();
    }

    private Situation Situation => new(facts, now, accountOwner, id => busy.GetValueOrDefault(id), _ => turn);

    private Choice Choose(RoutingRule rule)
    {
        var choice = Choice.Of(rule, Situation, company)!;
        turn = choice.Turn ?? turn;
        return choice;
    }

    private static RoutingRule InTurn(string to) => new() { Name = "rule", To = to, Method = RouteMethod.Turn };
}
