using System.Globalization;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Times;

public sealed partial class TimesPage
{
    private static Task<TimesSeen> Read(ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(TimesSeen.Read(moment, asked, request));
    }

    private List<FilterChips.FilterChip> Events(ReportSeen<TimesSeen> seen) =>
    [
        .. Enum.GetValues<TimedEvent>().Select(timed => new FilterChips.FilterChip(L.Name(timed), timed == seen.Now.View.Event,
            To(seen, seen.Now.View with { Event = timed }))),
    ];

    private List<FilterChips.FilterChip> Kinds(ReportSeen<TimesSeen> seen) =>
    [
        .. Enum.GetValues<TimeKind>().Select(kind => new FilterChips.FilterChip(L.Name(kind), kind == seen.Now.View.Kind,
            To(seen, seen.Now.View with { Kind = kind }))),
    ];

    private static string To(ReportSeen<TimesSeen> seen, TimesView view) =>
        (seen.Asked.Address with { View = view == default ? null : view.Key, Show = null, Page = 1 }).Href(ReportPage.Times.Path);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    private static double Width(ReportSeen<TimesSeen> seen) => CurveFigures.Width(
        seen.Before is { } before ? [seen.Now.Now.Curve, before.Now.Curve] : [seen.Now.Now.Curve]);

    private List<ChartCurve> Curves(ReportSeen<TimesSeen> seen)
    {
        var width = Width(seen);
        var curves = new List<ChartCurve>();
        void Add(string name, TimesSeen? of)
        {
            if (of?.Now.Curve is { N: > 0 } curve)
                curves.Add(new(name, CurveFigures.Picture(curve, width)));
        }
        Add(L["This period"], seen.Now);
        Add(L["In the period before"], seen.Before);
        return curves;
    }

    private List<ChartInterval> Intervals(ReportSeen<TimesSeen> seen, TimesTables tables) =>
    [
        .. seen.Now.All.Speed.Cells.Where(cell => cell.Share is not null).Select(cell => new ChartInterval(
            $"{tables.GradeName(cell.Grade)} · {L.Name(cell.Band)}", cell.Share!.Value.Share, cell.Share.Value.Low, cell.Share.Value.High,
            Before: null, L["{0} of {1}", ReportWords.Count(cell.Won), ReportWords.Count(cell.Closed)])),
    ];
}
