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

    /// <summary>The leads behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind => Now.Shown is not { } shown ? null : FigureList.OfLeads(Title(shown),
        shown.Figure is null ? new(shown == TimesShown.NotTouched ? l["Waits so far"] : l["First touch after receipt"], Length)
            : new(shown.Figure == TimesFigure.Waiting ? l["Waits so far"] : l["Time"], Length),
        Now.Behind, lead => lead.Lead, lead => lead.Subject.Time / CurveFigures.Second);

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
                    at.Time, .. Values(now, at.Ms, at.Time), .. before is null ? Array.Empty<ReportCell>() : [Values(before, at.Ms)[0]],
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
                new(l["Interval to"], ColumnKind.Share),
                new(l["In no share"], ColumnKind.Count, l["Open leads, and those of which the first touch is not known."]),
            ],
            [
                .. speed.Cells.Select(Row),
                // In no cell, and not left unsaid.
                .. speed.Waiting == 0 ? [] : new[] { Beside(l["Nobody has touched it yet"], speed.Waiting, TimesShown.NotTouched) },
                .. speed.Placed == 0 ? [] : new[] { Beside(l["Left out: an import placed it"], speed.Placed, new(TimesFigure.Placed)) },
            ],
            Sortable: false);

        ReportRow Beside(string name, int count, TimesShown shown) => new(
            [
                l["All"].Value, name, default(ReportCell), default(ReportCell), default(ReportCell), default(ReportCell),
                default(ReportCell), Cell(count, shown, seen.Asked.Here with { View = new TimesView(TimedEvent.Touch, View.Kind).Key }),
            ], IsTotal: true);

        ReportRow Row(SpeedCell cell)
        {
            TimesShown Of(SpeedFigure figure) => new(null, Speed: (figure, cell.Band, cell.Grade));
            return new(
                [
                    GradeName(cell.Grade), l.Name(cell.Band), Cell(cell.Won, Of(SpeedFigure.Won)),
                    Cell(cell.Closed, Of(SpeedFigure.Closed)),
                    new ReportCell(cell.Share?.Share).To(cell.Share is null ? null : Of(SpeedFigure.Closed).Href(seen.Asked.Here)),
                    cell.Share?.Low, cell.Share?.High, Cell(cell.Open, Of(SpeedFigure.Open)),
                ]);
        }
    }

    private string Title(TimesShown shown) => shown switch
    {
        { Figure: TimesFigure.Waiting } => l["{0}: still open", l.Name(View.Event)],
        { Figure: { } figure } when shown.Within is { } seconds =>
            $"{l.Name(View.Event)}, {l.Name(figure)}, {l["up to {0}", l.Length(View.Kind, seconds)]}",
        { Figure: { } figure } => $"{l.Name(View.Event)}, {l.Name(figure)}",
        { Speed: var (of, band, grade) } => $"{GradeName(grade)}, {l.Name(band)}, {l.Name(of)}",
        _ => l["Nobody has touched it yet"],
    };

    private ReportCell Cell(int count, TimesShown shown, ReportAddress? of = null) =>
        new((long)count, count == 0 ? null : shown.Href(of ?? seen.Asked.Here));

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
        var (report, key) = (Now.All[timed], new TimesView(timed, View.Kind).Key);
        var (curve, here) = (report.Curve, seen.Asked.Here with { View = key });
        ReportCell Of(int count, TimesFigure figure) => Cell(count, new(figure), here);
        return new(
        [
            l.Name(timed), Of(curve.N, TimesFigure.All), Of(curve.Events, TimesFigure.Happened),
            timed.IsEnd() ? Of(curve.Competing, TimesFigure.Otherwise) : default, Of(report.Waiting, TimesFigure.Waiting),
            timed.IsEnd() ? default : Of(curve.Censored - report.Waiting, TimesFigure.Closed), Median(curve),
            .. seen.Before is { } before ? [Median(before.All[timed].Curve)] : Array.Empty<ReportCell>(),
            Of(report.NotNew, TimesFigure.NotNew),
            timed is TimedEvent.Touch or TimedEvent.Qualify ? Of(report.Placed, TimesFigure.Placed) : default,
        ], (seen.Asked.Address with { View = key, Page = 1, Show = null }).Href(ReportPage.Times.Path));
    }

    private static ReportCell Median(Curve curve) => curve.Median / CurveFigures.Second;

    // Beyond whom anybody was watched the curve says nothing.
    private ReportCell[] Values(Curve curve, long time, long? within = null) =>
        time > curve.Longest ? [default, default, default, default]
            : curve.LastUpTo(time) is { } point
                ? [point.Value, point.Low, point.High, SoFar(curve.Points.TakeWhile(p => p.Time <= time).Sum(p => p.Events), within)]
                : [curve.Start, default, default, 0];

    private ReportCell SoFar(int count, long? within) =>
        within is null ? count : Cell(count, new(TimesFigure.Happened, within));

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
