using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>Clocks that run while an agreement changes. It is Monday 09:00; the office is open until 17:00.</summary>
public sealed class ReTimingTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task Running_clocks_keep_their_version_unless_the_new_one_says_to_re_time_them()
    {
        await using var table = await Set();
        var kept = await table.Offered("a@example.com");
        await table.PutInForce(table.Starter.Id, Target("accept", "PT3H"));
        await table.Hub.Pass(Duration.Zero);
        table.Accept(kept).DueAt.ShouldBe(HubFixture.Monday + 4 * Hour);

        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);

        var moved = table.Accept(kept);
        (moved.AgreementVersion, moved.StartedAt, moved.DueAt).ShouldBe((3, HubFixture.Monday, HubFixture.Monday + 2 * Hour));
        await table.Hub.Pass(2 * Hour);
        table.Accept(kept).BreachedAt.ShouldBe(HubFixture.Monday + 2 * Hour);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Re_timing_waits_for_the_effective_instant_and_is_stamped_with_it_after_a_stop()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.PutInForce(table.Starter.Id,
            t => Target(t, "accept", "PT6H") with { ReTimes = true, From = HubFixture.Monday + 3 * Hour });
        table.Accept(lead).DueAt.ShouldBe(HubFixture.Monday + 4 * Hour);

        // Nothing ran from 09:00 to 15:00: by the old time it would have breached at 13:00.
        await table.Hub.Pass(6 * Hour);

        table.Accept(lead).BreachedAt.ShouldBe(HubFixture.Monday + 6 * Hour);
        table.Told("clockReTimed").ShouldBe([("clockReTimed", HubFixture.Monday + 3 * Hour)]);
    }

    [Fact]
    public async Task A_clock_that_starts_behind_a_re_timing_since_time_was_set_back_takes_it_at_once()
    {
        await using var table = await Set();
        await table.Hub.Pass(Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);
        table.Told("agreementReTimed").Count.ShouldBe(1);
        var start = HubFixture.Monday + Duration.FromMinutes(30);
        table.Hub.Time.AdjustTime(start.ToDateTimeOffset());

        var lead = await table.Offered("a@example.com");

        // All others have been told, and nobody comes by again when the clock gets there a second time.
        var moved = table.Accept(lead);
        (moved.AgreementVersion, moved.StartedAt, moved.DueAt).ShouldBe((2, start, start + 2 * Hour));
        await table.Hub.Pass(2 * Hour);
        table.Accept(lead).BreachedAt.ShouldBe(start + 2 * Hour);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_comes_before_the_enforcer_finds_the_clock_re_timed()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.PutInForce(table.Starter.Id, t => Target(t, "accept", "PT2H") with { ReTimes = true, From = HubFixture.Monday + Hour });
        table.Hub.Time.Advance(TimeSpan.FromHours(3));

        await table.Hub.Fire(lead, Trigger.Accept);

        var clock = table.Accept(lead);
        (clock.State, clock.BreachedAt, clock.AgreementVersion).ShouldBe((ClockState.Breached, HubFixture.Monday + 2 * Hour, 2));
    }

    [Fact]
    public async Task A_clock_whose_new_deadline_has_passed_keeps_the_old_one()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(3 * Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);
        await table.Hub.Pass(Duration.Zero);

        var clock = table.Accept(lead);
        (clock.AgreementVersion, clock.KeptAgainst, clock.DueAt).ShouldBe((1, 2, HubFixture.Monday + 4 * Hour));
        table.Told("clockKept").Count.ShouldBe(table.Hub.Lead(lead).LiveClocks.Count(), "told once for each, and no more");
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Warnings_do_not_repeat()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        // 50% of 4 hours: warned at 11:00.
        await table.Hub.Pass(2 * Hour);
        var warned = table.Told("clockWarned").Count;
        await table.PutInForce(table.Starter.Id, t => Target(t, "accept", "PT8H") with { ReTimes = true });
        // By 8 hours, 50% comes at 13:00 and 80% at 15:24.
        await table.Hub.Pass(2 * Hour);
        table.Told("clockWarned").Count.ShouldBe(warned, "half of it was told already");
        await table.Hub.Pass(3 * Hour);

        table.Told("clockWarned").Select(e => e.At).Last().ShouldBe(HubFixture.Monday + Duration.FromMinutes(6 * 60 + 24));
        table.Accept(lead).State.ShouldBe(ClockState.Running);
    }

    [Fact]
    public async Task Of_warnings_that_have_passed_by_the_new_time_the_last_is_given_once()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(Duration.FromMinutes(110));
        // By 2 hours, 50% was at 10:00 and 80% at 10:36; it is 10:50.
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);
        await table.Hub.Pass(Duration.Zero);

        table.Accept(lead).Points.Where(p => p.Kind == PointKind.Warn).ShouldAllBe(p => p.Fired);
        using var rows = table.Hub.Rows();
        var clock = table.Accept(lead).Id;
        rows.Ledger.Where(e => e.Type == "clockWarned" && e.LeadId == lead).AsEnumerable()
            .Count(e => System.Text.Encoding.UTF8.GetString(e.Body).Contains($"\"clock\":{clock}")).ShouldBe(1);
    }

    [Fact]
    public async Task A_switch_of_agreement_while_paused_keeps_the_pause()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(Hour);
        await table.Hub.Fire(lead, Trigger.Pause, new() { Until = table.Hub.Now + 24 * Hour, Words = "On holiday" }, table.Mia);
        var id = table.Accept(lead).Id;
        table.Accept(lead).State.ShouldBe(ClockState.Paused);
        await table.Hub.Pass(2 * Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Duration.Zero);

        (table.Accept(lead).State, table.Accept(lead).AgreementVersion).ShouldBe((ClockState.Paused, 2));
        await table.Hub.Pass(22 * Hour);

        // One of two hours was used before the pause; it went on on Tuesday at 10:00.
        (table.Accept(lead).Id, table.Accept(lead).State, table.Accept(lead).DueAt).ShouldBe((id, ClockState.Running,
            HubFixture.Monday + 26 * Hour));
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ending_an_agreement_voids_its_clocks_says_so_and_nothing_escalates_after_it()
    {
        await using var table = await Set();
        await table.Hub.Hire("Rita Rep");
        var (running, breached) = (await table.Offered("a@example.com"), await table.Offered("b@example.com"));
        await table.Hub.Pass(4 * Hour);
        var late = await table.Offered("c@example.com");
        var end = table.Hub.Now + Hour;
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, end));
        await table.Hub.Pass(20 * Hour);

        table.Accept(late).State.ShouldBe(ClockState.Void);
        table.Accept(late).VoidReason.ShouldBe("agreement ended");
        foreach (var lead in new[] { running, breached })
            (table.Accept(lead).State, table.Accept(lead).StoppedAt).ShouldBe((ClockState.Breached, end), "a breach stays one, and stops");
        // At 15:00 it would have gone to the next person.
        table.Hub.Lead(running).OpenHandoff!.ToPerson.ShouldBeNull();
        table.Told("agreementEnded").Single().At.ShouldBe(end);
        table.Hub.Lead(await table.Offered("d@example.com")).Clocks.ShouldBeEmpty();
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_clocks_than_one_batch_are_all_re_timed_before_anything_later_fires()
    {
        await using var table = await Set();
        var leads = new List<long>();
        for (var i = 0; i < 120; i++)
            leads.Add(await table.Offered($"p{i}@example.com"));
        await table.PutInForce(table.Starter.Id,
            t => Target(t, "accept", "PT6H") with { ReTimes = true, From = HubFixture.Monday + 3 * Hour });
        await table.Hub.Pass(5 * Hour);

        leads.ShouldAllBe(lead => table.Accept(lead).State == ClockState.Running && table.Accept(lead).AgreementVersion == 2);
        table.Told("agreementReTimed").Single().At.ShouldBe(HubFixture.Monday + 3 * Hour);
    }

    [Fact]
    public async Task A_batch_that_could_not_be_written_is_re_timed_again()
    {
        await using var table = await Set();
        var leads = new List<long>();
        for (var i = 0; i < 120; i++)
            leads.Add(await table.Offered($"p{i}@example.com"));
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        Sql(table,
            "CREATE TRIGGER broken BEFORE UPDATE ON Head WHEN (SELECT COUNT(*) FROM Clocks WHERE AgreementVersion = 2) >= 100 BEGIN SELECT "
                + "RAISE(ABORT, 'broken'); END");
        await Should.ThrowAsync<Busy>(() => table.Hub.Enforcer.FireAll());

        Sql(table, "DROP TRIGGER broken");
        await table.Hub.Enforcer.FireAll();

        leads.ShouldAllBe(lead => table.Accept(lead).AgreementVersion == 2 && table.Accept(lead).DueAt == HubFixture.Monday + 2 * Hour);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_waits_for_one_batch_and_the_rest_is_re_timed_after_the_next_start()
    {
        await using var table = await Set();
        var leads = new List<long>();
        for (var i = 0; i < 300; i++)
            leads.Add(await table.Offered($"p{i}@example.com"));
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        using var stop = new CancellationTokenSource();
        table.Hub.Door.Committed += commit =>
        {
            if (commit.Leads.Count > 0)
                stop.Cancel();
        };

        await Should.ThrowAsync<OperationCanceledException>(() => table.Hub.Enforcer.FireAll(stop.Token));

        leads.Count(lead => table.Accept(lead).AgreementVersion == 2).ShouldBeInRange(1, 299);
        await table.Hub.Enforcer.FireAll();
        leads.ShouldAllBe(lead => table.Accept(lead).AgreementVersion == 2);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    private static void Sql(Table table, string text)
    {
        using var rows = table.Hub.Rows();
        rows.Database.ExecuteSqlRaw(text);
    }
}
