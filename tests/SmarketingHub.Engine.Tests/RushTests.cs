using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests;

public sealed class RushTests
{
    private static readonly string Breached = LedgerJson.NameOf(typeof(ClockBreached));
    private static readonly string Captured = LedgerJson.NameOf(typeof(LeadCaptured));

    [Fact]
    public async Task Ten_thousand_leads_due_in_the_same_second_fire_once_and_in_order_and_commands_get_through_meanwhile()
    {
        await using var hub = await Waiting(10_000, LeadFile.Now);
        hub.Time.Advance(TimeSpan.FromSeconds(1));

        var firing = hub.Enforcer.FireAll();
        var taken = 0;
        while (!firing.IsCompleted)
            await hub.Take($"new{++taken}@example.com", company: $"New {taken}");
        await firing;

        FiredOnceInOrder(hub, 10_000, LeadFile.Now + Duration.FromSeconds(1));
        using var rows = hub.Rows();
        var last = rows.Ledger.Where(e => e.Type == Breached).Max(e => e.Sequence);
        rows.Ledger.Count(e => e.Type == Captured && e.Sequence > rows.Ledger.Where(b => b.Type == Breached).Min(b => b.Sequence)
            && e.Sequence < last)
            .ShouldBeGreaterThan(10, $"of {taken} taken in");
    }

    [Fact]
    public async Task What_fell_due_while_nothing_ran_fires_once_and_in_order_stamped_when_it_was_due()
    {
        var restart = LeadFile.Now + Duration.FromHours(1);
        await using var hub = await Waiting(2_000, restart);

        await hub.Enforcer.FireAll();
        await hub.Enforcer.FireAll();

        FiredOnceInOrder(hub, 2_000, restart);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_waits_for_one_batch_and_the_next_start_fires_the_rest()
    {
        var restart = LeadFile.Now + Duration.FromHours(1);
        await using var hub = await Waiting(1_000, restart);
        using var stop = new CancellationTokenSource();
        var batches = 0;
        hub.Door.Committed += _ =>
        {
            batches++;
            stop.Cancel();
        };

        await Should.ThrowAsync<OperationCanceledException>(() => hub.Enforcer.FireAll(stop.Token));

        batches.ShouldBe(1);
        await hub.Enforcer.FireAll();
        batches.ShouldBeGreaterThan(2);
        FiredOnceInOrder(hub, 1_000, restart);
    }

    // All of them offered, their answers due within one second.
    private static Task<HubFixture> Waiting(int leads, Instant at) =>
        HubFixture.On(file => LeadFile.Build(file, new(leads, 0, PerSecond: 10_000, OnlyWaiting: true)), at);

    private static void FiredOnceInOrder(HubFixture hub, int leads, Instant recordedAt)
    {
        using var rows = hub.Rows();
        var fired = rows.Ledger.Where(e => e.Type == Breached).OrderBy(e => e.Sequence).Select(e => new { e.LeadId, e.At, e.RecordedAt })
            .ToList();
        fired.Count.ShouldBe(leads);
        fired.Select(e => e.LeadId).Distinct().Count().ShouldBe(leads);
        fired.ShouldAllBe(e => e.RecordedAt == recordedAt);
        var due = rows.Clocks.Where(c => c.BreachedAt != null).Select(c => new { c.LeadId, c.DueAt })
            .ToDictionary(c => c.LeadId, c => c.DueAt);
        fired.ShouldAllBe(e => e.At == due[e.LeadId!.Value]);
        fired.ShouldBe(fired.OrderBy(e => e.At).ThenBy(e => e.LeadId));
    }
}
