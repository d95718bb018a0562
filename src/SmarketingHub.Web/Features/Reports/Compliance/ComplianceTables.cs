using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Compliance;

/// <summary>The tables of the page of compliance: for the screen, for files and for print.</summary>
internal static class ComplianceTables
{
    private static readonly PromiseCount[] Counts =
    [
        PromiseCount.Met, PromiseCount.Breached, PromiseCount.Excused, PromiseCount.Corrected, PromiseCount.Paused, PromiseCount.Void,
        PromiseCount.Running, PromiseCount.Uncovered,
    ];

    internal static IReadOnlyList<ReportTable> All(IStringLocalizer<Texts> l, ReportSeen<ComplianceSeen> seen) =>
    [
        Promises(l, seen), People(l, seen),
        .. seen.Now.Why is { } why ? [Why(l, why)] : Array.Empty<ReportTable>(),
    ];

    /// <summary>The promises behind the figure that was chosen; null: none was.</summary>
    internal static FigureList? Behind(IStringLocalizer<Texts> l, ReportSeen<ComplianceSeen> seen)
    {
        if (seen.Now.Shown is not { } shown)
            return null;
        var by = shown.OfPerson ? ComplianceBy.Person : seen.Now.Report.By;
        var label = shown.Key is { } key ? l.Label(new(key, shown.Agreement, new()), by, seen.Asked.Known) : l["All"].Value;
        return PromiseList.Of(l, seen.Asked, $"{label}: {l.Name(shown.Count)}", seen.Now.Behind);
    }

    internal static ReportTable Promises(IStringLocalizer<Texts> l, ReportSeen<ComplianceSeen> seen)
    {
        var (asked, report) = (seen.Asked, seen.Now.Report);
        var before = Before(seen)?.ToDictionary(i => (i.Key, i.Agreement), i => i.Counts);
        return new(l["Promises by: {0}", l.Name(report.By)],
            [
                new(l.Name(report.By)),
                .. Counts.Select(count => new ReportColumn(l.Name(count), ColumnKind.Count, l.Definition(count))),
                .. Shares(l),
                .. before is null ? [] : new ReportColumn[]
                {
                    new(l["Before"], ColumnKind.Share, l["The share of the period before."]),
                    new(l["Change, pp"], ColumnKind.Points, l["This share less the one before, in percentage points."]),
                },
            ],
            [
                .. report.Items.Select(item => Row(l.Label(item, report.By, asked.Known), item.Counts,
                    before?.GetValueOrDefault((item.Key, item.Agreement)), (item.Key, item.Agreement))),
                Row(l["All"].Value, report.Total, seen.Before?.Report.Total, (null, null), isTotal: true),
            ],
            // People and teams are no league.
            Sortable: report.By is not (ComplianceBy.Person or ComplianceBy.Team or ComplianceBy.Week));

        ReportRow Row(
            string label, PromiseCounts counts, PromiseCounts? earlier, (string? Key, long? Agreement) of, bool isTotal = false)
        {
            ShownFigure Figure(PromiseCount count) => new(count, of.Key, of.Agreement, OfPerson: false);
            return new(
                [
                    label,
                    .. Counts.Select(count => Cell(counts, count, asked.Here, Figure(count))),
                    .. Shares(counts, asked.Here, Figure(PromiseCount.Decided)),
                    .. before is null ? [] : new ReportCell[]
                    {
                        Share(earlier, asked.Earlier!, Figure(PromiseCount.Decided)),
                        counts.Share is { } now && earlier?.Share is { } then
                            ? Math.Round(100 * (now.Share - then.Share), 1) : (double?)null,
                    },
                ], IsTotal: isTotal);
        }
    }

    /// <summary>What stands beside the items; null: nothing, as no week is in both periods.</summary>
    internal static IReadOnlyList<ComplianceItem>? Before(ReportSeen<ComplianceSeen> seen) =>
        seen.Now.Report.By == ComplianceBy.Week ? null : seen.Before?.Report.Items;

