using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Pauses;

/// <summary>What the page reads: the pauses, and the leads behind the figure that was chosen.</summary>
internal sealed record PauseView(
    PauseReport Pauses, PausesShown? Shown, IReadOnlyList<LastedPause> Behind, IReadOnlyList<HeldPromise> Promises)
{
    internal static Task<PauseView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var report = PauseReport.Read(moment, request, ByOf(asked.Address));
        var shown = request == asked.Request ? PausesShown.Read(asked.Address.Show) : null;
        return Task.FromResult(new PauseView(report, shown,
            shown?.IsOfPromises == false ? [.. PauseReport.PausesBehind(moment, request).Where(shown.Counts)] : [],
            shown?.IsOfPromises == true ? [.. PauseReport.PromisesBehind(moment, request).Where(shown.Counts)] : []));
    }

    /// <exception cref="InvalidArgument">There is no such view.</exception>
    internal static PauseBy ByOf(ReportAddress address) => address.View is not { } view ? PauseBy.Person
        : Enum.GetValues<PauseBy>().Cast<PauseBy?>().FirstOrDefault(by => CamelCase.Of(by!.Value) == view)
            ?? throw new InvalidArgument("view", "Give party, person, source, campaign, country or grade.");

    internal static string HrefOf(ReportAddress address, PausesShown shown) =>
        (address with { Show = shown.Written, Page = 1 }).Href(ReportPage.Pauses.Path) + "#leads";
}

/// <summary>Which figure of pauses.</summary>
internal enum PauseFigure
{
    Pauses,

    /// <summary>Leads that were paused.</summary>
    Leads,

    /// <summary>Pauses that go on.</summary>
    Running,

    /// <summary>Promises whose deadline a pause moved,</summary>
    Held,

    /// <summary>… those of them that it saved,</summary>
    Saved,

    /// <summary>… and those that were missed all the same.</summary>
    Breached,
}

/// <summary>A figure of pauses, as the address writes it: <c>held</c>, <c>held:program</c>.</summary>
/// <param name="ByProgram">Only what no person paused.</param>
internal sealed record PausesShown(PauseFigure Figure, bool ByProgram = false)
{
    private const string Program = ":program";

    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static PausesShown? Read(string? show)
    {
        if (show is null)
            return null;
        var byProgram = show.EndsWith(Program, StringComparison.Ordinal);
        return CamelCase.Read<PauseFigure>(byProgram ? show[..^Program.Length] : show) is { } figure ? new(figure, byProgram)
            : throw new InvalidArgument("show", "Give pauses, leads, running, held, saved or breached.");
    }

    internal bool IsOfPromises => Figure is PauseFigure.Held or PauseFigure.Saved or PauseFigure.Breached;

    internal string Written => CamelCase.Of(Figure) + (ByProgram ? Program : "");

    internal bool Counts(LastedPause pause) =>
        (Figure != PauseFigure.Running || pause.Pause.To is null) && (!ByProgram || pause.Pause.Person is null);

    internal bool Counts(HeldPromise held) => (!ByProgram || held.Pause.Person is null)
        && (Figure == PauseFigure.Held || (Figure == PauseFigure.Saved ? held.IsSaved : held.IsBreached));
}
