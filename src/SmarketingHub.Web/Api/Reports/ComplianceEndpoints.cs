using System.Security.Claims;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Which promises were kept, and why that changed.</summary>
internal static class ComplianceEndpoints
{
    internal static void MapCompliance(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/compliance", Compliance).WithTags("Reports").WithSummary("Promises met, breached, excused, and so on")
            .Produces<ComplianceOut>()
            .WithDescription(
                "A promise belongs to the period in which it started. `by`: `commitment` (without it), `party`, `team`, `person`, "
                + "`source`, `campaign`, `grade`, `country`, `agreement` or `week`. A partner reads what it owed itself.");
        api.MapGet("/reports/compliance/why", Why).WithTags("Reports").WithSummary("Why the share of kept promises changed")
            .Produces<WhyChangedOut>()
            .WithDescription(
                "Against the time right before, as long as what is known of the period: mix, version, load and rate, which add up.");
    }

    private static Task<ComplianceOut> Compliance(
        [AsParameters] ReportQuery query, string? by, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.ReadOwed(query, user, (moment, request) =>
        {
            var asked = ReportReads.Choice<ComplianceBy>("by", by) ?? ComplianceBy.Commitment;
            return ComplianceOut.Of(ComplianceReport.Read(moment, request, asked), moment.Company.SeenBy(user.Actor()));
        }, cancellation);

    private static Task<WhyChangedOut> Why(
        [AsParameters] ReportQuery query, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) => WhyChangedOut.Of(request,
            ChangeReport.Read(moment, request.Earlier(), request)), cancellation);
}
