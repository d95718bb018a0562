using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>Times in the viewer's words.</summary>
internal static class TimesWords
{
    internal static string Name(this IStringLocalizer<Texts> l, TimedEvent timed) => timed switch
    {
        TimedEvent.Accept => l["Acceptance"],
        TimedEvent.Touch => l["First touch"],
        TimedEvent.Qualify => l["Qualification"],
        TimedEvent.Won => l["Won"],
        TimedEvent.Lost => l["Lost"],
        _ => l["Disqualified"],
    };

    internal static string Definition(this IStringLocalizer<Texts> l, TimedEvent timed) => timed switch
    {
        TimedEvent.Accept => l["From a lead's first offer to another party until somebody there accepts it."],
        TimedEvent.Touch => l["From receipt until somebody first touches the lead: by an attempt or a meeting."],
        TimedEvent.Qualify => l["From receipt until the lead becomes Qualified for the first time."],
        TimedEvent.Won => l["From receipt until the lead is won. Lost and Disqualified are other ends, after which it cannot be."],
        TimedEvent.Lost => l["From receipt until the lead is lost. Won and Disqualified are other ends, after which it cannot be."],
        _ => l["From receipt until the lead is disqualified. Won and Lost are other ends, after which it cannot be."],
    };

    internal static string Name(this IStringLocalizer<Texts> l, TimeKind kind) =>
        kind == TimeKind.Business ? l["Business time"] : l["Elapsed time"];

    internal static string Name(this IStringLocalizer<Texts> l, TouchBand band) => band switch
    {
        TouchBand.FiveMinutes => l["Within 5 minutes"],
        TouchBand.Hour => l["5 minutes to 1 hour"],
        TouchBand.FourHours => l["1 to 4 hours"],
        TouchBand.Day => l["4 to 24 hours"],
        TouchBand.Later => l["After 24 hours"],
        _ => l["Not before its close"],
    };

    internal static string Name(this IStringLocalizer<Texts> l, TimesFigure figure) => figure switch
    {
        TimesFigure.Happened => l["Happened"],
        TimesFigure.Otherwise => l["Ended otherwise"],
        TimesFigure.Waiting => l["Still open"],
        TimesFigure.Closed => l["Closed before"],
        TimesFigure.NotNew => l["Not new"],
        TimesFigure.Placed => l["Left out"],
        _ => l["Leads in all"],
    };

    internal static string Name(this IStringLocalizer<Texts> l, SpeedFigure figure) => figure switch
    {
        SpeedFigure.Won => l["Won"],
        SpeedFigure.Closed => l["Closed leads"],
        _ => l["Still open"],
    };

    internal static string CurveTitle(this IStringLocalizer<Texts> l, TimedEvent timed) =>
        timed.IsEnd() ? l["{0}: share that has ended so", l.Name(timed)] : l["{0}: share that still waits", l.Name(timed)];

    /// <summary>"Leads: 178. Acceptance so far: 153. Half of them within 2 h."</summary>
    internal static string Sentence(this IStringLocalizer<Texts> l, TimesReport report)
    {
        var curve = report.Curve;
        if (curve.N == 0)
            return l["No lead's time began in this period."];
        var counted = l["Leads: {0}. {1} so far: {2}.", ReportWords.Count(curve.N), l.Name(report.Event), ReportWords.Count(curve.Events)];
        return $"{counted} " + (curve.Median is { } median
            ? l["Half of them within {0}.", l.Length(report.Time, median / CurveFigures.Second)]
            : l["The curve does not come to a half, so there is no median."]);
    }

    /// <summary>Elapsed time in days from three days on; business time in hours, for its days differ.</summary>
    internal static string Length(this IStringLocalizer<Texts> l, TimeKind kind, double seconds) =>
        kind == TimeKind.Business ? l.Time(seconds) : l.Elapsed(seconds);
}
