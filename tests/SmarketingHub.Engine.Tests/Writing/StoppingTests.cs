using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>The door on a database whose transaction does not go on after an error.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_command_that_cannot_be_written_fails_alone()
    {
        await using var hub = await HubFixture.Start();
        var (broken, whole) = (await hub.Take(), await hub.Take("b@example.com"));
        await Run(hub, $"CREATE TRIGGER Failing BEFORE UPDATE ON Leads WHEN OLD.Id = {broken} BEGIN SELECT RAISE(ABORT, 'failed'); END");
        await using var door = Door(hub);

        // They wait together before it starts, and so share a transaction.
        var (before, failing, after) = (Fire(door, whole, Trigger.Note, "before"), Fire(door, broken, Trigger.Ready), Take(door, "c"));
        await door.StartAsync(TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<SqliteException>(failing)).Message.ShouldContain("failed");
        await before;
        hub.Lead(await after).Stage.ShouldBe(Stage.Captured);
        hub.Lead(broken).Stage.ShouldBe(Stage.Captured);
        await using (var rows = hub.Rows())
        {
            rows.Ledger.Count(e => e.LeadId == broken && e.Type == "stageMoved").ShouldBe(0);
            rows.Ledger.Count(e => e.LeadId == whole && e.Type == "noteAdded").ShouldBe(1);
        }
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_whose_look_up_fails_fails_alone(bool byQuery)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await using var door = Door(hub);

        var before = Fire(door, lead, Trigger.Note, "before");
        var failing = door.Do(HubFixture.Admin, write => byQuery
            ? write.Rows.Database.SqlQueryRaw<long>("SELECT abs(-9223372036854775808) AS Value").Single()
            : Number(write, "SELECT abs(-9223372036854775808)"));
        var after = Take(door, "c");
        await door.StartAsync(TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<SqliteException>(failing)).Message.ShouldContain("overflow");
        await before;
        hub.Lead(await after).Stage.ShouldBe(Stage.Captured);
        await using (var rows = hub.Rows())
            rows.Ledger.Count(e => e.LeadId == lead && e.Type == "noteAdded").ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_commands_and_those_that_change_the_company_go_on_as_elsewhere()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await using var door = Door(hub);

        var (refused, ready) = (Fire(door, lead, Trigger.Win), Fire(door, lead, Trigger.Ready));
        var hired = door.Do(HubFixture.Admin, write => write.AddPerson(
            new() { Id = 0, Name = "Ana Sales", Email = "ana@hub.example", Party = Party.Sales, Role = Role.Rep }));
        await door.StartAsync(TestContext.Current.CancellationToken);

        await Should.ThrowAsync<Refusal>(refused);
        hub.Company().Person((await hired).Id)!.Name.ShouldBe("Ana Sales");
        await ready;
        hub.Lead(lead).Stage.ShouldBe(Stage.Ready);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static Door Door(HubFixture hub) =>
        new(new StoppingContext.Factory(hub.File), hub.Time, MailDomains.BuiltIn, new(), NullLogger<Door>.Instance);

    private static Task<long> Fire(Door door, long lead, Trigger trigger, string? words = null) =>
        door.Fire(HubFixture.Admin, lead, null, trigger, new() { Words = words });

    private static async Task<long> Take(Door door, string name) => (await door.Do(HubFixture.Admin, write => write.Take(
        new(new(name, null, $"{name}@example.com", null, null), null, new(), [], null, null)))).LeadId;

    private static long Number(Write write, string sql)
    {
        using var statement = write.Rows.Prepare(sql);
        return statement.Number() ?? 0;
    }

    private static async Task Run(HubFixture hub, string sql)
    {
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlRawAsync(sql);
    }
}
