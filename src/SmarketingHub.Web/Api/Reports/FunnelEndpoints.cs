using System.Security.Claims;
using SmarketingHub.Engine.Reports.Funnel;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>How far leads came.</summary>
internal static class FunnelEndpoints
{
    internal static void MapFunnel(this RouteGroupBuilder api) =>
        api.MapGet("/reports/funnel", Funnel).WithTags("Reports").WithSummary("How far leads came").Produces<FunnelOut>()
            .WithDescription(
                "Of the leads received in the period, without duplicates, how many came to each step so far, or further; `notNew` says how "
                + "many of them count as no new ones. Of each step: "
                + "`reached` = the next step's `reached` + `open` + `ended`. `by` adds groups: `source`, `campaign`, `country` or `grade`; "
                + "`cohorts` are the months of receipt, in the installation's zone.");

    private static Task<FunnelOut> Funnel(
        [AsParameters] ReportQuery query, string? by, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) =>
            FunnelOut.Of(FunnelReport.Read(moment, request, ReportReads.Choice<FunnelBy>("by", by))), cancellation);
}
