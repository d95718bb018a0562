using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>The tables of the page, for the screen and for files.</summary>
internal sealed class TimesTables(IStringLocalizer<Texts> l, ReportSeen<TimesSeen> seen)
{
    private TimesSeen Now => seen.Now;
    private TimesView View => Now.View;
    private ColumnKind Length => View.Kind == TimeKind.Business ? ColumnKind.Seconds : ColumnKind.Elapsed;

    /// <summary>For CSV and Excel: each curve with every step.</summary>
    internal IReadOnlyList<ReportTable> Files =>
    [
        Glance(), Steps(Now.Now, l.CurveTitle(View.Event), l.Name(View.Event)),
        .. seen.Before is { } before ? [Steps(before.Now, $"{l.CurveTitle(View.Event)} – {l["In the period before"]}",
                $"{l["Before"]} – {l.Name(View.Event)}")]
            : Array.Empty<ReportTable>(),
        Speed(),
    ];

    /// <summary>All times, with the numbers that each is of.</summary>
    internal ReportTable Glance() => new(l["All times"],
        [
            new(l["Until"]),
            new(l["Leads in all"], ColumnKind.Count, l["All whose time began in the period; duplicates went into another."]),
            new(l["Happened"], ColumnKind.Count), new(l["Ended otherwise"], ColumnKind.Count, l["By another of the three ends."]),
            new(l["Still open"], ColumnKind.Count,
                l["They count for as long as they have waited (censored), and are not left out."]),
            new(l["Closed before"], ColumnKind.Count,
                l["Of a step: closed without it. They count for as long as they waited (censored)."]),
            new(l["Median"], Length, l["Until half of the leads had come to it; a dash where the curve does not come to a half."]),
            .. seen.Before is null ? Array.Empty<ReportColumn>() : [new(l["Median before"], Length, l["Of the period before."])],
            new(l["Not new"], ColumnKind.Count, l["Of the leads: those of customers, or of companies with an open opportunity."]),
            new(l["Left out"], ColumnKind.Count, l["An import told where they stood, and not how they came there."]),
        ],
        [.. Enum.GetValues<TimedEvent>().Select(Row)], Sortable: false);

    /// <summary>The chosen curve at round times.</summary>
    internal ReportTable RoundTimes()
    {
        var (now, before) = (Now.Now.Curve, seen.Before?.Now.Curve);
        var value = View.Event.IsEnd() ? l["Ended so"] : l["Still waits"];
        var times = CurveFigures.RoundTimes(View.Kind, before is null ? [now] : [now, before]);
        return new(l.CurveTitle(View.Event),
            [
                new(l["After"], Length), new(value, ColumnKind.Share), new(l["Interval from"], ColumnKind.Share, Band),
                new(l["Interval to"], ColumnKind.Share),
                new(l["So far"], ColumnKind.Count, l["Leads that had come to it by then."]),
                .. before is null ? Array.Empty<ReportColumn>() : [new(l["In the period before"], ColumnKind.Share)],
            ],
            [
                .. times.Select(time => (Time: time, Ms: time * (long)CurveFigures.Second)).Select(at => new ReportRow(
                [
                    at.Time, .. Values(now, at.Ms), .. before is null ? Array.Empty<ReportCell>() : [Values(before, at.Ms)[0]],
                ])),
            ],
            Sortable: false, Note: Note(before is null ? [now] : [now, before]));
    }

    internal string SpeedMeans =>
        l["Of the leads received in the period and closed, the share that was won, by how soon they were first touched."];

    internal string SpeedIsNoCause =>
        l["An association, not a cause: what made a lead be touched sooner may also have made it be won. Compare within a grade."];

