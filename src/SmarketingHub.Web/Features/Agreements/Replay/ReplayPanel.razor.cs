using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Agreements.Replay;

public sealed partial class ReplayPanel(
    Replayer replayer, LiveBoard live, Submission submission, IDialogService dialogs, TimeProvider time) : IDisposable
{
    private PastChoice choice = PastChoice.LastMonth;
    private string? first, last;
    private int? beside;
    private double progress;
    private bool wasCancelled;
    private CancellationTokenSource? running;
    private PastPeriod? period;
    private ReplayResult? found;
    private IReadOnlyList<AgreementVersion> tried = [];
    private (long, int, int) shown;

    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    /// <summary>The version that is tried out, a draft or not.</summary>
    [Parameter, EditorRequired]
    public required AgreementVersion Version { get; set; }

    private bool IsRunning => submission.IsBusy;

    private List<AgreementVersion> Others =>
        [.. Agreement.Versions.Where(v => v.Number != Version.Number && v.State != VersionState.Discarded)
            .OrderByDescending(v => v.Number)];

    // What was found for a text says nothing of the next one.
    protected override void OnParametersSet()
    {
        var now = (Agreement.Id, Version.Number, Version.Revision);
        if (shown == now)
            return;
        (shown, found, period, beside) = (now, null, null, null);
        submission.Clear();
        running?.Cancel();
    }

    private string Id(string part) => $"replay-{Agreement.Id}-{part}";

    private Task Try() => submission.Run(async actor =>
    {
        (wasCancelled, progress) = (false, 0);
        using var cancel = new CancellationTokenSource();
        var wanted = shown;
        try
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var zone = live.Company.Calendars[live.Company.CalendarFor(Version.Calendar, now)].Zone;
            var past = PastPeriod.Of(choice, first, last, zone, now);
            IReadOnlyList<AgreementVersion> versions = Agreement.Version(beside ?? 0) is { } other && other.Number != Version.Number
                ? [Version, other] : [Version];
            running = cancel;
            var seen = new Progress<double>(Show);
            var result = await replayer.Replay(new(Agreement.Id, past.Begin, past.End, versions), actor, seen, cancel.Token);
            if (shown == wanted)
                (found, period, tried) = (result, past, versions);
        }
        catch (OperationCanceledException)
        {
            wasCancelled = shown == wanted;
        }
        finally
        {
            running = null;
        }
    });

    private void Show(double at)
    {
        if (at <= progress || !IsRunning)
            return;
        progress = at;
        StateHasChanged();
    }

    private void Cancel() => running?.Cancel();

    private Task See(DraftResult draft) => dialogs.ShowAsync<ReplayLeadsDialog>(
        null,
        new DialogParameters<ReplayLeadsDialog>
        {
            { d => d.Agreement, Agreement },
            { d => d.Version, tried.First(v => v.Number == draft.Version) },
            { d => d.Found, draft },
            { d => d.Period, period!.Say() },
        },
        new() { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseButton = true });

    public void Dispose() => running?.Cancel();
}
