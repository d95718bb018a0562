using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Funnel;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>How far the leads received in a period had come.</summary>
/// <param name="To">The first instant after the period.</param>
/// <param name="Leads">All but duplicates: open + won + lost + disqualified.</param>
/// <param name="Open">They may go on.</param>
/// <param name="Placed">Of them, how many an import told of as they stood: they may have been further before.</param>
/// <param name="NotNew">Of them, how many count as no new ones: of customers, or of companies with an open opportunity.</param>
/// <param name="Groups">Empty, unless <paramref name="By"/> was asked for; those with the most leads first.</param>
/// <param name="Cohorts">By month of receipt.</param>
public sealed record FunnelOut(
    Instant From, Instant To, Instant AsKnownAt, long Leads, long Open, long Won, long Lost, long Disqualified, long Placed, long NotNew,
    IReadOnlyList<FunnelStepOut> Steps, FunnelBy? By, IReadOnlyList<FunnelGroupOut> Groups, IReadOnlyList<FunnelCohortOut> Cohorts)
    : ReportOut
{
    private static readonly LocalDatePattern Months = LocalDatePattern.CreateWithInvariantCulture("uuuu'-'MM");

    internal static FunnelOut Of(FunnelReport report) => new(
        report.Request.From, report.Request.To, report.Request.AsKnownAt, report.All.Leads, report.All.Open, report.All.Won,
        report.All.Lost, report.All.Disqualified, report.All.Placed, report.All.NotNew, FunnelStepOut.Of(report.All), report.By,
        [
            .. report.Groups.Select(g => new FunnelGroupOut(
                g.Key, g.Counts.Leads, g.Counts.Open, g.Counts.Won, g.Counts.Lost, g.Counts.Disqualified, g.Counts.NotNew,
                FunnelStepOut.Of(g.Counts))),
        ],
        [
            .. report.Cohorts.Select(c => new FunnelCohortOut(
                Months.Format(c.Month), c.IsWhole, c.Counts.Leads, c.Counts.Open, c.Counts.Won, c.Counts.Lost, c.Counts.Disqualified,
                c.Counts.NotNew, FunnelStepOut.Of(c.Counts))),
        ]);
}

/// <summary>One step of the way; one that a lead left out counts as passed.</summary>
/// <param name="Reached">Came so far, or further.</param>
/// <param name="Open">Came so far, no further, and are open.</param>
/// <param name="Ended">Came so far, no further, and are over.</param>
/// <param name="Share">Of all leads, 0 to 1; null: there are none.</param>
/// <param name="OfBefore">Of those that reached the step before; null: there are none.</param>
public sealed record FunnelStepOut(Stage Stage, long Reached, long Open, long Ended, double? Share, double? OfBefore)
{
    internal static IReadOnlyList<FunnelStepOut> Of(FunnelCounts counts) =>
    [
        .. FunnelCounts.Steps.Select((step, at) => new FunnelStepOut(
            step, counts.Reached(step), counts.OpenAt(step), counts.EndedAt(step), counts.ShareOf(step),
            at == 0 ? null : counts.ShareOfBefore(step))),
    ];
}

/// <param name="Key">As the filter takes it; empty: leads without one.</param>
/// <param name="NotNew">Of the leads, those that count as no new ones.</param>
public sealed record FunnelGroupOut(
    string Key, long Leads, long Open, long Won, long Lost, long Disqualified, long NotNew, IReadOnlyList<FunnelStepOut> Steps);

/// <param name="Month">Such as 2026-03.</param>
/// <param name="IsWhole">The period has all of the month.</param>
/// <param name="NotNew">Of the leads, those that count as no new ones.</param>
public sealed record FunnelCohortOut(
    string Month, bool IsWhole, long Leads, long Open, long Won, long Lost, long Disqualified, long NotNew,
    IReadOnlyList<FunnelStepOut> Steps);
