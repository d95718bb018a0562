using System.Globalization;
using System.Security.Claims;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Pauses;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Who pauses what, for how long, and what it saved.</summary>
internal static class PauseEndpoints
{
    internal static void MapPauses(this RouteGroupBuilder api) =>
        api.MapGet("/reports/pauses", Pauses).WithTags("Reports").WithSummary("Pauses, and what they saved").Produces<PausesOut>()
            .WithDescription(
                "Of the pauses that began in the period how many, how long, and what became of the promises that they held. "
                + "`by` adds groups: `party`, `person`, `source`, `campaign`, `country` or `grade`.");

    private static Task<PausesOut> Pauses(
        [AsParameters] ReportQuery query, string? by, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) =>
            PausesOut.Of(PauseReport.Read(moment, request, ReportReads.Choice<PauseBy>("by", by)), moment.Company), cancellation);
}

/// <summary>The pauses that began in a period.</summary>
/// <param name="To">The first instant after the period.</param>
/// <param name="Groups">Empty, unless <paramref name="By"/> was asked for; those with the most pauses first, people by their names.</param>
public sealed record PausesOut(
    Instant From, Instant To, Instant AsKnownAt, PauseCountsOut Total, PauseBy? By, IReadOnlyList<PauseGroupOut> Groups)
    : ReportOut
{
    internal static PausesOut Of(PauseReport report, Company company) => new(
        report.Request.From, report.Request.To, report.Request.AsKnownAt, PauseCountsOut.Of(report.All), report.By,
        [
            .. report.Groups.Select(group => new PauseGroupOut(
                group.Key,
                report.By == PauseBy.Party ? company.PartyName(group.Key)
                    : report.By == PauseBy.Person && long.TryParse(group.Key, CultureInfo.InvariantCulture, out var id)
                        ? company.PersonName(id) : null,
                PauseCountsOut.Of(group.Counts))),
        ]);
}

/// <param name="Leads">How many different ones.</param>
/// <param name="Running">They go on.</param>
/// <param name="Seconds">Of the day; of running ones until the moment as of which it is asked.</param>
/// <param name="BusinessSeconds">By each lead's calendar.</param>
/// <param name="Longest">Of one pause, of the day.</param>
/// <param name="Held">Promises whose deadline they moved.</param>
/// <param name="Saved">Of them, met after the deadline that they had first.</param>
/// <param name="Breached">Of them, missed all the same.</param>
public sealed record PauseCountsOut(
    long Pauses, long Leads, long Running, long Seconds, long BusinessSeconds, long Longest, long Held, long Saved, long Breached)
{
    internal static PauseCountsOut Of(PauseCounts counts) => new(
        counts.Pauses, counts.Leads, counts.Running, counts.Seconds, counts.BusinessSeconds, counts.Longest, counts.Held, counts.Saved,
        counts.Breached);
}

/// <param name="Key">As the filter takes it; empty: nobody's, or without one.</param>
/// <param name="Name">Of a party or a person; null: the key says it all.</param>
public sealed record PauseGroupOut(string Key, string? Name, PauseCountsOut Counts);
