using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Routing;

namespace SmarketingHub.Engine.Tests.Routing;

/// <summary>Rules in force on a real file: who gets what, what the ledger has of it, and that balances follow from it.</summary>
public sealed class RoutingTests(ITestOutputHelper output)
{
    private static readonly RoutingRule Sales = new() { Name = "All", To = "sales", Method = RouteMethod.Turn };

    [Fact]
    public async Task Leads_go_round_by_the_weights_and_the_ledger_says_why()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Hire("Ann"), await hub.Hire("Ben"));
        await Put(hub, Sales with { People = [new(ann.Id, 2), new(ben.Id)] });
        var leads = new List<long>();
        for (var i = 0; i < 9; i++)
            leads.Add(await hub.Take($"p{i}@firma{i}.example", "web-form"));

        leads.Select(id => hub.Lead(id).OfferedHandoff!.ToPerson).GroupBy(p => p).ToDictionary(g => g.Key!.Value, g => g.Count())
            .ShouldBe(new Dictionary<long, int> { [ann.Id] = 6, [ben.Id] = 3 }, ignoreOrder: true);
        var routed = Routed(hub, leads[0]).Single();
        (routed.Rule, routed.Version, routed.Person, routed.Candidates.Count).ShouldBe(("All", 1, ann.Id, 2));
        using var rows = hub.Rows();
        rows.RuleTurns.Single().Standings.Sum(s => s.Balance).ShouldBe(0);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_as_the_ledger_has_it_is_told()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Ann");
        await hub.Hire("Ben");
        await Put(hub, Sales);
        var lead = await hub.Take("p@firma.example", "web-form");
        await Broken(hub, "The balances of the rule", rows => rows.RuleTurns.ExecuteUpdateAsync(s => s.SetProperty(t => t.Rule, "OTHER")));
        await Broken(hub, "rows say where leads were routed",
            rows => rows.RoutedLeads.ExecuteUpdateAsync(s => s.SetProperty(r => r.Person, 5)));
        await Broken(hub, "HeldBy",
            rows => rows.Leads.Where(l => l.Id == lead).ExecuteUpdateAsync(s => s.SetProperty(l => l.HeldBy, "All")));
        await Broken(hub, "The routing rules are not those",
            rows => rows.Company.Where(d => d.Kind == "routingRules").ExecuteDeleteAsync());
    }

    [Fact]
    public async Task Five_hundred_in_one_command_go_by_the_weights_to_within_a_lead()
    {
        await using var hub = await HubFixture.Start();
        var people = new List<Person>();
        for (var i = 0; i < 7; i++)
            people.Add(await hub.Hire($"Rep {i}"));
        await Put(hub, Sales with { People = [.. people.Select((p, i) => new RoutedPerson(p.Id, i % 3 == 0 ? 0.5m : 1))] });
        var began = Stopwatch.GetTimestamp();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            for (var i = 0; i < 500; i++)
                write.Take(new(new($"P{i}", "K", $"p{i}@firma{i}.example", null, null), null, new() { Source = "list" }, [], null, null));
            return true;
        });
        output.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds / 500:0.00} ms a routed lead, in one command of 500");
        using var rows = hub.Rows();
        var got = rows.RoutedLeads.GroupBy(r => r.Person).ToDictionary(g => g.Key!.Value, g => g.Count());
        var all = people.Select((_, i) => i % 3 == 0 ? 0.5m : 1).Sum();
        foreach (var (person, i) in people.Select((p, i) => (p, i)))
            Math.Abs(got[person.Id] - 500 * (i % 3 == 0 ? 0.5m : 1) / all).ShouldBeLessThanOrEqualTo(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_never_take_one_turn_twice()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 3; i++)
            await hub.Hire($"Rep {i}");
        await Put(hub, Sales);
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(hub.Time).AddHubEngine($"Data Source={hub.File}")
            .BuildServiceProvider();
        var second = other.GetRequiredService<Door>();
        await second.StartAsync(default);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? hub.Door : second).Do(HubFixture.Admin, write =>
            write.Take(new(new("P", "K", $"p{i}@firma{i}.example", null, null), null, new() { Source = "x" }, [], null, null)))));
        await second.StopAsync(default);
        using var rows = hub.Rows();
        rows.RoutedLeads.GroupBy(r => r.Person).Select(g => g.Count()).ToList().ShouldBe([20, 20, 20]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_away_gets_nothing_and_nobody_has_to_catch_up()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Hire("Ann"), await hub.Hire("Ben"));
        await Put(hub, Sales);
        await Change(hub, ben with { AwayFrom = hub.Now - Duration.FromHours(1) });
        var first = await TakeMany(hub, 5, "away");
        first.ShouldAllBe(p => p == ann.Id);
        await Change(hub, ben with { AwayFrom = null });
        (await TakeMany(hub, 6, "back")).Count(p => p == ben.Id).ShouldBe(3);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_are_versions_with_who_and_stale_ones_and_nonsense_are_refused()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Hire("Ann");
        (await Put(hub, Sales)).Version.ShouldBe(1);
        (await Put(hub, Sales)).Version.ShouldBe(1, "the same rules make no version");
        (await hub.Door.Do(HubFixture.Admin, write => write.PutRouting(1, [Sales with { Name = "Every" }]))).By.ShouldBe("key:1");
        (await Should.ThrowAsync<Stale>(hub.Door.Do(HubFixture.Admin, write => write.PutRouting(1, [Sales])))).Version.ShouldBe(2);
        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(Actor.Of(ann), write => write.PutRouting(null, [])));
        foreach (var (field, rule) in new (string, RoutingRule)[]
        {
            ("rules[0].name", Sales with { Name = " " }), ("rules[0].to", Sales with { To = "team:none" }),
            ("rules[0].to", Sales with { To = "marketing" }), ("rules[0].when.grades", Sales with { When = new() { Grades = ["E"] } }),
            ("rules[0].people[0].id", Sales with { People = [new(999)] }),
            ("rules[0].people[1].id", Sales with { People = [new(ann.Id), new(ann.Id)] }),
            ("rules[0].people[0].weight", Sales with { People = [new(ann.Id, 0)] }),
            ("rules[0].people[0].limit", Sales with { People = [new(ann.Id, 1, 0)] }),
            ("rules[0].people[0].countries", Sales with { People = [new(ann.Id, Countries: ["Poland"])] }),
            ("rules[0].hours", Sales with { Calendar = "none" }),
        })
            (await Should.ThrowAsync<InvalidArgument>(Put(hub, rule))).Field.ShouldBe(field);
        hub.Company().Routing.Version.ShouldBe(2);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waited_over_the_weekend_is_let_out_one_by_one_and_the_rest_goes_to_the_queue_when_its_time_is_up()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Hire("Ann");
        await hub.Hire("Lea", role: Role.Lead);
        await hub.Pass(Duration.FromDays(5));
        await Put(hub, Sales with { IfNobody = IfNobody.Hold, Calendar = "office", People = [new(ann.Id)] });
        var leads = new List<long>();
        for (var i = 0; i < 4; i++)
            leads.Add(await hub.Take($"w{i}@firma{i}.example", "web-form"));
        hub.Lead(leads[0]).HeldUntil.ShouldNotBeNull();
        var held = hub.Services.GetRequiredService<HeldLeads>();
        (await held.LetOut()).ShouldBe(0, "it is Saturday");

        await hub.Pass(Duration.FromDays(2));
        (await held.LetOut()).ShouldBe(1, "one at a time");
        hub.Lead(leads[0]).OfferedHandoff!.ToPerson.ShouldBe(ann.Id, "the oldest first");
        Routed(hub, leads[0]).Single().Waited.ShouldBeTrue();
        (await held.LetOut()).ShouldBe(0);
        await hub.Pass(HeldLeads.Pace);
        (await held.LetOut()).ShouldBe(1);

        await hub.Pass(Duration.FromHours(8));
        (hub.Lead(leads[3]).OfferedHandoff!.ToPerson, hub.Lead(leads[3]).HeldUntil).ShouldBe((null, null));
        using var rows = hub.Rows();
        rows.Notices.Count(n => n.Kind == Domain.Notices.NoticeKind.NobodyFree).ShouldBe(2);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_that_proves_a_duplicate_gives_its_turn_back()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Ann");
        await hub.Hire("Ben");
        await Put(hub, Sales);
        var (one, two) = (await hub.Take("a@firma.example", "x"), await hub.Take("b@other.example", "x"));
        await hub.Fire(two, Trigger.Merge, new() { Into = one });
        Of<TurnGivenBack>(hub, two).Single().Because.ShouldBe(GivenBackBecause.Duplicate);
        using var rows = hub.Rows();
        rows.RuleTurns.Single().Standings.Select(s => s.Balance).ShouldBe([-0.5m, 0.5m]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static async Task Broken(HubFixture hub, string told, Func<HubContext, Task> damage)
    {
        await using var rows = hub.Rows();
        await using var transaction = await rows.Database.BeginTransactionAsync();
        await damage(rows);
        await transaction.CommitAsync();
        hub.Verify().Problems.ShouldContain(p => p.Contains(told, StringComparison.Ordinal));
    }

    private static Task<bool> Change(HubFixture hub, Person person) => hub.Door.Do(HubFixture.Admin, write =>
    {
        write.ChangePerson(person);
        return true;
    });

    private static async Task<List<long?>> TakeMany(HubFixture hub, int count, string name)
    {
        var people = new List<long?>();
        for (var i = 0; i < count; i++)
            people.Add(hub.Lead(await hub.Take($"{name}{i}@{name}{i}.example", "web-form")).OfferedHandoff!.ToPerson);
        return people;
    }

    private static Task<RoutingRules> Put(HubFixture hub, params RoutingRule[] rules) =>
        hub.Door.Do(HubFixture.Admin, write => write.PutRouting(null, rules));

    private static List<LeadRouted> Routed(HubFixture hub, long lead) => Of<LeadRouted>(hub, lead);

    private static List<T> Of<T>(HubFixture hub, long lead) where T : LeadEvent
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.Where(e => e.LeadId == lead).OrderBy(e => e.Sequence).AsEnumerable()
            .Select(e => LedgerJson.Read(e.Type, e.Body)).OfType<T>()];
    }
}
