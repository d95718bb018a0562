using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Times;

/// <summary>How soon a lead was first touched: bands that stay the same, so that periods and companies can be compared.</summary>
public enum TouchBand
{
    /// <summary>Within five minutes of its receipt.</summary>
    FiveMinutes,
    Hour,
    FourHours,
    Day,
    Later,

    /// <summary>Closed without any.</summary>
    Never,
}

/// <summary>Which of the leads of a cell a figure counts.</summary>
public enum SpeedFigure
{
    Won,
    Closed,
    Open,
}

/// <summary>Leads of one grade that were first touched about as soon.</summary>
/// <param name="Grade">Null: without one.</param>
/// <param name="Closed">What the share is of.</param>
/// <param name="Open">Not ended yet: in no share.</param>
/// <param name="Share">Of the closed that were won, with its 95% limits; null: none is closed.</param>
public sealed record SpeedCell(string? Grade, TouchBand Band, int Won, int Closed, int Open, ShareOf? Share);

/// <summary>
/// Whether leads that were touched sooner were won more often, grade by grade: sales may touch the better leads first, so that all grades
/// together would say more than is true. It is an association and never a cause: whatever else made a lead be touched sooner stands
/// behind it as well.
/// </summary>
/// <param name="Cells">In the order of grades, those without one last; of each those bands in which it has leads.</param>
/// <param name="Waiting">Open and not touched yet: in no band.</param>
/// <param name="Placed">Left out: an import told where they stood, and not when they were touched.</param>
public sealed record TouchSpeed(IReadOnlyList<SpeedCell> Cells, int Waiting, int Placed)
{
    private static readonly (TouchBand Band, long Milliseconds)[] Bands =
    [
        (TouchBand.FiveMinutes, 5 * 60_000L), (TouchBand.Hour, 60 * 60_000L), (TouchBand.FourHours, 4 * 60 * 60_000L),
        (TouchBand.Day, 24 * 60 * 60_000L),
    ];

    /// <param name="rows">The leads received in the period.</param>
    /// <param name="moment">What is known.</param>
    /// <param name="kind">How the time to the touch is counted.</param>
    internal static TouchSpeed Of(IEnumerable<TimedRow> rows, ReportMoment moment, TimeKind kind)
    {
        var (grades, waiting, placed) = (new ByWord<Dictionary<TouchBand, (int Won, int Closed, int Open)>>(), 0, 0);
        foreach (var row in rows)
        {
            if (row.Placed)
                placed++;
            else if (Touch(row, moment, kind) is var (_, band) && band is null)
                waiting++;
            else
            {
                var cells = grades.Of(row.Grade);
                var (won, closed, open) = cells.GetValueOrDefault(band!.Value);
                cells[band.Value] = row.ClosedAt is null ? (won, closed, open + 1)
                    : (won + (row.Stage == Stage.Won ? 1 : 0), closed + 1, open);
            }
        }
        return new(
            [
                .. grades.All.OrderBy(g => g.Key.Length == 0).ThenBy(g => g.Key, StringComparer.Ordinal)
                    .SelectMany(g => g.Group.OrderBy(cell => cell.Key).Select(cell => Cell(g.Key, cell.Key, cell.Value))),
            ],
            waiting, placed);
    }

    private static SpeedCell Cell(string grade, TouchBand band, (int Won, int Closed, int Open) leads) => new(
        grade.Length == 0 ? null : grade, band, leads.Won, leads.Closed, leads.Open, Wilson.Of(leads.Won, leads.Closed));

    /// <summary>The leads behind a figure, those that were touched last first.</summary>
    /// <param name="grade">Null: those without one.</param>
    public static IReadOnlyList<TimedLead> Behind(
        ReportMoment moment, ReportRequest request, TimeKind kind, string? grade, TouchBand band, SpeedFigure figure) =>
    [
        .. Rows(moment, request, kind).Where(row => row.Band == band
                && string.Equals(row.Row.Grade ?? "", grade ?? "", StringComparison.OrdinalIgnoreCase)
                && (row.Row.ClosedAt is null) == (figure == SpeedFigure.Open)
                && (figure != SpeedFigure.Won || row.Row.Stage == Stage.Won))
            .Select(row => row.Lead).OrderByDescending(lead => lead.Subject.Time).ThenBy(lead => lead.Lead),
    ];

    /// <summary>The leads that are open and that nobody has touched yet, those that wait longest first.</summary>
    public static IReadOnlyList<TimedLead> Untouched(ReportMoment moment, ReportRequest request, TimeKind kind) =>
    [
        .. Rows(moment, request, kind).Where(row => row.Band is null).Select(row => row.Lead)
            .OrderByDescending(lead => lead.Subject.Time).ThenBy(lead => lead.Lead),
    ];

    private static IEnumerable<(TimedRow Row, TimedLead Lead, TouchBand? Band)> Rows(
        ReportMoment moment, ReportRequest request, TimeKind kind)
    {
        foreach (var row in TimedLeads.Read(moment, request, TimedEvent.Touch))
            if (!row.Placed && Touch(row, moment, kind) is var (lead, band))
                yield return (row, lead, band);
    }

    // Null: open, and nobody has touched it yet.
    private static (TimedLead Lead, TouchBand? Band) Touch(TimedRow row, ReportMoment moment, TimeKind kind)
    {
        var touch = row.Watch(TimedEvent.Touch, kind, moment.Company, moment.KnownAt);
        return (touch, touch.Waits ? null
            : touch.Subject.Ending == Ending.Event ? BandOf(touch.Subject.Time) : TouchBand.Never);
    }

    /// <summary>A limit belongs to the sooner band.</summary>
    internal static TouchBand BandOf(long milliseconds)
    {
        foreach (var (band, most) in Bands)
            if (milliseconds <= most)
                return band;
        return TouchBand.Later;
    }
}
