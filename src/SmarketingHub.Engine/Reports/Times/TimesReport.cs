using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Times;

/// <summary>How long leads waited for something, as it was known at a moment.</summary>
/// <param name="Curve">
/// Of what is waited for, the share that still waits (Kaplan and Meier); of an end, the share that has ended so, the other ends competing
/// (Aalen and Johansen). Times in milliseconds.
/// </param>
/// <param name="NotNew">Of the curve's leads: those that count as no new ones, of customers for the most part.</param>
/// <param name="Placed">
/// Left out, of touch and qualify: an import told where they stood, and not how they came there. Their ends it told.
/// </param>
public sealed record TimesReport(ReportRequest Request, TimedEvent Event, TimeKind Time, Curve Curve, int NotNew, int Placed)
{
    public static TimesReport Read(ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind)
    {
        var (watched, notNew, placed) = Watch(moment, request, timed, kind);
        var subjects = watched.Select(lead => lead.Subject);
        return new(request, timed, kind, timed.IsEnd() ? AalenJohansen.Of(subjects) : KaplanMeier.Of(subjects), notNew, placed);
    }

    /// <summary>The leads that still wait, the longest first.</summary>
    public static IReadOnlyList<TimedLead> Waiting(ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind) =>
        [.. Watch(moment, request, timed, kind).Leads.Where(lead => lead.Waits).OrderByDescending(lead => lead.Subject.Time)
            .ThenBy(lead => lead.Lead)];

    private static (List<TimedLead> Leads, int NotNew, int Placed) Watch(
        ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind)
    {
        var (leads, notNew, placed) = (new List<TimedLead>(), 0, 0);
        foreach (var row in TimedLeads.Read(moment, request, timed))
            if (row.Placed && timed is TimedEvent.Touch or TimedEvent.Qualify)
                placed++;
            else
            {
                leads.Add(row.Watch(timed, kind, moment.Company, moment.KnownAt));
                notNew += row.IsNew ? 0 : 1;
            }
        return (leads, notNew, placed);
    }
}