    /// <summary>In the order of their names.</summary>
    internal static ReportTable People(IStringLocalizer<Texts> l, ReportSeen<ComplianceSeen> seen)
    {
        var funnel = seen.Now.People;
        return new(l["People within chance"],
            [
                new(l["Person"]),
                new(l["Decided"], ColumnKind.Count, l["Met and breached together: what the share is of."]),
                new(l["Met"], ColumnKind.Count, l.Definition(PromiseCount.Met)),
                new(l["Breached"], ColumnKind.Count, l.Definition(PromiseCount.Breached)),
                .. Shares(l),
                new(l["Chance gives at least"], ColumnKind.Share,
                    l["With as many promises, chance alone puts a share between the two limits 95 times of 100: exact, by the binomial "
                        + "distribution around the share of all people."]),
                new(l["Chance gives at most"], ColumnKind.Share),
                new(l["At least, 99.8%"], ColumnKind.Share, l["The same 998 times of 1,000."]),
                new(l["At most, 99.8%"], ColumnKind.Share),
                new(l["So it is"]),
            ],
            [
                .. funnel.People.Select(p => new ReportRow(
                    [
                        l.Label(p.Item, ComplianceBy.Person, seen.Asked.Known),
                        Count(p.Item, PromiseCount.Decided),
                        Count(p.Item, PromiseCount.Met),
                        Count(p.Item, PromiseCount.Breached),
                        .. Shares(p.Item.Counts, seen.Asked.Here, Of(p.Item, PromiseCount.Decided)),
                        p.Limits.Low95, p.Limits.High95, p.Limits.Low998, p.Limits.High998,
                        l.Name(p.Zone),
                    ])),
            ],
            Sortable: false,
            Note: l["Whoever lies within the limits differs from the others by no more than chance does. This is no ranking."]);

        ReportCell Count(ComplianceItem item, PromiseCount count) => Cell(item.Counts, count, seen.Asked.Here, Of(item, count));

        static ShownFigure Of(ComplianceItem item, PromiseCount count) => new(count, item.Key, null, OfPerson: true);
    }

    internal static ReportTable Why(IStringLocalizer<Texts> l, WhyChanged why)
    {
        var tenths = ChangeTenths.Of(why);
        return new(l["Why it changed"],
            [
                new(l["Reason"]),
                new(l["Part, pp"], ColumnKind.Points, l["Of the difference, in percentage points; the parts add up to it."]),
            ],
            [
                .. why.Parts.Select((part, at) => new ReportRow([l.Name(part.Factor), tenths.Parts[at] / 10.0])),
                new([l["Difference"].Value, tenths.Difference / 10.0], IsTotal: true),
            ],
            Sortable: false);
    }

    private static IReadOnlyList<ReportColumn> Shares(IStringLocalizer<Texts> l) =>
    [
        new(l["Share met"], ColumnKind.Share,
            l["Met ÷ (met + breached). Excused, paused, void, running and uncovered ones are in neither, and stand beside it."]),
        new(l["Interval from"], ColumnKind.Share, l["Wilson's 95% interval: so far the share itself is known from so many promises."]),
        new(l["Interval to"], ColumnKind.Share),
    ];

    // A share leads to what it is of.
    private static ReportCell[] Shares(PromiseCounts counts, ReportAddress address, ShownFigure decided) =>
        [Share(counts, address, decided), counts.Share?.Low, counts.Share?.High];

    internal static ReportCell Share(PromiseCounts? counts, ReportAddress address, ShownFigure decided) =>
        new(counts?.Share?.Share, counts?.Share is null ? null : decided.Href(address));

    internal static ReportCell Cell(PromiseCounts counts, PromiseCount count, ReportAddress address, ShownFigure figure) =>
        new((long)counts.Of(count), counts.Of(count) > 0 ? figure.Href(address) : null);
}
