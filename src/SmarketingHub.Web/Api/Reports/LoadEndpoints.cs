using System.Security.Claims;
using SmarketingHub.Engine.Reports.Loads;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What each person has, against what the person has room for.</summary>
internal static class LoadEndpoints
{
    internal static void MapLoad(this RouteGroupBuilder api) =>
        api.MapGet("/reports/load", Load).WithTags("Reports").WithSummary("Load by person and week, against capacity").Produces<LoadOut>()
            .WithDescription(
                "Of each active rep, and of whoever had anything; in the order of names. Weeks are ISO weeks, cut to the period.");

    private static Task<LoadOut> Load(
        [AsParameters] ReportQuery query, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) => LoadOut.Of(LoadReport.Read(moment, request), moment.Company), cancellation);
}
