using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Breaches;

public sealed partial class ForecastTests
{
    private static async Task<DeskPast> Past(HubFixture hub)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, CancellationToken.None);
        return DeskPast.Read(moment);
    }

    private static async Task<ForecastPage> Forecasts(HubFixture hub, DeskPast past, BreachFilter? filter = null, Actor? actor = null)
    {
        await using var rows = hub.Rows();
        var judged = await ForecastList.Judge(rows, hub.Company(), past.Pace, hub.Now);
        return await judged.Page(rows, hub.Company(), actor ?? HubFixture.Admin, filter ?? new(), 1, hub.Now);
    }

    // Offered at 09:00 of a working day to somebody, who accepts after so many hours; four are promised.
    private static async Task Day(HubFixture hub, Person to, int leads, int hours, string source = "fair")
    {
        var taken = new List<long>();
        for (var i = 0; i < leads; i++)
        {
            var lead = await hub.Take($"a{Guid.NewGuid():N}@x{i}.example", source, company: null);
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{to.Id}" });
            taken.Add(lead);
        }
        await hub.Pass(Duration.FromHours(hours));
        foreach (var lead in taken)
        {
            await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{to.Id}" });
            // Over: nothing else of it is promised any more.
            await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "no-need" });
        }
        await hub.Pass(Duration.FromHours(24 - hours));
    }

    [Fact]
    public async Task The_forecast_is_from_what_the_owner_did_with_such_promises_and_from_the_partys()
    {
        await using var hub = await HubFixture.Start();
        var (jana, piet) = (await hub.Hire("Jana"), await hub.Hire("Piet"));
        await Day(hub, jana, 12, 5);
        await Day(hub, piet, 12, 1);
        // Now they run for nothing yet.
        foreach (var to in new[] { jana, piet })
        {
            var lead = await hub.Take($"{to.Name}@now.example", "fair", company: null);
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{to.Id}" });
        }

        var accepts = await Forecasts(hub, await Past(hub), new(Party: Party.Sales, Promise: Promise.Accept));

        accepts.Asked.All.ShouldBe(2);
        accepts.Forecasts.Select(f => f.Clock.Person).ShouldBe([jana.Id, piet.Id]);
        var (slow, quick) = (accepts.Forecasts[0].Chance!.Value, accepts.Forecasts[1].Chance!.Value);
        // Of the party half was late. The two that run are censored at once, and count to nobody's.
        slow.Value.ShouldBe(12 / 22.0 + 10 / 22.0 * 0.5, 1e-9);
        quick.Value.ShouldBe(10 / 22.0 * 0.5, 1e-9);
        (slow.Own, slow.OfParty).ShouldBe((12, 24));
        accepts.Forecasts.ShouldAllBe(f => !f.IsSure && f.Left == Duration.FromHours(4));
        (await Forecasts(hub, await Past(hub), new(Party: Party.Marketing, Promise: Promise.Accept))).Asked.All.ShouldBe(0);
    }

    [Fact]
    public async Task The_time_of_a_promise_is_without_what_was_paused_also_if_it_was_done_before_its_first_deadline()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        var leads = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            var lead = await hub.Take($"a{i}@x{i}.example", "fair", company: null);
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{jana.Id}" });
            leads.Add(lead);
        }
        // From 09:30 until 11:30 they are paused, at 12:30 they are accepted: an hour and a half after, of four.
        await hub.Pass(Duration.FromMinutes(30));
        foreach (var lead in leads)
            await hub.Fire(lead, Trigger.Pause, new() { Words = "They are moving.", Until = hub.Now + Duration.FromHours(2) });
        await hub.Pass(Duration.FromHours(3));
        foreach (var lead in leads)
            await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jana.Id}" });

        var pace = (await Past(hub)).Pace;
        var agreement = hub.Company().Agreements[0].Id;

        BreachChance? Chance(int elapsed, int target) =>
            pace.Chance(new(Promise.Accept, agreement, "accept", Party.Sales, false), jana.Id, elapsed * 60, target * 60);
        Chance(0, 89)!.Value.Value.ShouldBe(1);
        Chance(0, 91)!.Value.Value.ShouldBe(0);
        Chance(91, 240).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_away_until_the_deadline_without_a_stand_in_surely_misses_it()
    {
        await using var hub = await HubFixture.Start();
        var (jana, piet) = (await hub.Hire("Jana"), await hub.Hire("Piet"));
        var lead = await hub.Take("a@now.example", "fair", company: null);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{jana.Id}" });
        await hub.Pass(Duration.FromHours(7) + Duration.FromMinutes(59));
        // It is 16:59, and it was breached at 13:00: another, due tomorrow at noon less a minute.
        var late = await hub.Take("b@now.example", "fair", company: null);
        await hub.Fire(late, Trigger.Ready);
        await hub.Fire(late, Trigger.Offer, new() { To = $"person:{jana.Id}" });
        var tonight = hub.Now + Duration.FromMinutes(1);
        Task<bool> Away(Instant? until, long? standIn) => hub.Door.Do(HubFixture.Admin, write =>
        {
            write.SetAway(jana.Id, tonight, until, standIn);
            return true;
        });
        async Task<bool> IsSure() => (await Forecasts(hub, await Past(hub), new(Promise: Promise.Accept))).Forecasts
            .Single(f => f.Clock.LeadId == late).IsSure;

        (await IsSure()).ShouldBeFalse();
        await Away(null, null);
        // The last open minute of today is still there.
        (await IsSure()).ShouldBeFalse();
        await hub.Pass(Duration.FromSeconds(59));
        hub.Time.Advance(TimeSpan.FromMilliseconds(999));
        (await IsSure()).ShouldBeFalse();
        var sure = new Presence(hub.Company(), tonight);
        var calendar = hub.Company().Calendars.Values.First();
        var due = hub.Lead(late).Clocks.Single(c => c.Promise == Promise.Accept).DueAt;
        sure.HasTime(jana.Id, Party.Sales, calendar, due).ShouldBeFalse();
        sure.HasTime(piet.Id, Party.Sales, calendar, due).ShouldBeTrue();
        sure.HasTime(null, Party.Sales, calendar, due).ShouldBeTrue();
        // Back for the last minute; or somebody stands in.
        await Away(due - Duration.FromMinutes(1), null);
        new Presence(hub.Company(), tonight).HasTime(jana.Id, Party.Sales, calendar, due).ShouldBeTrue();
        await Away(due, null);
        new Presence(hub.Company(), tonight).HasTime(jana.Id, Party.Sales, calendar, due).ShouldBeFalse();
        await Away(due, piet.Id);
        new Presence(hub.Company(), tonight).HasTime(jana.Id, Party.Sales, calendar, due).ShouldBeTrue();
    }

    [Fact]
    public async Task A_breach_pattern_in_the_ledger_is_found_by_the_hour_in_the_calendars_zone_and_listed()
    {
        await using var hub = await HubFixture.Start();
        var jana = await hub.Hire("Jana");
        for (var week = 0; week < 4; week++)
        {
            // Mondays at 09:00 in Warsaw nobody takes the webinar's in time; all else is.
            await Day(hub, jana, 6, 5, "webinar");
            for (var day = 1; day < 5; day++)
                await Day(hub, jana, 12, 1);
            await hub.Pass(Duration.FromHours(48));
        }
        var past = await Past(hub);

        var pattern = past.Patterns.ShouldHaveSingleItem();
        pattern.Breaches.ShouldBe(24);
        (pattern.Key.Day, pattern.Key.Hour).ShouldBe((IsoDayOfWeek.Monday, 9));
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, CancellationToken.None);
        DeskPast.BreachesOf(moment, pattern.Key).Count.ShouldBe(24);
        DeskPast.BreachesOf(moment, new(IsoDayOfWeek.Tuesday, 9, null, "")).ShouldBeEmpty();
        DeskPast.BreachesOf(moment, new(null, null, PatternBy.Source, "webinar")).Count.ShouldBe(24);
        past.Calibration.Tried.ShouldBe(0);
    }
}
