using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Funnel;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Funnel;

/// <summary>What the page reads: the funnel, and the leads behind the figure that was chosen.</summary>
internal sealed record FunnelView(FunnelReport Funnel, IReadOnlyList<FunnelLead> Behind)
{
    internal static Task<FunnelView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var funnel = FunnelReport.Read(moment, request, ByOf(asked.Address));
        var behind = request == asked.Request && ShownBy(asked.Address) is { } shown
            ? FunnelReport.LeadsBehind(moment, request, shown.Step, shown.Part) : [];
        return Task.FromResult(new FunnelView(funnel, behind));
    }

    /// <exception cref="InvalidArgument">There is no such view.</exception>
    internal static FunnelBy ByOf(ReportAddress address) => address.View is not { } view ? FunnelBy.Source
        : CamelCase.Read<FunnelBy>(view) ?? throw new InvalidArgument("view", "Give source, campaign, country or grade.");

    /// <summary>Of which figure the leads are listed; null: of none.</summary>
    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static (Stage Step, FunnelPart Part)? ShownBy(ReportAddress address) => address.Show is not { } show ? null
        : show.Split(':') is [var step, var part] && CamelCase.Read<Stage>(step) is { } stage && FunnelCounts.Steps.Contains(stage)
            && CamelCase.Read<FunnelPart>(part) is { } which ? (stage, which)
        : throw new InvalidArgument("show", "Give a step and which of its leads, such as qualified:reached.");

    /// <summary>The address of the leads behind a figure.</summary>
    internal static string HrefOf(ReportAddress address, Stage step, FunnelPart part) =>
        (address with { Show = $"{CamelCase.Of(step)}:{CamelCase.Of(part)}", Page = 1 }).Href(ReportPage.Funnel.Path) + "#leads";
}
