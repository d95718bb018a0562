using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Engine.Routing.Past;

namespace SmarketingHub.Engine.Tests.Routing;

/// <summary>Rules tried on the past: those that were in force make of it what happened.</summary>
public sealed class RoutingReplayTests
{
    [Fact]
    public async Task The_rules_in_force_make_of_the_past_what_really_happened()
    {
        await using var hub = await HubFixture.Start();
        var people = new List<Person>();
        for (var i = 0; i < 5; i++)
            people.Add(await hub.Hire($"Rep {i}"));
        RoutingRule[] rules =
        [
            Turn("A") with { When = new() { Grades = ["A"] }, People = [new(people[0].Id, 2), new(people[1].Id)] },
            Turn("All") with { People = [.. people.Select((p, i) => new RoutedPerson(p.Id, i == 4 ? 0.5m : 1))] },
        ];
        await hub.Door.Do(HubFixture.Admin, write => write.PutRouting(null, rules));
        var random = new Random(7);
        Instant? from = null;
        for (var i = 0; i < 80; i++)
        {
            if (i == 20)
                from = hub.Now;
            if (i % 7 == 3)
            {
                var one = hub.Company().Person(people[random.Next(5)].Id)!;
                await hub.Door.Do(HubFixture.Admin, write =>
                {
                    write.ChangePerson(one with { AwayFrom = one.AwayFrom is null ? write.Now : null });
                    return true;
                });
            }
            var lead = await hub.Take($"p{i}@firma{i}.example", "web-form", $"Firma {i}", grade: i % 3 == 0 ? "A" : "B");
            if (i % 9 == 4)
                await hub.Fire(lead, Trigger.Return, new() { Reason = "badData" }, new Actor(ActorKind.Key, 3, Role.Manager, "sales"));
            await hub.Pass(Duration.FromMinutes(30));
        }
        var past = await Try(hub, from!.Value, hub.Now + Duration.FromDays(1), rules);
        past.Changed.ShouldBe(0, string.Join("; ", past.Changes));
        (past.Leads, past.Routed).ShouldBe((60, 60));
        past.People.Sum(p => p.Leads).ShouldBe(60);
        past.People.ShouldAllBe(p => p.Leads == p.Was && p.Days.Sum(d => d.Leads) == p.Leads);
        past.Rules.Select(r => r.Leads).Sum().ShouldBe(60);

        var other = await Try(hub, from.Value, hub.Now + Duration.FromDays(1),
            [Turn("One") with { People = [new(people[2].Id)] }]);
        other.People.Single(p => p.Leads > 0).Person.ShouldBe(people[2].Id);
        other.Changed.ShouldBeGreaterThan(30);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_would_have_waited_is_let_out_at_its_pace_and_counted()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Hire("Ann");
        await hub.Pass(Duration.FromDays(5));
        var from = hub.Now;
        for (var i = 0; i < 4; i++)
            await hub.Take($"w{i}@firma{i}.example", "web-form", $"Firma {i}");
        var past = await Try(hub, from, from + Duration.FromHours(1),
            [Turn("Held") with { IfNobody = IfNobody.Hold, Calendar = "office", People = [new(ann.Id)] }]);
        (past.Held, past.Routed, past.People.Single().Days.Single().Leads).ShouldBe((4, 4, 4));
        past.People.Single().Days.Single().Day.ShouldBe(new LocalDate(2026, 3, 9), "on Monday");
    }

    [Fact]
    public async Task Nonsense_and_partners_are_refused_and_nothing_is_written()
    {
        await using var hub = await HubFixture.Start();
        var (before, from) = (hub.Verify().Head, hub.Now);
        (await Should.ThrowAsync<InvalidArgument>(Try(hub, from, from, []))).Field.ShouldBe("to");
        (await Should.ThrowAsync<InvalidArgument>(Try(hub, from, from + Duration.FromDays(1), [new() { Name = "", To = "sales" }])))
            .Field.ShouldBe("rules[0].name");
        await Should.ThrowAsync<NotAllowed>(hub.Services.GetRequiredService<RoutingReplay>().Replay(
            new(from, from + Duration.FromDays(1), []), new Actor(ActorKind.Key, 9, Role.Partner, "partner:altamar")));
        hub.Verify().Head.ShouldBe(before);
    }

    private static RoutingRule Turn(string name) => new() { Name = name, To = "sales", Method = RouteMethod.Turn };

    private static Task<PastResult> Try(HubFixture hub, Instant from, Instant to, IReadOnlyList<RoutingRule> rules) =>
        hub.Services.GetRequiredService<RoutingReplay>().Replay(new(from, to, rules), HubFixture.Admin);
}
