using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>An import while it is taken back: what waits for it, what stops it, what goes on, and who may.</summary>
public sealed class TakenBackRunTests
{
    private const string Profile = Undoing.Profile, Deals = Undoing.Deals;

    [Fact]
    public async Task Nothing_is_imported_while_an_import_is_taken_back()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        await hub.Begin(run, "key:1");

        var refused = await Should.ThrowAsync<NotPermitted>(hub.Import(Deals, profile: Profile));

        refused.Message.ShouldBe($"Import {run} is being taken back. Import the file when that is done.");
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        (await hub.Import(Deals, profile: Profile)).Added.ShouldBe(3);
    }

    [Fact]
    public async Task An_import_that_was_silent_does_not_go_on_once_it_is_taken_back()
    {
        await using var hub = await HubFixture.Start();
        var run = 0L;
        var csv = "email,stage\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"p{i}@x.example,Working\n"));
        var progress = new Meanwhile(() =>
        {
            using var rows = hub.Rows();
            run = rows.ImportRuns.Single().Id;
            hub.Begin(run, "key:1").GetAwaiter().GetResult();
        });

        await Should.ThrowAsync<NotPermitted>(hub.Services.GetRequiredService<Importer>().Import(
            new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv)), As = ImportAs.History }, HubFixture.Admin, progress));

        await using (var rows = hub.Rows())
            rows.ImportRuns.Single().State.ShouldBe(ImportState.TakingBack);
        hub.Leads().Count.ShouldBeLessThan(300, "two chunks may have been at the door");
        (await hub.Undo().TakeBack(run, HubFixture.Admin)).State.ShouldBe(ImportState.TakenBack);
        hub.Leads().ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    /// <summary>Something happens after the first chunk.</summary>
    private sealed class Meanwhile(Action happens) : IProgress<ImportProgress>
    {
        private bool isDone;

        public void Report(ImportProgress value)
        {
            if (!isDone)
                happens();
            isDone = true;
        }
    }

    [Fact]
    public async Task It_goes_on_where_it_was_stopped_and_two_who_ask_at_once_are_one()
    {
        await using var hub = await HubFixture.Start();
        var csv = "email,stage\n" + string.Concat(Enumerable.Range(0, 180).Select(i => $"p{i}@x.example,Working\n"));
        var run = (await hub.Import(csv)).Run;
        await hub.Begin(run, "key:1");
        var ids = hub.Leads().ConvertAll(l => l.Id);
        var one = await hub.Door.Do(HubFixture.Admin, write => write.Rows.ImportRuns.Find(run)!);
        foreach (var lead in ids.Take(70))
            await hub.Door.Do(HubFixture.Admin, write => new LeadTakingBack(write, one, lead).Run());
        hub.Verify().Problems.ShouldBeEmpty();
        hub.Leads().Count.ShouldBe(110);

        var both = await Task.WhenAll(hub.Undo().TakeBack(run, HubFixture.Admin), hub.Undo().TakeBack(run, HubFixture.Admin));

        both.ShouldAllBe(taken => taken.State == ImportState.TakenBack && taken.TakenBackLeads == 110);
        hub.Leads().ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
        (await hub.Import(csv)).Added.ShouldBe(180);
    }

    [Fact]
    public async Task A_stop_waits_for_the_leads_at_the_door_and_the_rest_goes_with_the_next_start()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(
            "email,stage\n" + string.Concat(Enumerable.Range(0, 180).Select(i => $"p{i}@x.example,Working\n")))).Run;
        var undo = hub.Undo();
        var stopped = new TaskCompletionSource<Task>();
        hub.Door.Committed += commit =>
        {
            if (commit.Leads.Count > 0)
                stopped.TrySetResult(undo.StopAsync(default));
        };

        await undo.Start(run, HubFixture.Admin);
        await await stopped.Task;

        var left = hub.Leads().Count;
        left.ShouldBeInRange(1, 179);
        await using (var rows = hub.Rows())
            rows.ImportRuns.Select(r => new { r.State, r.TakenBackLeads }).Single()
                .ShouldBe(new { State = ImportState.TakingBack, TakenBackLeads = 180 - left });
        await using var all = hub.Rows();
        await using var next = await HubFixture.On(file => all.Database.ExecuteSqlAsync($"VACUUM INTO {file}"), hub.Now);
        await next.Undo().StartAsync(default);
        await next.Undo().ExecuteTask!;
        next.Leads().ShouldBeEmpty();
        next.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_starts_ends_what_another_began()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        await hub.Begin(run, "person:999");

        await hub.Undo().StartAsync(default);
        await hub.Undo().ExecuteTask!;

        hub.Leads().ShouldBeEmpty();
        await using var rows = hub.Rows();
        rows.ImportRuns.Single().State.ShouldBe(ImportState.TakenBack);
        rows.Ledger.Where(e => e.Type == "importTakenBack").Select(e => e.Actor).Distinct().ShouldBe(["system"]);
    }

    [Fact]
    public async Task It_goes_on_once_the_file_can_be_written_again()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(
            "email,stage\n" + string.Concat(Enumerable.Range(0, 70).Select(i => $"p{i}@x.example,Working\n")))).Run;
        var lead = hub.Leads()[0].Id;
        await hub.Begin(run, "key:1");
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON Ledger BEGIN SELECT RAISE(ROLLBACK, 'full'); END");

        var taking = hub.Undo().TakeBack(run, HubFixture.Admin);
        for (var tries = 0; tries < 20; tries++)
        {
            await Should.ThrowAsync<Busy>(hub.Fire(lead, Trigger.Note, new() { Words = "?" }));
            hub.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await rows.Database.ExecuteSqlRawAsync("DROP TRIGGER Full");
        while (!taking.IsCompleted)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(1));
            await hub.Door.Do(HubFixture.Admin, write => write.Now);
        }

        var taken = await taking;
        (taken.State, taken.TakenBackLeads).ShouldBe((ImportState.TakenBack, 70));
        hub.Leads().ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_may_not_take_it_back_does_not_make_it_go_on()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        await hub.Begin(run, "key:1");
        var begun = await hub.Services.GetRequiredService<RunningImports>().Find(run, HubFixture.Admin);
        hub.Undo().IsSilent(begun).ShouldBeFalse();

        await Should.ThrowAsync<NotAllowed>(hub.Undo().TakeBack(run, new(ActorKind.Key, 77, Role.Lead, Party.Sales)));

        hub.Leads().Count.ShouldBe(3);
        await hub.Pass(Duration.FromMinutes(2));
        hub.Undo().IsSilent(begun).ShouldBeTrue();
        (await hub.Undo().TakeBack(run, HubFixture.Admin)).State.ShouldBe(ImportState.TakenBack);
    }

    [Fact]
    public async Task Whoever_may_import_that_history_may_take_it_back()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        Actor Of(Role role, string party) => new(ActorKind.Key, 77, role, party);

        await Should.ThrowAsync<NotFound>(hub.Undo().TakeBack(run, Of(Role.Rep, Party.Sales)));
        await Should.ThrowAsync<NotFound>(hub.Undo().TakeBack(run, Of(Role.Partner, "partner")));
        await Should.ThrowAsync<NotAllowed>(hub.Undo().TakeBack(run, Of(Role.Lead, Party.Sales)));
        var own = (await hub.Import("email,stage\nown@q.example,Working\n", actor: Of(Role.Lead, Party.Sales))).Run;
        (await hub.Undo().TakeBack(own, Of(Role.Lead, Party.Sales))).State.ShouldBe(ImportState.TakenBack);
        var inquiry = (await hub.Import("email\nnew@q.example\n", ImportAs.New, actor: Of(Role.Lead, Party.Sales))).Run;
        await Should.ThrowAsync<NotAllowed>(hub.Undo().Look(inquiry, new(ActorKind.Key, 78, Role.Lead, Party.Sales)));
        (await hub.Undo().TakeBack(inquiry, Of(Role.Lead, Party.Sales))).State.ShouldBe(ImportState.TakenBack);
        (await hub.Undo().TakeBack(run, Of(Role.Manager, Party.Marketing))).State.ShouldBe(ImportState.TakenBack);
        (await hub.Undo().TakeBack(run, Of(Role.Manager, Party.Marketing))).TakenBackLeads.ShouldBe(3, "asked again it changes nothing");
    }
}
