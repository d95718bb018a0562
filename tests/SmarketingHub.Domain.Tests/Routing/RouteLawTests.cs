using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;
using SmarketingHub.Domain.Tests.Stories;

namespace SmarketingHub.Domain.Tests.Routing;

/// <summary>What must hold whatever the rules, the weights, the absences, the newcomers and the loads.</summary>
public class RouteLawTests
{
    private static readonly Instant Start = Story.Time("Mon 10:00");

    private static readonly Gen<RoutedPerson> Entries = Gen.Select(Gen.Long[51, 60], Gen.Int[1, 300], Gen.Int[0, 8])
        .Select((id, weight, limit) => new RoutedPerson(id, weight / 100m, limit == 0 ? null : limit));

    private static readonly Gen<RoutingRule> Rules = Gen.Select(
            Any("sales", "team:east", "team:west"), Gen.Enum<RouteMethod>(), Gen.Enum<IfNobody>(), Entries.Array[0, 5],
            Any("A", "B", "C").Array[0, 2])
        .Select((to, method, nobody, people, grades) => new RoutingRule
        {
            Name = "",
            To = to,
            Method = method,
            IfNobody = nobody,
            People = [.. people.DistinctBy(p => p.Id)],
            When = new() { Grades = [.. grades.Distinct()] },
        });

    // Each lead: its grade, who is away by then, and how many of the ten have been hired.
    private static readonly Gen<(string Grade, int Away, int Hired)[]> Leads =
        Gen.Select(Any("A", "B", "C", "D"), Gen.Int[0, 1023], Gen.Int[1, 10]).Array[1, 60];

    [Fact]
    public void The_first_rule_that_fits_and_has_somebody_decides_and_only_who_could_take_it_gets_it() =>
        Gen.Select(Rules.Array[1, 5], Leads).Sample((rules, leads) =>
        {
            var routing = new RoutingRules(1, [.. rules.Select((rule, i) => rule with { Name = $"rule {i}" })], Start, "system");
            var (turns, open) = (new Dictionary<string, FairTurn>(), new Dictionary<long, int>());
            foreach (var lead in leads)
            {
                var company = Firm(lead.Away, lead.Hired) with { Routing = routing };
                var now = new Situation(new() { Grade = lead.Grade }, Start, null, id => open.GetValueOrDefault(id),
                    rule => turns.GetValueOrDefault(rule, FairTurn.Fresh));
                var route = Route.Find(routing, now, company, new(null, Party.Marketing, _ => false));
                var fitting = routing.Rules.Where(r => r.When.WhyNot(now.Facts) is null).ToList();
                (route is null).ShouldBe(fitting.Count == 0);
                if (route is null)
                    continue;
                var rule = route.Rule!;
                // Those before it had nobody, and said that others may.
                foreach (var passed in fitting.TakeWhile(r => r != rule))
                    (passed.IfNobody == IfNobody.Overflow && Choice.Of(passed, now, company)!.IsNobodyFree(passed))
                        .ShouldBeTrue(passed.Name);
                if (route.IsNobodyFree && rule.IfNobody == IfNobody.Overflow)
                    fitting.All(r => Choice.Of(r, now, company)!.IsNobodyFree(r)).ShouldBeTrue("somebody further on was free");
                foreach (var candidate in route.Candidates)
                    (candidate.Skipped is null).ShouldBe(CanTake(candidate.Person, rule, company, open));
                if (route.Person is { } person)
                {
                    CanTake(person, rule, company, open).ShouldBeTrue();
                    open[person] = open.GetValueOrDefault(person) + 1;
                }
                if (route.Turn is { } turn)
                {
                    turns[rule.Name] = turn;
                    turn.Balances.Values.Sum().ShouldBe(0);
                    route.Candidates.Where(c => c.After is not null).Sum(c => c.After!.Value - c.Before!.Value).ShouldBe(0);
                }
            }
        }, iter: 150);

    private static Gen<string> Any(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static bool CanTake(long id, RoutingRule rule, Company company, Dictionary<long, int> open) =>
        company.Person(id) is { } person && person.IsThere(Start) && Target.Has(Target.Of(rule.To, company)!, person)
            && !(open.GetValueOrDefault(id) >= rule.People.FirstOrDefault(p => p.Id == id)?.Limit);

    private static Company Firm(int away, int hired) => Sample.Firm with
    {
        People = Enumerable.Range(0, hired).Select(i => new Person
        {
            Id = 51 + i,
            Name = $"P{i}",
            Email = $"p{i}@example.com",
            Party = Party.Sales,
            Team = i % 2 == 0 ? "east" : "west",
            Role = Role.Rep,
            AwayFrom = (away >> i & 1) == 1 ? Start : null,
        }).ToImmutableDictionary(p => p.Id),
    };
}
