namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>How the watch over a subject ended.</summary>
public enum Ending : byte
{
    /// <summary>Nothing had happened to it when it was last seen.</summary>
    Censored,

    /// <summary>What the curve is about.</summary>
    Event,

    /// <summary>Something else, after which it cannot happen any more.</summary>
    Competing,
}

/// <summary>One subject: how long it was watched, in any unit, and how that ended.</summary>
/// <param name="Time">0 or more.</param>
public readonly record struct Subject(long Time, Ending Ending);

/// <summary>Where a curve steps.</summary>
/// <param name="Time">In the subjects' unit.</param>
/// <param name="Value">From this time on.</param>
/// <param name="Low">Of the 95% band at this time alone.</param>
/// <param name="High">Likewise.</param>
/// <param name="Variance">Of the value; where the band is not calculated from it, it is not a number.</param>
/// <param name="AtRisk">Watched right before it.</param>
/// <param name="Events">At this time.</param>
public readonly record struct CurvePoint(long Time, double Value, double Low, double High, double Variance, int AtRisk, int Events);

/// <summary>A curve over time: N = Events + Competing + Censored.</summary>
/// <param name="Start">The value before the first point.</param>
/// <param name="Median">The first time at which the curve has come to a half; null: it never does.</param>
/// <param name="Longest">The longest that anybody was watched: beyond it the curve says nothing; 0: nobody was.</param>
/// <param name="Points">One for each time at which something happened that the curve is about, in the order of time.</param>
public sealed record Curve(
    int N, int Events, int Competing, int Censored, double Start, long? Median, long Longest, IReadOnlyList<CurvePoint> Points)
{
    // What floating point makes of a half that is one.
    private const double Hair = 1e-12;

    /// <summary>The curve's value at a time.</summary>
    public double At(long time) => LastUpTo(time) is { } point ? point.Value : Start;

    /// <summary>The last step up to a time; null: there was none yet.</summary>
    public CurvePoint? LastUpTo(long time)
    {
        var (low, high) = (0, Points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Points[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }
        return low == 0 ? null : Points[low - 1];
    }

    internal static long? MedianOf(List<CurvePoint> points, bool falls)
    {
        var at = points.FindIndex(point => falls ? point.Value <= 0.5 + Hair : point.Value >= 0.5 - Hair);
        return at < 0 ? null : points[at].Time;
    }
}
