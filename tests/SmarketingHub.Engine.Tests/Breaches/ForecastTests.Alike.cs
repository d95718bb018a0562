using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests.Breaches;

/// <summary>By which promises one is judged, and which are told.</summary>
public sealed partial class ForecastTests
{
    [Fact]
    public async Task A_promise_is_judged_by_those_of_its_own_commitment_not_by_all_of_its_kind()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        var called = new TriggerArgs { Kind = AttemptKind.Call, By = $"{jana.Id}" };
        // Promised within five minutes, and done in four; twelve others within four hours, and done in three.
        var demos = new List<long>();
        for (var i = 0; i < 12; i++)
            demos.Add(await hub.Take($"d{i}@x{i}.example", "demo-request", company: null));
        await hub.Pass(Duration.FromMinutes(4));
        foreach (var lead in demos)
            await hub.Fire(lead, Trigger.Attempt, called);
        var others = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            others.Add(await hub.Take($"a{i}@y{i}.example", "fair", company: null));
            await hub.Fire(others[^1], Trigger.Ready);
            await hub.Fire(others[^1], Trigger.Offer, new() { To = $"person:{jana.Id}" });
            await hub.Fire(others[^1], Trigger.Accept, new() { Owner = $"{jana.Id}" });
        }
        await hub.Pass(Duration.FromHours(3));
        foreach (var lead in others)
            await hub.Fire(lead, Trigger.Attempt, called);
        var demo = await hub.Take("now@now.example", "demo-request", company: null);
        await hub.Pass(Duration.FromMinutes(3));

        var forecast = (await Forecasts(hub, await Past(hub), new(Promise: Promise.Touch))).Forecasts.Single(f => f.Clock.LeadId == demo);

        forecast.Chance!.Value.ShouldBe(new(0, 0, 12));
    }

    [Fact]
    public async Task What_nobody_owes_any_more_was_not_missed_and_what_is_decided_before_its_time_is_up_is_not_tried()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        var leads = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            leads.Add(await hub.Take($"a{i}@x{i}.example", "fair", company: null));
            await hub.Fire(leads[^1], Trigger.Ready);
            await hub.Fire(leads[^1], Trigger.Offer, new() { To = $"person:{jana.Id}" });
            await hub.Fire(leads[^1], Trigger.Accept, new() { Owner = $"{jana.Id}" });
        }
        await hub.Pass(Duration.FromHours(3));
        foreach (var lead in leads)
            await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "no-need" });
        var kind = new PromiseClass(Promise.Touch, hub.Company().Agreements[0].Id, "touch", Party.Sales, IsNextRound: false);

        var past = await Past(hub);

        past.Pace.Chance(kind, jana.Id, 2 * 3_600, 4 * 3_600)!.Value.ShouldBe(new(0, 12, 12));
        // Called at three of four hours: until then others like them run, and count for nothing yet.
        (past.Calibration.Undecided, past.Calibration.Unsaid).ShouldBe((12, 0));
        await hub.Pass(Duration.FromHours(1));
        past = await Past(hub);
        (past.Calibration.Undecided, past.Calibration.Unsaid).ShouldBe((0, 12));
    }

    [Fact]
    public async Task What_was_judged_a_while_ago_is_told_without_what_is_over_since_and_with_what_is_new()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        await Day(hub, jana, 12, 5);
        async Task<long> Offered(string name)
        {
            var lead = await hub.Take($"{name}@now.example", "fair", company: null);
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{jana.Id}" });
            return lead;
        }
        var (over, stays) = (await Offered("over"), await Offered("stays"));
        var past = await Past(hub);
        await using var rows = hub.Rows();
        var judged = await ForecastList.Judge(rows, hub.Company(), past.Pace, hub.Now);
        await hub.Fire(over, Trigger.Disqualify, new() { Reason = "no-need" });
        await hub.Pass(Duration.FromMinutes(30));
        var added = await Offered("added");

        await using var later = hub.Rows();
        var page = await judged.Page(later, hub.Company(), HubFixture.Admin, new(Promise: Promise.Accept), 1, hub.Now);

        page.Asked.ShouldBe(new(2, 2));
        page.Forecasts.Select(f => f.Clock.LeadId).ShouldBe([stays, added]);
        page.Forecasts[0].Left.ShouldBe(Duration.FromHours(3.5));
        await using var last = hub.Rows();
        (await judged.Count(last, hub.Company(), HubFixture.Admin, hub.Now)).Likely.ShouldBe(2);
    }
}
