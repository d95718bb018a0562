using NodaTime;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Engine.Reports.Times;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>How long leads waited for a step or an end. n = events + competing + censored.</summary>
/// <param name="To">The first instant after the period in which the leads' times began; they are followed until
/// <paramref name="AsKnownAt"/>.</param>
/// <param name="N">Leads.</param>
/// <param name="Events">Of them those that came to it.</param>
/// <param name="Censored">Those that had not when they were last seen: open ones, and, of a step, those closed before it.</param>
/// <param name="Competing">Those that ended otherwise: none where a step is asked for.</param>
/// <param name="NotNew">Of n: they count as no new leads, because their companies are customers, or have an open opportunity.</param>
/// <param name="Placed">Left out, of touch and qualify: an import told where they stood, and not how they came there.</param>
/// <param name="Median">Seconds until a half had come to it; null: the curve does not reach a half.</param>
/// <param name="Points">One for each time at which it happened; before the first the value is 1 of a step and 0 of an end.</param>
public sealed record SurvivalOut(
    Instant From, Instant To, Instant AsKnownAt, TimedEvent Event, TimeKind Time, int N, int Events, int Censored, int Competing,
    int NotNew, int Placed, double? Median, IReadOnlyList<SurvivalPointOut> Points) : ReportOut
{
    private const double Second = 1000;

    internal static SurvivalOut Of(TimesReport report)
    {
        var (asked, curve) = (report.Request, report.Curve);
        return new(asked.From, asked.To, asked.AsKnownAt, report.Event, report.Time, curve.N, curve.Events, curve.Censored, curve.Competing,
            report.NotNew, report.Placed, curve.Median / Second, [.. curve.Points.Select(Of)]);
    }

    private static SurvivalPointOut Of(CurvePoint point) => new(point.Time / Second, point.Value, point.Low, point.High);
}

/// <param name="T">Seconds from the start.</param>
/// <param name="Value">From then on: of a step the share that still waits, of an end the share that has ended so.</param>
/// <param name="Low">Of the value's 95% band.</param>
/// <param name="High">Likewise.</param>
public sealed record SurvivalPointOut(double T, double Value, double Low, double High);
