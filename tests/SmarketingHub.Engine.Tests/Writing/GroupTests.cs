using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>Commands that are written together: what is wrong with one of them is no other's.</summary>
public sealed class GroupTests
{
    [Theory]
    [InlineData("Leads", "HadBy", "Id")]
    [InlineData("Clocks", "Points", "LeadId")]
    public async Task A_lead_that_cannot_be_read_fails_its_own_command_alone(string table, string column, string lead)
    {
        await using var hub = await HubFixture.Start(door: new() { LeadsInMemory = 0 });
        var broken = await hub.Take(source: "demo-request");
        await Run(hub, $"UPDATE {table} SET {column} = '[no list' WHERE {lead} = {broken}");

        var (note, other) = await Together(
            hub, () => hub.Fire(broken, Trigger.Note, new() { Words = "a" }), () => hub.Take("b@example.com"));

        (await Should.ThrowAsync<Exception>(note)).ShouldNotBeOfType<Busy>();
        hub.Lead(await other).Id.ShouldBeGreaterThan(broken);
        await using var rows = hub.Rows();
        rows.Ledger.Count(e => e.LeadId == broken && e.Type == "noteAdded").ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_is_not_there_any_more_is_no_success()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Run(hub, $"PRAGMA foreign_keys = OFF; DELETE FROM Leads WHERE Id = {lead}");

        var (ready, other) = await Together(
            hub, () => hub.Fire(lead, Trigger.Ready), () => hub.Take("b@example.com"));

        (await Should.ThrowAsync<InvalidOperationException>(ready)).Message
            .ShouldBe("A row of \"Leads\" that was to be changed is not there.");
        hub.Lead(await other).Id.ShouldBeGreaterThan(lead);
        await using var rows = hub.Rows();
        rows.Ledger.Count(e => e.LeadId == lead && e.Type == "stageMoved").ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_head_of_its_ledger_nothing_is_written()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Run(hub, "DELETE FROM Head");

        var refused = await Should.ThrowAsync<Busy>(hub.Fire(lead, Trigger.Note, new() { Words = "a" }));

        refused.InnerException!.Message.ShouldBe("The ledger has no head.");
    }

    [Fact]
    public async Task An_error_that_ended_the_transaction_undoes_all_of_it_and_nothing_is_written_outside_of_it()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Run(hub, $"CREATE TRIGGER Ended BEFORE UPDATE ON Leads WHEN OLD.Id = {lead} BEGIN SELECT RAISE(ROLLBACK, 'ended'); END");

        var (ready, other) = await Together(
            hub, () => hub.Fire(lead, Trigger.Ready), () => hub.Take("b@example.com"));

        await Should.ThrowAsync<Busy>(ready);
        await Should.ThrowAsync<Busy>(other);
        await using (var rows = hub.Rows())
            rows.Leads.Count().ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
        await Run(hub, "DROP TRIGGER Ended");
        await hub.Fire(lead, Trigger.Ready);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_command_changed_by_sql_of_its_own_is_undone_with_it_also_if_it_was_done_asynchronously()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take();
        static bool ClearNames(Write write)
        {
            write.Rows.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstName, "")).GetAwaiter().GetResult();
            throw new InvalidOperationException();
        }

        var (failing, other) = await Together(hub, () => hub.Door.Do(HubFixture.Admin, ClearNames), () => hub.Take("b@example.com"));

        await Should.ThrowAsync<InvalidOperationException>(failing);
        await other;
        await using var rows = hub.Rows();
        rows.Contacts.Select(c => c.FirstName).ShouldBe(["Ana", "Ana"]);
    }

    [Fact]
    public async Task Whoever_gets_the_connection_that_wrote_has_no_large_cache()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take();
        await Run(hub, "CREATE TRIGGER Ended BEFORE INSERT ON Contacts BEGIN SELECT RAISE(ROLLBACK, 'ended'); END");
        await Should.ThrowAsync<Busy>(hub.Take("b@example.com"));

        // One after the other, so that each is of a connection of its own.
        await using var first = hub.Rows();
        await using var second = hub.Rows();
        foreach (var rows in new[] { first, second })
        {
            await rows.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            (await rows.Database.SqlQueryRaw<long>("SELECT cache_size AS Value FROM pragma_cache_size")
                .SingleAsync(TestContext.Current.CancellationToken)).ShouldBe(-2000);
        }
    }

    [Fact]
    public async Task A_command_of_many_parts_copies_none_of_the_earlier_ones()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Sales");
        Task<long> Allocated(int parts) => hub.Door.Do(HubFixture.Admin, write =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < parts; i++)
                write.ChangePerson(write.Company.Person(ana.Id)! with { Name = $"Ana {parts} {i}" });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        await Allocated(50);

        var (some, twice) = (await Allocated(600), await Allocated(1200));

        ((double)twice / some).ShouldBeLessThan(2.5);
    }

    /// <summary>Two commands that wait behind another, and so share a transaction.</summary>
    private static async Task<(Task<TFirst> First, Task<TSecond> Second)> Together<TFirst, TSecond>(
        HubFixture hub, Func<Task<TFirst>> first, Func<Task<TSecond>> second)
    {
        using var go = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var before = hub.Door.Do(HubFixture.Admin, _ =>
        {
            begun.SetResult();
            go.Wait();
            return true;
        });
        await begun.Task;
        var both = (first(), second());
        go.Set();
        await before;
        // Also if one of them fails.
        await Task.WhenAny(Task.WhenAll(both.Item1, both.Item2));
        return both;
    }

    private static async Task Run(HubFixture hub, string sql)
    {
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlRawAsync(sql);
    }
}
