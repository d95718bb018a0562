using System.Globalization;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Tests.Routing;

/// <summary>
/// 20,000 leads among 20 people of whom some work part-time, come later, or are away: how far from the fair share it gets.
/// </summary>
public class TraceTests(ITestOutputHelper output)
{
    private const int Leads = 20_000;

    [Theory]
    [InlineData("each lead anew", 1)]
    [InlineData("days", 50)]
    [InlineData("weeks", 350)]
    public void On_20000_leads_with_15_percent_absences_nobody_is_more_than_a_lead_from_the_fair_share(string absent, int inOne)
    {
        var (turn, random, furthest, away) = (FairTurn.Fresh, new Random(1), 0m, 0);
        var people = Enumerable.Range(1, 20).Select(i => (Person: (long)i, Weight: new Weight(i % 4 == 0 ? 0.5m : i % 7 == 0 ? 0.8m : 1),
            From: i % 5 == 0 ? i * 400 : 0)).ToList();
        HashSet<long> absentees = [];
        for (var lead = 0; lead < Leads; lead++)
        {
            if (lead % inOne == 0)
                absentees = [.. people.Where(_ => random.NextDouble() < 0.15).Select(p => p.Person)];
            var there = people.FindAll(p => p.From <= lead && !absentees.Contains(p.Person)).ConvertAll(p => (p.Person, p.Weight));
            away += absentees.Count;
            turn = turn.Next(there).After;
            furthest = Math.Max(furthest, turn.Balances.Values.Max(Math.Abs));
        }
        var share = away / (Leads * 20m);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"absent {absent}, {share:P1} away: at most {furthest:0.000} leads from the fair share"));
        share.ShouldBeInRange(0.13m, 0.17m);
        furthest.ShouldBeLessThanOrEqualTo(1);
        turn.Balances.Values.Sum().ShouldBe(0);
    }
}
