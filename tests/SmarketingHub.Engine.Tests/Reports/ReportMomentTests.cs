using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Installing;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports;

public sealed class ReportMomentTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task What_was_just_acknowledged_is_in_the_next_report()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();

        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        moment.Leads.Ask(leads => leads.Select(l => l.LeadId)).ShouldBe([lead]);
    }

    [Fact]
    public async Task A_breach_that_was_corrected_later_is_one_for_whoever_asks_as_of_before()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take(source: "demo-request");
        await hub.Pass(Minute * 6);
        var before = hub.Now;
        await hub.Pass(Minute);
        var lead = hub.Leads().Single().Id;
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = HubFixture.Monday + Minute * 3 });

        (await Touches(hub, before)).ShouldBe([ClockState.Breached]);
        (await Touches(hub, hub.Now)).ShouldBe([ClockState.Met]);
    }

    [Fact]
    public async Task Weeks_and_months_are_of_the_zone_that_the_installation_had_then()
    {
        await using var hub = await HubFixture.Start();
        var before = hub.Now;
        await hub.Pass(Minute);
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Settle("America/New_York", "EUR");
            return 0;
        });

        (await Zone(hub, before)).ShouldBe("Europe/Warsaw");
        (await Zone(hub, hub.Now)).ShouldBe("America/New_York");
    }

    private static async Task<string> Zone(HubFixture hub, Instant knownAt)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        return moment.Company.Zone.Id;
    }

    [Fact]
    public async Task What_an_import_brought_is_known_until_it_was_taken_back()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import("email,source\na@x.example,webinar\n")).Run;
        var imported = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Undo().TakeBack(run, HubFixture.Admin);

        (await Leads(hub, imported)).ShouldBe(1);
        (await Leads(hub, hub.Now)).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_of_now_that_is_asked_while_others_write_gives_the_same_when_it_is_asked_again()
    {
        await using var hub = await HubFixture.Start();
        using var recorded = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var writing = hub.Door.Do(HubFixture.Admin, write =>
        {
            var taken = write.Take(new(new("Ana", "Kowal", "ana@example.com", null, null), null, new(), [], write.Now, null));
            recorded.Set();
            goOn.Wait();
            return taken;
        });
        await Task.Run(recorded.Wait, TestContext.Current.CancellationToken);
        hub.Time.Advance(TimeSpan.FromMilliseconds(20));
        var asking = Task.Run(async () =>
        {
            var now = await hub.Services.GetRequiredService<ReportNow>().Read();
            return (now, await Leads(hub, now));
        });
        // Who does not wait for what is under way is done here.
        await Task.WhenAny(asking, Task.Run(() => SpinWait.SpinUntil(() => asking.IsCompleted || hub.Door.Waiting > 0)));
        goOn.Set();
        await writing;
        var (known, first) = await asking;

        (await Leads(hub, known)).ShouldBe(first);
        first.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_import_told_of_a_lead_that_was_there_is_known_until_it_was_taken_back(bool followed)
    {
        await using var hub = await HubFixture.Start();
        await hub.Take(source: "webinar");
        var captured = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        var run = (await hub.Import("email,title,product,id\nana@example.com,CEO,Pump,9\n", ImportAs.New)).Run;
        var imported = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        if (followed)
            await hub.Services.GetRequiredService<ReportFollower>().Follow();

        // Nothing else of it is to be seen in a row than when it was known: who asks as of before has it folded anew.
        (await KnownAt(hub, captured)).ShouldBe(captured);
        (await KnownAt(hub, imported)).ShouldBe(imported);
        (await KnownAt(hub, hub.Now)).ShouldBe(hub.Now);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stage_that_an_import_told_stands_for_whoever_asks_as_of_before_it_was_taken_back()
    {
        await using var hub = await HubFixture.Start();
        const string Csv = "Lead ID,email,stage\n7,a@x.example,";
        await hub.Import(Csv + "Working\n");
        await hub.Pass(Duration.FromHours(1));
        var run = (await hub.Import(Csv + "Lost\n")).Run;
        var imported = hub.Now;
        await hub.Pass(Duration.FromHours(1));
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        await hub.Services.GetRequiredService<ReportFollower>().Follow();

        (await Stages(hub, imported)).ShouldBe([Stage.Lost]);
        (await Stages(hub, hub.Now)).ShouldBe([Stage.Working]);
    }

    private static async Task<List<Stage>> Stages(HubFixture hub, Instant knownAt)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        return [.. moment.Leads.Ask(leads => leads.Select(l => l.Stage))];
    }

    private static async Task<Instant> KnownAt(HubFixture hub, Instant knownAt)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        return moment.Leads.Ask(leads => leads.Select(l => l.KnownAt)).Single();
    }

    private static async Task<List<ClockState?>> Touches(HubFixture hub, Instant knownAt)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        return [.. moment.Promises.Ask(all => all.Where(p => p.Promise == Domain.Agreements.Promise.Touch).Select(p => p.State))];
    }

    private static async Task<int> Leads(HubFixture hub, Instant knownAt)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), knownAt, default);
        return moment.Leads.Ask(leads => leads).Count();
    }
}
