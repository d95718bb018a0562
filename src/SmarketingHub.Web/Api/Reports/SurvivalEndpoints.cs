using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Times;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>How long leads wait.</summary>
internal static class SurvivalEndpoints
{
    internal static void MapSurvival(this RouteGroupBuilder api) =>
        api.MapGet("/reports/survival", Survival).WithTags("Reports").WithSummary("How long leads wait for each step and end")
            .Produces<SurvivalOut>()
            .WithDescription(
                "`event`: `accept`, `touch`, `qualify`, `won`, `lost` or `disqualified`. Of the leads whose time began in the period: "
                + "with their first offer to another party for `accept`, with their receipt for the others. Open ones are censored. "
                + "`time=business` counts the time in which the lead's calendar is open.");

    private static Task<SurvivalOut> Survival(
        [AsParameters] ReportQuery query, string? @event, string? time, ClaimsPrincipal user, ReportReads reports,
        CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) =>
        {
            var timed = ReportReads.Choice<TimedEvent>("event", @event)
                ?? throw new InvalidArgument("event", "Give one of accept, touch, qualify, won, lost, disqualified.");
            var kind = ReportReads.Choice<TimeKind>("time", time) ?? TimeKind.Elapsed;
            return SurvivalOut.Of(TimesReport.Read(moment, request, timed, kind));
        }, cancellation);
}
