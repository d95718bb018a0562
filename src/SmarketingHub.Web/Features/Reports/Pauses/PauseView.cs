using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Pauses;

/// <summary>What the page reads: the pauses, and the leads behind the figure that was chosen.</summary>
internal sealed record PauseView(PauseReport Pauses, IReadOnlyList<PausedLead> Behind)
{
    internal static Task<PauseView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new PauseView(
            PauseReport.Read(moment, request, ByOf(asked.Address)),
            request == asked.Request ? LeadsOf(moment, request, asked.Address.Show) : []));
    }

    /// <exception cref="InvalidArgument">There is no such view.</exception>
    internal static PauseBy ByOf(ReportAddress address) => address.View is not { } view ? PauseBy.Person
        : Enum.GetValues<PauseBy>().Cast<PauseBy?>().FirstOrDefault(by => CamelCase.Of(by!.Value) == view)
            ?? throw new InvalidArgument("view", "Give party, person, source, campaign, country or grade.");

    internal static string HrefOf(ReportAddress address, string show) =>
        (address with { Show = show, Page = 1 }).Href(ReportPage.Pauses.Path) + "#leads";

    private static IReadOnlyList<PausedLead> LeadsOf(ReportMoment moment, ReportRequest request, string? show) => show switch
    {
        "pauses" => PauseReport.LeadsBehind(moment, request),
        "running" => PauseReport.LeadsBehind(moment, request, running: true),
        "held" => PauseReport.LeadsOf(moment, request, saved: null),
        "saved" => PauseReport.LeadsOf(moment, request, saved: true),
        "breached" => PauseReport.LeadsOf(moment, request, saved: false),
        _ => [],
    };
}
