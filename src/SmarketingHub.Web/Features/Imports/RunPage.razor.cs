using Microsoft.AspNetCore.Components;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Imports.Wording;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Imports;

/// <summary>One import: how far it is, and what became of its rows.</summary>
public sealed partial class RunPage(
    RunningImports imports, LiveBoard live, Me me, Viewer viewer, Submission submission, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource leaving = new();
    private ImportRun? run;
    private long shown;
    private bool missing;

    [Parameter]
    public required long Id { get; set; }

    // What this process knows is newer than what it has written.
    private ImportProgress Progress => imports.Progress(Id)
        ?? new(run!.Total, run.Rows, run.Added, run.Joined, run.Skipped, run.Rejected, run.LeftOut);

    // Read aloud at each quarter, not at each row.
    private string Announced => run!.State == ImportState.Running
        ? L["{0} percent done", 25 * (int)(4L * Progress.Rows / Math.Max(1, Progress.Total))] : L.Name(run.State);

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        shown = Id;
        await leaving.CancelAsync();
        leaving = new();
        await live.Ready;
        await Read();
        _ = Follow(leaving.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await viewer.Locate();
        StateHasChanged();
    }

    public void Dispose() => leaving.Cancel();

    private async Task Read()
    {
        try
        {
            run = await imports.Find(Id, await me.Actor());
        }
        catch (NotFound)
        {
            missing = true;
        }
    }

    // What is as large as a file is read once, when it is there.
    private async Task ReadOn()
    {
        var now = await imports.Look(Id, await me.Actor());
        if (now.State != run!.State)
        {
            await Read();
            return;
        }
        (now.Rejects, now.Report) = (run.Rejects, run.Report);
        run = now;
    }

    private async Task Follow(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause, time);
            while (run?.State is ImportState.Running or ImportState.TakingBack && await timer.WaitForNextTickAsync(stop))
            {
                if (imports.Progress(Id) is null)
                    await ReadOn();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (NotAllowed error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private async Task FollowTakingBack(ImportRun begun)
    {
        run = begun;
        // Of one that only goes on it is followed already.
        await leaving.CancelAsync();
        leaving = new();
        await Follow(leaving.Token);
    }

    private Task Stop() => submission.Run(async actor => run = await imports.Stop(Id, actor));
}
