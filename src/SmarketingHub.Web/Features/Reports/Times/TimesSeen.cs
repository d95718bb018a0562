using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>What the page shows of one period.</summary>
/// <param name="Waiting">Null: the leads that still wait are not listed.</param>
internal sealed record TimesSeen(TimesView View, TimesOverview All, IReadOnlyList<TimedLead>? Waiting)
{
    /// <summary>Behind which figure of the address they stand.</summary>
    internal const string ShowsWaiting = "waiting";

    internal TimesReport Now => All[View.Event];

    internal static TimesSeen Read(ReportMoment moment, ReportAsked asked, ReportRequest request)
    {
        var view = TimesView.Read(asked.Address.View);
        var waiting = asked.Address.Show == ShowsWaiting && request == asked.Request
            ? TimesReport.WhoWaits(moment, request, view.Event, view.Kind) : null;
        return new(view, TimesOverview.Read(moment, request, view.Kind),
            waiting);
    }
}
