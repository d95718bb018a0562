using System.Security.Claims;
using SmarketingHub.Engine.Reports.Hours;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Where the hours of leads went.</summary>
internal static class HoursEndpoints
{
    internal static void MapHours(this RouteGroupBuilder api) =>
        api.MapGet("/reports/hours", Hours).WithTags("Reports").WithSummary("Where the hours went").Produces<HoursOut>()
            .WithDescription(
                "Of each lead every second from receipt to close that lies in the period is in one part; the parts add up to the total. "
                + "`by` adds bars: `holder`, `person`, `source`, `weekday` or `hour`.");

    private static Task<HoursOut> Hours(
        [AsParameters] ReportQuery query, string? by, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) =>
            HoursOut.Of(HoursReport.Read(moment, request, ReportReads.Choice<HoursBy>("by", by)), moment.Company), cancellation);
}
