using System.Security.Claims;
using SmarketingHub.Engine.Reports.Feedback;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Why leads come back.</summary>
internal static class FeedbackEndpoints
{
    internal static void MapFeedback(this RouteGroupBuilder api) =>
        api.MapGet("/reports/feedback", Feedback).WithTags("Reports").WithSummary("Why leads come back").Produces<FeedbackOut>()
            .WithDescription(
                "Of the hand-offs first offered in the period: `offered` = `kept` + `returned` + `timedOut` + `waiting`. Of the returns in "
                + "the period: their `reasons`, and how they were answered, in business time. `by` adds groups: `source` or `campaign`.");

    private static Task<FeedbackOut> Feedback(
        [AsParameters] ReportQuery query, string? by, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) =>
            FeedbackOut.Of(FeedbackReport.Read(moment, request, ReportReads.Choice<FeedbackBy>("by", by))), cancellation);
}
