using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime.Text;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Funnel;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Funnel;

/// <summary>A funnel as tables and bars.</summary>
internal sealed class FunnelTables(IStringLocalizer<Texts> l, ReportSeen<FunnelView> seen)
{
    private readonly FunnelReport funnel = seen.Now.Funnel;

    // Nobody compares more columns than these: the steps between stand in the first table.
    private static readonly Stage[] Told = [Stage.Ready, Stage.Accepted, Stage.Qualified, Stage.Opportunity, Stage.Won];

    internal FunnelBy By { get; } = FunnelView.ByOf(seen.Asked.Address);

    internal IReadOnlyList<ReportTable> All => [Steps, Groups, Cohorts];

    internal IReadOnlyList<string> Series => [l["Went further"], l["Open here"], l["Ended here"]];

    internal ReportTable Steps
    {
        get
        {
            var before = seen.Before?.Funnel.All;
            return new(l["Steps"],
                [
                    new(l["Step"]),
                    new(l["Reached"], ColumnKind.Count,
                        l["Came to this step at some time, or further. A step that was left out counts as passed."]),
                    new(l["Of all"], ColumnKind.Share, l["Reached, of all leads received in the period."]),
                    new(l["Of the step before"], ColumnKind.Share, l["Reached, of those that reached the step before."]),
                    new(l["Open here"], ColumnKind.Count, l["Came so far, no further, and may still go on."]),
                    new(l["Ended here"], ColumnKind.Count, l["Came so far, no further, and are over. At the last step: won."]),
                    .. before is null ? [] : new ReportColumn[]
                    {
                        new(l["Of all, period before"], ColumnKind.Share),
                    },
                ],
                [
                    .. FunnelCounts.Steps.Select(step => new ReportRow(
                    [
                        l.Name(step), Leads(funnel.All.Reached(step), step, FunnelPart.Reached), funnel.All.ShareOf(step),
                        funnel.All.ShareOfBefore(step), Leads(funnel.All.OpenAt(step), step, FunnelPart.Open),
                        Leads(funnel.All.EndedAt(step), step, FunnelPart.Ended),
                        .. before is null ? [] : new ReportCell[] { before.ShareOf(step) },
                    ])),
                ],
                Sortable: false,
                Note: funnel.Placed == 0 ? null
                    : l["Leads that an import told of as they stood then: {0}. They may have been further before.", funnel.Placed].Value);
        }
    }

    internal ReportTable Groups => new(
        l.Name(By), [new(l.Name(By)), .. Columns()],
        [
            .. funnel.Groups.Select(group => new ReportRow(
                [Name(group.Key), .. Cells(group.Counts, Of(group.Key))], Of(group.Key).Href(ReportPage.Funnel.Path))),
            .. funnel.Groups.Count < 2 ? [] : new ReportRow[]
            {
                new([l["Total"].Value, .. Cells(funnel.All, seen.Asked.Address)], IsTotal: true),
            },
        ]);

    internal ReportTable Cohorts => new(
        l["By month of receipt"],
        [new(l["Month"], Definition: l["The leads received in it, in the installation's zone."]), .. Columns()],
        [.. funnel.Cohorts.Select(cohort => new ReportRow([Month(cohort), .. Cells(cohort.Counts, Of(cohort))]))],
        Sortable: false,
        Note: l["A young month has many open leads: its later steps are still to come."]);

    /// <summary>Each step in those who went on, who may, and who ended there.</summary>
    internal IReadOnlyList<ChartBar> StepBars =>
    [
        .. FunnelCounts.Steps.Select(step => new ChartBar(
            l.Name(step), Parts(funnel.All, step),
            $"{ReportWords.Count(funnel.All.Reached(step))} · {ReportWords.Percent(funnel.All.ShareOf(step))}")),
    ];

    /// <summary>Each month by how its leads stand: open, won, over.</summary>
    internal IReadOnlyList<ChartBar> CohortBars =>
    [
        .. funnel.Cohorts.Select(cohort => new ChartBar(Month(cohort),
            [cohort.Counts.Won, cohort.Counts.Open, cohort.Counts.Lost + cohort.Counts.Disqualified],
            ReportWords.Count(cohort.Counts.Leads))),
    ];

    private static double[] Parts(FunnelCounts counts, Stage step) =>
        [counts.Reached(step) - counts.OpenAt(step) - counts.EndedAt(step), counts.OpenAt(step), counts.EndedAt(step)];

    private IEnumerable<ReportColumn> Columns() =>
    [
        new(l["report: leads"], ColumnKind.Count),
        new(l["Still open"], ColumnKind.Count, l["Not won, lost or disqualified yet: they may go on."]),
        .. Told.Select(step => new ReportColumn(l.Name(step), ColumnKind.Share, l["The share of the leads that came so far or further."])),
        new(l["Lost"], ColumnKind.Count), new(l["Disqualified"], ColumnKind.Count),
        new(l["Not new"], ColumnKind.Count, l["Of the leads: those of customers, or of companies with an open opportunity."]),
    ];

    // Each figure leads to its leads: on the same page, of that group or month alone.
    private static IEnumerable<ReportCell> Cells(FunnelCounts counts, ReportAddress of)
    {
        ReportCell All(long count, FunnelPart part) => Leads(count, Stage.Captured, part, of);
        return
        [
            All(counts.Leads, FunnelPart.Reached), All(counts.Open, FunnelPart.StillOpen),
            .. Told.Select(step => new ReportCell(
                counts.ShareOf(step), counts.Reached(step) == 0 ? null : FunnelView.HrefOf(of, step, FunnelPart.Reached))),
            All(counts.Lost, FunnelPart.Lost), All(counts.Disqualified, FunnelPart.Disqualified), All(counts.NotNew, FunnelPart.NotNew),
        ];
    }

    private ReportCell Leads(long count, Stage step, FunnelPart part) => Leads(count, step, part, seen.Asked.Address);

    private static ReportCell Leads(long count, Stage step, FunnelPart part, ReportAddress of) =>
        new(count, count == 0 ? null : FunnelView.HrefOf(of, step, part));

    private string Name(string key) => key.Length == 0 ? l["report filter: none"] : By == FunnelBy.Source ? l.Source(key) : key;

    private ReportAddress Of(string key) => By switch
    {
        FunnelBy.Source => seen.Asked.Address with { Source = key, Show = null, Page = 1 },
        FunnelBy.Campaign => seen.Asked.Address with { Campaign = key, Show = null, Page = 1 },
        FunnelBy.Country => seen.Asked.Address with { Country = key, Show = null, Page = 1 },
        _ => seen.Asked.Address with { Grade = key, Show = null, Page = 1 },
    };

    private ReportAddress Of(FunnelCohort cohort) => seen.Asked.Address with
    {
        Period = null,
        From = InstantPattern.ExtendedIso.Format(cohort.From),
        To = InstantPattern.ExtendedIso.Format(cohort.To),
        Show = null,
        Page = 1,
    };

    private string Month(FunnelCohort cohort)
    {
        var month = cohort.Month.ToDateTimeUnspecified().ToString("MMM yyyy", CultureInfo.CurrentCulture);
        return cohort.IsWhole ? month : l["{0} (in part)", month];
    }
}
