using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Leads;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>
/// Clocks that are told of late, after all others have been told what an agreement did. What falls due on another lead meanwhile makes no
/// difference to them. It is Monday 09:00; the office is open until 17:00.
/// </summary>
public sealed class LateClockTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task One_that_breached_before_its_agreement_ended_ends_with_it()
    {
        await using var table = await Set();
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, HubFixture.Monday + 60 * Minute));
        await table.Hub.Pass(120 * Minute);
        table.Told("agreementEnded").Count.ShouldBe(1);

        // The last of the first lead's points was due before the first of the other's, and that before the end.
        var leads = new[] { await Late(table, "a@example.com", 10), await Late(table, "b@example.com", 30) };
        await table.Hub.Pass(Duration.Zero);

        foreach (var lead in leads)
        {
            Touch(table, lead).BreachedAt.ShouldNotBeNull();
            table.Hub.Lead(lead).LiveClocks.ShouldBeEmpty();
        }
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_warned_before_it_was_re_timed_is_due_by_its_new_time()
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, Target("touch-demo", "PT4H"));
        await table.PutInForce(table.Starter.Id,
            t => Target(t, "touch-demo", "PT170M") with { ReTimes = true, From = HubFixture.Monday + 160 * Minute });
        await table.Hub.Pass(175 * Minute);
        table.Told("agreementReTimed").Count.ShouldBe(1);

        // Their warnings were due after 120 minutes, of 240.
        var leads = new[] { await Late(table, "a@example.com", 0), await Late(table, "b@example.com", 3) };
        await table.Hub.Pass(Duration.Zero);

        Touch(table, leads[0]).BreachedAt.ShouldNotBeNull("it was due after 170 minutes, and 175 have passed");
        foreach (var lead in leads)
            (Touch(table, lead).AgreementVersion, Touch(table, lead).DueAt)
                .ShouldBe((3, Touch(table, lead).StartedAt + 170 * Minute));
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_moves_a_clock_where_the_ledger_did_though_it_was_met_before_that_instant_by_a_clock_set_back()
    {
        await using var table = await Set();
        await table.Hub.Pass(60 * Minute);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);
        table.Hub.Time.AdjustTime((HubFixture.Monday + 30 * Minute).ToDateTimeOffset());
        var lead = await table.Offered("a@example.com");
        await table.Hub.Fire(lead, Trigger.Accept);
        (table.Accept(lead).State, table.Accept(lead).AgreementVersion).ShouldBe((ClockState.Met, 2));

        var replayed = await table.Hub.Replayer().Replay(
            new(table.Starter.Id, HubFixture.Monday, HubFixture.Monday + 1440 * Minute, [table.Starter.Versions[0]], 1), HubFixture.Admin);

        replayed.Unlike.ShouldBeEmpty();
    }

    private static Clock Touch(Table table, long lead) => table.Hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Touch);

    private static async Task<long> Late(Table table, string email, int minute) =>
        (await table.Hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            new("Ana", "Kowal", email, null, "CFO"), null, new() { Source = "demo-request" }, [], HubFixture.Monday + minute * Minute,
            null)))).LeadId;
}
