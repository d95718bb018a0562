using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>What the door has in memory is what stands in the file, whatever happens to a command.</summary>
public sealed class LeadsInMemoryTests
{
    [Fact]
    public async Task What_another_process_did_to_a_lead_is_seen_by_the_next_command()
    {
        await using var hub = await HubFixture.Start();
        await using var other = await OtherDoor.Open(hub);
        var lead = await hub.Take();
        await other.Fire(lead, Trigger.Ready);

        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        await other.Fire(lead, Trigger.Withdraw);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        await other.Fire(lead, Trigger.Accept);

        await IsAsInTheFile(hub, hub.Door, lead);
        await IsAsInTheFile(hub, other.Door, lead);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Moments_are_kept_to_the_millisecond_in_memory_as_in_the_file()
    {
        await using var hub = await HubFixture.Start();
        var until = hub.Now + Duration.FromDays(1) + Duration.FromNanoseconds(1_500_100);
        var received = hub.Now - Duration.FromNanoseconds(1_500_100);
        var lead = (await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new("Ana", null, "ana@example.com", null, null), null, new(), [], received, null)))).LeadId;

        await hub.Fire(lead, Trigger.Pause, new() { Until = until, Words = "On holiday" });

        await IsAsInTheFile(hub, hub.Door, lead);
        await hub.Pass(Duration.FromDays(2));
        await IsAsInTheFile(hub, hub.Door, lead);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_command_leaves_no_trace_of_what_it_had_decided()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();

        await Should.ThrowAsync<NotFound>(hub.Door.Do(HubFixture.Admin, bool (write) =>
        {
            write.Fire(lead, Trigger.Ready, TriggerArgs.None);
            write.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
            throw new NotFound("nothing");
        }));

        await IsAsInTheFile(hub, hub.Door, lead);
        await hub.Fire(lead, Trigger.Ready);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_memory_as_the_file_is()
    {
        await using var hub = await HubFixture.Start();
        var commits = new Commits();
        await using var other = await OtherDoor.Open(hub, commits);
        var lead = await hub.Take();
        await other.Fire(lead, Trigger.Note, new() { Words = "read it" });

        commits.Fail = true;
        await Should.ThrowAsync<Busy>(other.Fire(lead, Trigger.Ready));
        commits.Fail = false;

        await IsAsInTheFile(hub, other.Door, lead);
        hub.Lead(lead).Stage.ShouldBe(Stage.Captured);
        await other.Fire(lead, Trigger.Ready);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_fails_while_it_is_written_is_undone_alone(bool afterOwnSql)
    {
        await using var hub = await HubFixture.Start();
        await using var rows = hub.Rows();
        // Accounts, people and leads are written before their inquiries.
        await rows.Database.ExecuteSqlRawAsync(
            """CREATE TRIGGER "Fails" BEFORE INSERT ON "Inquiries" WHEN NEW."Source" = 'fair' BEGIN SELECT RAISE(ABORT, 'not this one'); """
                + """END""", TestContext.Current.CancellationToken);
        using var busy = await BusyWriter.Occupy(hub.Door);
        var first = hub.Take("a@a.example", company: "A");
        var fails = hub.Door.Do(HubFixture.Admin, write =>
        {
            if (afterOwnSql)
                write.Rows.Accounts.ExecuteUpdate(set => set.SetProperty(a => a.Name, "renamed"));
            return write.Take(new(new("Bo", null, "b@b.example", null, null), "B", new() { Source = "fair" }, [], null, "a note"));
        });
        var joins = hub.Take("a@a.example", company: "A");
        var last = hub.Take("c@c.example", company: "C");
        busy.Release();

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(fails);

        (await joins).ShouldBe(await first);
        (await last).ShouldNotBe(await first);
        (await rows.Accounts.OrderBy(a => a.Id).Select(a => a.Name).ToListAsync(TestContext.Current.CancellationToken)).ShouldBe(["A",
            "C"]);
        (rows.Contacts.Count(), rows.Leads.Count(), rows.WorkDomains.Count(), rows.Texts.Count()).ShouldBe((2, 2, 2, 2));
        await rows.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Fails\"", TestContext.Current.CancellationToken);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_key_twice_in_one_transaction_is_carried_out_once()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        using var busy = await BusyWriter.Occupy(hub.Door);
        var sent = Enumerable.Range(0, 3)
            .Select(_ => hub.Door.Fire(
                HubFixture.Admin, lead, null, Trigger.Note, new() { Words = "hi" }, IdempotentRequest.Of("k1", "{}"u8))).ToList();
        busy.Release();

        await Task.WhenAll(sent);

        await using var rows = hub.Rows();
        rows.Ledger.Count(e => e.Type == "noteAdded").ShouldBe(1);
    }

    internal static async Task IsAsInTheFile(HubFixture hub, Door door, long lead)
    {
        var inMemory = await door.Do(Actor.System, write => write.Lead(lead).Lead);
        Text(inMemory).ShouldBe(Text(hub.Lead(lead)));
    }

    private static string Text(Lead lead) => JsonSerializer.Serialize(lead, LedgerJson.Options);

    private sealed class Commits : DbTransactionInterceptor
    {
        internal bool Fail { get; set; }

        public override InterceptionResult TransactionCommitting(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
            Fail ? throw new IOException("The commit failed.") : result;
    }
}
