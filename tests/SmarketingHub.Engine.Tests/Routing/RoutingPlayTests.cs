using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Routing;

namespace SmarketingHub.Engine.Tests.Routing;

/// <summary>
/// Anything, in any order: rules come and go, people are away, hired and deactivated, leads come, are returned, merged and disqualified,
/// and wait. Whatever happened, balances are zero together, no lead waits that cannot, and the ledger folds to what is stored.
/// </summary>
public sealed class RoutingPlayTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_happens_the_ledger_folds_to_what_is_stored(int seed)
    {
        var random = new Random(seed);
        await using var hub = await HubFixture.Start();
        var held = hub.Services.GetRequiredService<HeldLeads>();
        var people = new List<Person> { await hub.Hire("Rep 0"), await hub.Hire("Rep 1") };
        var leads = new List<long>();
        T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
        for (var step = 0; step < 150; step++)
            try
            {
                switch (random.Next(12))
                {
                    case 0: await hub.Door.Do(HubFixture.Admin, write => write.PutRouting(null, Rules(random, people))); break;
                    case 1 when people.Count < 8: people.Add(await hub.Hire($"Rep {people.Count}")); break;
                    case 2: await Change(hub, Any(people), p => p with { AwayFrom = p.AwayFrom is null ? hub.Now : null }); break;
                    case 3: await Change(hub, Any(people), p => p with { Active = !p.Active }); break;
                    case 4 when leads.Count > 0:
                        await hub.Fire(Any(leads), Trigger.Return, new() { Reason = Any(["badData", "notNow"]) }, Seller);
                        break;
                    case 5 when leads.Count > 1: await hub.Fire(Any(leads), Trigger.Merge, new() { Into = Any(leads) }); break;
                    case 6 when leads.Count > 0:
                        await hub.Fire(Any(leads), Trigger.Disqualify, new() { Reason = Any(["duplicate", "spam"]) });
                        break;
                    case 7: await held.LetOut(); break;
                    case 8: await hub.Pass(Duration.FromMinutes(Any([5, 60, 700]))); break;
                    case 9 when leads.Count > 0: await hub.Fire(Any(leads), Trigger.Accept, actor: Seller); break;
                    default:
                        leads.Add(await hub.Take($"p{step}@firma{step}.example", Any(["web-form", "demo-request"]), $"Firma {step}",
                            Any(["A", "B", null]), Any(["PL", "DE", null])));
                        break;
                }
            }
            catch (Refusal)
            {
                // Not every step fits.
            }
        hub.Verify().Problems.ShouldBeEmpty();
        using var rows = hub.Rows();
        foreach (var turn in rows.RuleTurns)
            turn.Standings.Sum(s => s.Balance).ShouldBe(0, turn.Rule);
        rows.RuleTurns.Count().ShouldBeGreaterThan(0);
        foreach (var lead in rows.Leads.Where(l => l.HeldUntil != null))
            (lead.Stage, lead.Holder).ShouldBe((Stage.Ready, Party.Marketing));
    }

    private static Actor Seller => new(ActorKind.Key, 3, Role.Manager, Party.Sales);

    private static RoutingRule[] Rules(Random random, List<Person> people) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(i => new RoutingRule
        {
            Name = $"rule {i}",
            To = "sales",
            Method = (RouteMethod)random.Next(4),
            IfNobody = (IfNobody)random.Next(3),
            When = new() { Grades = random.Next(2) == 0 ? ["A"] : [] },
            Calendar = random.Next(3) == 0 ? "office" : null,
            People = random.Next(2) == 0 ? []
                :
                [
                    .. people.Where(p => random.Next(2) == 0)
                        .Select(p => new RoutedPerson(p.Id, random.Next(1, 300) / 100m, random.Next(1, 6))),
                ],
        }),
    ];

    private static async Task Change(HubFixture hub, Person person, Func<Person, Person> change)
    {
        var known = hub.Company().Person(person.Id)!;
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.ChangePerson(change(known));
            return true;
        });
    }
}
