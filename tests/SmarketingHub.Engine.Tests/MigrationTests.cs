using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_file_from_before_shown_clocks_gets_those_that_its_ledger_says()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Nowak");
        var (atRisk, breached, working, paused) = (await Offered(hub, "1"), await Offered(hub, "2"), await Offered(hub, "3"), await Offered(hub, "4"));
        await hub.Fire(working, Trigger.Attempt, new() { Kind = AttemptKind.Call }, Actor.Of(ana));
        await hub.Fire(paused, Trigger.Pause, new() { Until = hub.Now + Duration.FromDays(9), Words = "On holiday" });
        await hub.Pass(Duration.FromMinutes(4.5));
        await hub.Fire(atRisk, Trigger.Attempt, new() { Kind = AttemptKind.Call }, Actor.Of(ana));
        await hub.Fire(await hub.Take("5@example.com"), Trigger.Disqualify, new() { Reason = "spam" });
        await hub.Pass(Duration.FromHours(3.5));
        hub.Lead(breached).Shown!.State.ShouldBe(Domain.Clocks.ClockState.Breached);
        var shown = Shown(hub);
        await using var rows = hub.Rows();
        var migrator = rows.GetService<IMigrator>();

        await migrator.MigrateAsync("Initial");
        await migrator.MigrateAsync();

        Shown(hub).ShouldBe(shown);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static Task<long> Offered(HubFixture hub, string name) => hub.Take($"{name}@example.com", "demo-request", name);

    private static List<string> Shown(HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Leads.AsNoTracking().OrderBy(l => l.Id).AsEnumerable().Select(l => $"{l.Id}: {l.Shown} {l.Shown?.RiskAt?.ToUnixTimeMilliseconds()}")];
    }
}