    /// <summary>Share won by how soon the first touch was, grade by grade.</summary>
    internal ReportTable Speed()
    {
        var speed = Now.All.Speed;
        return new(l["Speed against winning"],
            [
                new(l["Grade"]), new(l["First touch after receipt"], Definition: l.Name(View.Kind)), new(l["Won"], ColumnKind.Count),
                new(l["Closed leads"], ColumnKind.Count, l["Won, lost and disqualified: what the share is of."]),
                new(l["Share won"], ColumnKind.Share), new(l["Interval from"], ColumnKind.Share, l["Wilson's 95% interval."]),
                new(l["Interval to"], ColumnKind.Share), new(l["Still open"], ColumnKind.Count, l["In no share yet."]),
            ],
            [
                .. speed.Cells.Select(cell => new ReportRow(
                [
                    GradeName(cell.Grade), l.Name(cell.Band), cell.Won, cell.Closed, cell.Share?.Share, cell.Share?.Low, cell.Share?.High,
                    cell.Open,
                ])),
            ],
            Sortable: false,
            Note: l["In no row: open leads that nobody has touched yet ({0}), and leads that an import placed ({1}).",
                ReportWords.Count(speed.Waiting), ReportWords.Count(speed.Placed)]);
    }

    /// <summary>Of the leads that still wait.</summary>
    internal ReportColumn WaitsSoFar => new(l["Waits so far"], Length);

    internal string GradeName(string? grade) => grade is null ? l["No grade"] : l["Grade {0}", grade];

    private string Note(IReadOnlyList<Curve> curves)
    {
        var (steps, width) = (Now.Now.Curve.Points.Count, CurveFigures.Width(curves));
        var note = l["Steps of the curve: {0}. CSV and Excel have each of them.", ReportWords.Count(steps)].Value;
        return curves.All(curve => curve.Points.Count == 0 || curve.Points[^1].Time / CurveFigures.Second <= width) ? note
            : $"{note} {l["The picture ends after {0}, where 95% of the curve's way is gone.", l.Length(View.Kind, width)]}";
    }

    private string Band => l["The 95% band at this time alone."];

    private ReportRow Row(TimedEvent timed)
    {
        var (report, address) = (Now.All[timed], seen.Asked.Address with { View = new TimesView(timed, View.Kind).Key, Page = 1 });
        var curve = report.Curve;
        ReportCell Step(int count) => timed.IsEnd() ? default(ReportCell) : count;
        return new(
        [
            l.Name(timed), curve.N, curve.Events, timed.IsEnd() ? curve.Competing : default(ReportCell),
            new ReportCell((long)report.Waiting).To(
                report.Waiting == 0 ? null : (address with { Show = TimesSeen.ShowsWaiting }).Href(ReportPage.Times.Path) + "#leads"),
            Step(curve.Censored - report.Waiting), Median(curve),
            .. seen.Before is { } before ? [Median(before.All[timed].Curve)] : Array.Empty<ReportCell>(),
            report.NotNew, timed is TimedEvent.Touch or TimedEvent.Qualify ? report.Placed : default(ReportCell),
        ], (address with { Show = null }).Href(ReportPage.Times.Path));
    }

    private static ReportCell Median(Curve curve) => curve.Median / CurveFigures.Second;

    // Beyond whom anybody was watched the curve says nothing.
    private static ReportCell[] Values(Curve curve, long time) =>
        time > curve.Longest ? [default, default, default, default]
            : curve.LastUpTo(time) is { } point
                ? [point.Value, point.Low, point.High, curve.Points.TakeWhile(p => p.Time <= time).Sum(p => p.Events)]
                : [curve.Start, default, default, 0];

    private ReportTable Steps(TimesReport report, string title, string sheet) => new(title,
        [
            new(l["After"], Length), new(View.Event.IsEnd() ? l["Ended so"] : l["Still waits"], ColumnKind.Share),
            new(l["Interval from"], ColumnKind.Share), new(l["Interval to"], ColumnKind.Share),
            new(l["Watched until then"], ColumnKind.Count),
            new(l["Happened"], ColumnKind.Count),
        ],
        [
            .. report.Curve.Points.Select(p => new ReportRow(
                [p.Time / CurveFigures.Second, p.Value, p.Low, p.High, p.AtRisk, p.Events])),
        ], Sheet: sheet);
}
