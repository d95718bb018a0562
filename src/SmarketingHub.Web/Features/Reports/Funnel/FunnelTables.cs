using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
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

    /// <summary>In files a month is a date, which a spreadsheet sorts and filters by.</summary>
    internal IReadOnlyList<ReportTable> All => [Steps, Groups, CohortsOf(isFile: true)];

    /// <summary>The leads behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind => FunnelView.ShownBy(seen.Asked.Address) is not { } shown ? null
        : FigureList.OfLeads(l.Title(shown.Step, shown.Part), new(l["Received"], ColumnKind.Instant), seen.Now.Behind,
            lead => lead.LeadId, lead => lead.ReceivedAt);

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
                        l.Name(step), Leads(funnel.All.Reached(step), step, FunnelPart.Reached, Here),
                        Share(funnel.All.ShareOf(step), step, Here), Share(funnel.All.ShareOfBefore(step), step, Here),
                        Leads(funnel.All.OpenAt(step), step, FunnelPart.Open, Here),
                        Leads(funnel.All.EndedAt(step), step, FunnelPart.Ended, Here),
                        .. before is null ? [] : new ReportCell[] { Share(before.ShareOf(step), step, seen.Asked.Earlier!) },
                    ])),
                ],
                Sortable: false,
                Note: funnel.All.Placed == 0 ? null : Placed);
        }
    }

    internal ReportTable Groups => new(
        l.Name(By), [new(l.Name(By)), .. Columns()],
        [
            .. funnel.Groups.Select(group => new ReportRow(
                [Name(group.Key), .. Cells(group.Counts, Of(Here, group.Key))],
                (Of(seen.Asked.Address, group.Key) with { Show = null, Page = 1 }).Href(ReportPage.Funnel.Path))),
            .. funnel.Groups.Count < 2 ? [] : new ReportRow[]
            {
                new([l["Total"].Value, .. Cells(funnel.All, Here)], IsTotal: true),
            },
        ]);

    internal ReportTable Cohorts => CohortsOf(isFile: false);

    private ReportTable CohortsOf(bool isFile) => new(
        l["By month of receipt"],
        [
            new(l["Month"], isFile ? ColumnKind.Day : ColumnKind.Text, l["The leads received in it, in the installation's zone."]),
            .. isFile ? [new(l["Whole month"])] : Array.Empty<ReportColumn>(),
            .. Columns(),
        ],
        [
            .. funnel.Cohorts.Select(cohort => new ReportRow(
            [
                .. isFile ? [(LocalDate?)cohort.Month, l[cohort.IsWhole ? "yes" : "no"].Value] : new ReportCell[] { Month(cohort) },
                .. Cells(cohort.Counts, Of(cohort)),
            ])),
        ],
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
        .. funnel.All.Placed == 0 ? [] : new[] { new ReportColumn(l["As an import told"], ColumnKind.Count, Placed) },
    ];

    // Each figure leads to its leads: on the same page, of that group or month alone.
    private IEnumerable<ReportCell> Cells(FunnelCounts counts, ReportAddress of)
    {
        ReportCell All(long count, FunnelPart part) => Leads(count, Stage.Captured, part, of);
        return
        [
            All(counts.Leads, FunnelPart.Reached), All(counts.Open, FunnelPart.StillOpen),
            .. Told.Select(step => Share(counts.ShareOf(step), step, of)),
            All(counts.Lost, FunnelPart.Lost), All(counts.Disqualified, FunnelPart.Disqualified), All(counts.NotNew, FunnelPart.NotNew),
            .. funnel.All.Placed == 0 ? [] : new[] { All(counts.Placed, FunnelPart.Placed) },
        ];
    }

    private string Placed =>
        l["Leads that an import told of as they stood then: {0}. They may have been further before.", funnel.All.Placed].Value;

    private ReportAddress Here => seen.Asked.Here;

    private static ReportCell Leads(long count, Stage step, FunnelPart part, ReportAddress of) =>
        new(count, count == 0 ? null : FunnelView.HrefOf(of, step, part));

    // To the leads that came so far.
    private static ReportCell Share(double? share, Stage step, ReportAddress of) =>
        new(share, share is null or 0 ? null : FunnelView.HrefOf(of, step, FunnelPart.Reached));

    private string Name(string key) => key.Length == 0 ? l["report filter: none"] : By == FunnelBy.Source ? l.Source(key) : key;

    private ReportAddress Of(ReportAddress address, string key) => By switch
    {
        FunnelBy.Source => address with { Source = key },
        FunnelBy.Campaign => address with { Campaign = key },
        FunnelBy.Country => address with { Country = key },
        _ => address with { Grade = key },
    };

    private ReportAddress Of(FunnelCohort cohort) =>
        seen.Asked.Of(seen.Asked.Request with { From = cohort.From, To = cohort.To });

    private string Month(FunnelCohort cohort)
    {
        var month = cohort.Month.ToDateTimeUnspecified().ToString("MMM yyyy", CultureInfo.CurrentCulture);
        return cohort.IsWhole ? month : l["{0} (in part)", month];
    }
}
