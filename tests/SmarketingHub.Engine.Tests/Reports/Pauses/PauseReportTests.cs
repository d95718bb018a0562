using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports.Pauses;

public sealed class PauseReportTests : IAsyncLifetime
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly Duration Hour = Duration.FromHours(1);

    private HubFixture hub = null!;
    private Person jana = null!, marta = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.Start();
        (jana, marta) = (await hub.Hire("Jana"), await hub.Hire("Marta", Party.Marketing));
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Pauses_last_in_time_of_the_day_and_of_business_by_whoever_paused()
    {
        var (ended, running) = (await hub.Take("a@a.example", "Webinar"), await hub.Take("b@b.example"));
        await hub.Pass(7 * Hour);
        // Monday 16:00 to Tuesday 10:00; the other goes on.
        await Pause(ended, Actor.Of(marta));
        await Pause(running);
        await hub.Pass(18 * Hour);
        await hub.Fire(ended, Trigger.Resume);
        await hub.Pass(Hour);

        var report = await Read(PauseBy.Person);

        (report.All.Pauses, report.All.Leads, report.All.Running).ShouldBe((2, 2, 1));
        (report.All.Seconds, report.All.BusinessSeconds, report.All.Longest).ShouldBe((37 * 3600, 5 * 3600, 19 * 3600));
        report.Groups.Select(g => (g.Key, g.Counts.Pauses, g.Counts.Seconds)).ShouldBe(
            [("", 1, 19 * 3600L), ($"{marta.Id}", 1, 18 * 3600L)], ignoreOrder: true);
        (await Read(with: r => r with { Person = marta.Id })).All.Pauses.ShouldBe(1);
        (await Read(with: r => r with { Source = "webinar" })).All.Pauses.ShouldBe(1);
        (await Read(with: r => r with { Party = Party.Sales })).All.Pauses.ShouldBe(0);
        (await Read(with: r => r with { To = Monday + Hour })).All.Pauses.ShouldBe(0);
    }

    [Fact]
    public async Task A_promise_met_after_its_first_deadline_was_saved_by_the_pause_that_moved_it()
    {
        var (saved, missed, inTime) = (await Offered("a"), await Offered("b"), await Offered("c"));
        await hub.Pass(Hour);
        foreach (var lead in new[] { saved, missed, inTime })
            await Pause(lead, Actor.Of(marta));
        await hub.Pass(Hour);
        foreach (var lead in new[] { saved, missed, inTime })
            await hub.Fire(lead, Trigger.Resume);
        await Accept(inTime);
        // Due at 13:00 at first, at 14:00 now: it is 13:30.
        await hub.Pass(Duration.FromMinutes(150));
        await Accept(saved);
        await hub.Pass(2 * Hour);

        var all = (await Read()).All;

        (all.Held, all.Saved, all.Breached).ShouldBe((3, 1, 1));
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var held = PauseReport.PromisesBehind(moment, Asked());
        held.Where(promise => promise.IsSaved).Select(p => (p.Promise.LeadId, p.MovedSeconds)).ShouldBe([(saved, 3600)]);
        held.Where(promise => promise.IsBreached).Select(p => (p.Promise.LeadId, p.MovedSeconds)).ShouldBe([(missed, 3600)]);
        (held.Count, PauseReport.PausesBehind(moment, Asked()).Count).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_source_is_called_as_most_write_it_whichever_is_read_first()
    {
        foreach (var (name, source) in new[] { ("a", "webinar"), ("b", "Webinar"), ("c", "Webinar") })
            await Pause(await hub.Take($"{name}@{name}.example", source, company: null));

        (await Read(PauseBy.Source)).Groups.Select(g => (g.Key, g.Counts.Pauses)).ShouldBe([("Webinar", 3)]);
    }

    [Fact]
    public async Task People_stand_by_their_names_and_never_by_how_often_they_paused()
    {
        var adam = await hub.Hire("Adam", Party.Marketing);
        foreach (var (name, by) in new[] { ("a", marta), ("b", marta), ("c", adam), ("d", null), ("e", null), ("f", null) })
            await Pause(await hub.Take($"{name}@{name}.example", company: null), by is null ? null : Actor.Of(by));

        (await Read(PauseBy.Person)).Groups.Select(g => (g.Key, g.Counts.Pauses)).ShouldBe(
            [($"{adam.Id}", 1), ($"{marta.Id}", 2), ("", 3)]);
        (await Read(PauseBy.Party)).Groups.Select(g => g.Counts.Pauses).ShouldBe([6]);
    }

    private async Task<long> Offered(string name)
    {
        var lead = await hub.Take($"{name}@x.example", company: null);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        return lead;
    }

    private Task Accept(long lead) => hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jana.Id}" });

    private Task Pause(long lead, Actor? by = null) =>
        hub.Fire(lead, Trigger.Pause, new() { Words = "They are moving.", Until = hub.Now + Duration.FromDays(9) }, by);

    private ReportRequest Asked() => new(Monday - Hour, hub.Now + Hour, hub.Now);

    private async Task<PauseReport> Read(PauseBy? by = null, Func<ReportRequest, ReportRequest>? with = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        return PauseReport.Read(moment, with is null ? Asked() : with(Asked()), by);
    }
}
