using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>An import that runs in the background: how far it is, what stops it, and the list of all.</summary>
public sealed class RunningTests
{
    private const int Rows = 3_000;

    [Fact]
    public async Task A_run_is_stopped_between_two_chunks_and_goes_on_when_it_is_started_again()
    {
        await using var hub = await HubFixture.Start();
        var imports = hub.Services.GetRequiredService<RunningImports>();
        var id = await imports.Start(Request(), HubFixture.Admin);

        var stopped = await imports.Stop(id, HubFixture.Admin);

        stopped.State.ShouldBe(ImportState.Interrupted);
        stopped.Rows.ShouldBeLessThan(Rows);
        hub.Leads().Count.ShouldBe(stopped.Added);
        imports.Progress(id).ShouldBeNull();
        (await imports.Stop(id, HubFixture.Admin)).State.ShouldBe(ImportState.Interrupted);
        var again = await imports.Start(Request(), HubFixture.Admin);
        var seen = new List<int>();
        while (imports.Progress(again) is { } progress)
        {
            seen.Add(progress.Rows);
            await Task.Yield();
        }
        await imports.Ended(again);
        seen.ShouldBeInOrder();
        var done = await imports.Find(again, HubFixture.Admin);
        (done.State, done.Added, done.Skipped).ShouldBe((ImportState.Done, Rows - stopped.Added, stopped.Added));
        (await imports.Recent(HubFixture.Admin)).Select(run => (run.Id, run.State)).ShouldBe(
            [(again, ImportState.Done), (id, ImportState.Interrupted)]);
        (await imports.Recent(HubFixture.Admin, most: 1, before: again)).Single().Id.ShouldBe(id);
    }

    private static ImportRequest Request() => new()
    {
        Csv = new MemoryStream(Encoding.UTF8.GetBytes(
            "email\n" + string.Join('\n', Enumerable.Range(0, Rows).Select(i => $"p{i}@x{i}.example")))),
        As = ImportAs.History,
    };
}
