using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Times;

/// <summary>How long leads waited for something, as it was known at a moment.</summary>
/// <param name="Curve">
/// Of what is waited for, the share that still waits (Kaplan and Meier); of an end, the share that has ended so, the other ends competing
/// (Aalen and Johansen). Times in milliseconds.
/// </param>
/// <param name="Waiting">Of the censored: open. The others were closed before it.</param>
/// <param name="NotNew">Of the curve's leads: those that count as no new ones, of customers for the most part.</param>
/// <param name="Placed">
/// Left out, of touch and qualify: an import told where they stood, and not how they came there. Their ends it told.
/// </param>
public sealed record TimesReport(ReportRequest Request, TimedEvent Event, TimeKind Time, Curve Curve, int Waiting, int NotNew, int Placed)
{
    public static TimesReport Read(ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind) =>
        Of(TimedLeads.Read(moment, request, timed), moment, request, timed, kind);

    /// <summary>The leads behind a figure, those that were watched longest first.</summary>
    /// <param name="within">Milliseconds: only those that were watched no longer; null: all.</param>
    public static IReadOnlyList<TimedLead> Behind(
        ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind, TimesFigure figure, long? within = null) =>
    [
        .. TimedLeads.Read(moment, request, timed).Where(row => row.IsUnknown(timed) == (figure == TimesFigure.Placed))
            .Select(row => (row.IsNew, Lead: row.Watch(timed, kind, moment.Company, moment.KnownAt)))
            .Where(row => figure switch
            {
                TimesFigure.Happened => row.Lead.Subject.Ending == Ending.Event,
                TimesFigure.Otherwise => row.Lead.Subject.Ending == Ending.Competing,
                TimesFigure.Waiting => row.Lead.Waits,
                TimesFigure.Closed => row.Lead.Subject.Ending == Ending.Censored && !row.Lead.Waits,
                TimesFigure.NotNew => !row.IsNew,
                _ => true,
            }).Select(row => row.Lead).Where(lead => within is null || lead.Subject.Time <= within)
            .OrderByDescending(lead => lead.Subject.Time).ThenBy(lead => lead.Lead),
    ];

    internal static TimesReport Of(
        IEnumerable<TimedRow> rows, ReportMoment moment, ReportRequest request, TimedEvent timed, TimeKind kind)
    {
        var (subjects, waiting, notNew, placed) = (new List<Subject>(), 0, 0, 0);
        foreach (var row in rows)
        {
            if (row.IsUnknown(timed))
            {
                placed++;
                continue;
            }
            var lead = row.Watch(timed, kind, moment.Company, moment.KnownAt);
            subjects.Add(lead.Subject);
            waiting += lead.Waits ? 1 : 0;
            notNew += row.IsNew ? 0 : 1;
        }
        return new(request, timed, kind, timed.IsEnd() ? AalenJohansen.Of(subjects) : KaplanMeier.Of(subjects), waiting, notNew, placed);
    }
}

/// <summary>All times at once, and whether leads that were touched sooner were won more often: the leads are read once.</summary>
/// <param name="All">In the order of <see cref="TimedEvent"/>.</param>
public sealed record TimesOverview(IReadOnlyList<TimesReport> All, TouchSpeed Speed)
{
    public TimesReport this[TimedEvent timed] => All[(int)timed];

    public static TimesOverview Read(ReportMoment moment, ReportRequest request, TimeKind kind)
    {
        var (offered, received) = TimedLeads.ReadBoth(moment, request);
        return new(
            [
                .. Enum.GetValues<TimedEvent>().Select(timed =>
                    TimesReport.Of(timed == TimedEvent.Accept ? offered : received, moment, request, timed, kind)),
            ],
            TouchSpeed.Of(received, moment, kind));
    }
}
