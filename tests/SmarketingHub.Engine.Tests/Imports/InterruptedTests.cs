using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Imports that stop in the middle, run in the background, or run in another process.</summary>
public sealed class InterruptedTests
{
    private static readonly string Csv = Of(1000);

    [Fact]
    public async Task Run_again_without_doubles()
    {
        await using var hub = await HubFixture.Start();
        using var stop = new CancellationTokenSource();
        var told = new List<ImportProgress>();
        var progress = new Now(p =>
        {
            told.Add(p);
            if (p.Rows >= 300)
                stop.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(hub.Services.GetRequiredService<Importer>()
            .Import(Request(), HubFixture.Admin, progress, stop.Token));
        hub.Leads().Count.ShouldBe(300);
        told.Select(p => (p.Rows, p.Total)).ShouldBe([(100, 1000), (200, 1000), (300, 1000)]);
        await using (var rows = hub.Rows())
            (await rows.ImportRuns.SingleAsync()).State.ShouldBe(ImportState.Interrupted);
        var again = await hub.Import(Csv);

        (again.Added, again.Skipped, again.Rejected).ShouldBe((700, 300, 0));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_door_that_closes_in_the_middle_loses_nothing()
    {
        await using var hub = await HubFixture.Start();
        var door = hub.Services.GetRequiredService<Door>();
        var progress = new Now(p =>
        {
            if (p.Rows == 200)
                _ = door.StopAsync(default);
        });
        await Should.ThrowAsync<Busy>(hub.Services.GetRequiredService<Importer>().Import(Request(), HubFixture.Admin, progress));

        await using var other = Second(hub);
        var again = await other.GetRequiredService<Importer>().Import(Request(), HubFixture.Admin);
        (again.Added + again.Skipped, again.Skipped >= 200).ShouldBe((1000, true));
        hub.Leads().Count.ShouldBe(1000);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_process_imports_while_this_one_works_and_its_board_shows_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        await using var other = Second(hub);

        var import = Task.Run(() => other.GetRequiredService<Importer>().Import(Request(Of(6000)), HubFixture.Admin));
        var mine = new List<long>();
        while (!import.IsCompleted)
            mine.Add(await hub.Take($"live{mine.Count}@y.example", company: null));
        (await import).Added.ShouldBe(6000);
        using (var rows = hub.Rows())
        {
            var lines = rows.Ledger.Where(e => e.LeadId != null).OrderBy(e => e.Sequence).Select(e => e.LeadId!.Value).ToList();
            lines.SkipWhile(mine.Contains).Reverse().SkipWhile(mine.Contains).Intersect(mine)
                .ShouldNotBeEmpty("the live server goes on between the import's batches");
        }

        await hub.BoardIsAt(hub.Verify().Sequence);
        hub.Board.Current.Cards.Count.ShouldBe(6000 + mine.Count);
        hub.Verify().Problems.ShouldBeEmpty();
        await hub.Board.StopAsync(default);
    }

    [Fact]
    public async Task In_the_background_it_can_be_watched()
    {
        await using var hub = await HubFixture.Start();
        var imports = hub.Services.GetRequiredService<RunningImports>();
        long id;
        using (var upload = new MemoryStream(Encoding.UTF8.GetBytes(Csv + "broken,,Working\n")))
            id = await imports.Start(new() { Csv = upload, As = ImportAs.History, FileName = "C:\\temp/list.csv" }, HubFixture.Admin);
        await imports.Ended(id);

        var run = await imports.Find(id, HubFixture.Admin);
        (run.State, run.Total, run.Added, run.Rejected).ShouldBe((ImportState.Done, 1001, 1000, 1), run.Error);
        run.Rejects!.ShouldContain("broken");
        await Should.ThrowAsync<NotFound>(imports.Find(id, new(ActorKind.Person, 9, Role.Rep, Party.Sales)));
        await Should.ThrowAsync<NotFound>(imports.Find(id + 1000, HubFixture.Admin));
        await Should.ThrowAsync<InvalidArgument>(imports.Start(new() { Csv = new MemoryStream(), As = ImportAs.New }, HubFixture.Admin));
        await Should.ThrowAsync<NotAllowed>(imports.Start(Request(), new(ActorKind.Person, 9, Role.Rep, Party.Sales)));
    }

    [Fact]
    public async Task A_run_that_is_not_heard_of_counts_as_interrupted()
    {
        await using var hub = await HubFixture.Start();
        var id = await hub.Door.Do(HubFixture.Admin, write =>
        {
            var run = new ImportRun
            {
                Id = write.NextId(),
                FileName = "x.csv",
                Actor = "system",
                StartedAt = write.Now,
                SeenAt = write.Now,
            };
            write.Rows.ImportRuns.Add(run);
            return run.Id;
        });
        var imports = hub.Services.GetRequiredService<RunningImports>();
        (await imports.Find(id, HubFixture.Admin)).State.ShouldBe(ImportState.Running);
        hub.Time.Advance(TimeSpan.FromMinutes(2));
        (await imports.Find(id, HubFixture.Admin)).State.ShouldBe(ImportState.Interrupted);
    }

    private static string Of(int rows) => "email,company,stage\n"
        + string.Concat(Enumerable.Range(0, rows).Select(i => $"p{i}@x.example,Firm {i % 90},Working\n"));

    private static ImportRequest Request(string? csv = null) =>
        new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv ?? Csv)), As = ImportAs.History };

    // As another process would be: its own door on the same file.
    private static ServiceProvider Second(HubFixture hub)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(hub.Time).AddHubEngine($"Data Source={hub.File}")
            .BuildServiceProvider();
        HubEngine.Open(services).GetAwaiter().GetResult();
        return services;
    }

    /// <summary>Told at once, on the importer's own thread.</summary>
    private sealed class Now(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
