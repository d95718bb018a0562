using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Charts;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>A curve as its picture and its table have it.</summary>
public static class CurveFigures
{
    /// <summary>In the curves' milliseconds.</summary>
    public const double Second = 1000;

    // More steps than a picture has places: of those that fall on one the last is drawn.
    private const int Places = 500;

    private const long Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly long[] Elapsed =
    [
        Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 8 * Hour, Day, 2 * Day, 4 * Day, 7 * Day, 14 * Day,
        30 * Day, 60 * Day, 90 * Day, 120 * Day, 180 * Day, 365 * Day, 730 * Day,
    ];

    private static readonly long[] Business =
    [
        Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 8 * Hour, 16 * Hour, 24 * Hour, 40 * Hour, 80 * Hour,
        160 * Hour, 320 * Hour, 480 * Hour, 640 * Hour, 960 * Hour, 2000 * Hour,
    ];

    /// <summary>So far to the right, in seconds, goes the picture: until 95% of each curve's way is gone, and a little further.</summary>
    public static double Width(IEnumerable<Curve> curves)
    {
        var ends = curves.Where(curve => curve.Points.Count > 0).Select(curve =>
        {
            var last = curve.Points[^1].Value;
            var near = Math.Abs(curve.Start - last) / 20;
            return curve.Points.First(point => Math.Abs(point.Value - last) <= near).Time / Second;
        });
        return Math.Max(1.2 * ends.DefaultIfEmpty(0).Max(), Minute);
    }

    /// <summary>For the picture, in seconds: from the start to where anybody was still watched.</summary>
    public static IReadOnlyList<ChartPoint> Picture(Curve curve, double width)
    {
        var (points, place) = (new List<ChartPoint> { new(0, curve.Start, curve.Start, curve.Start) }, -1);
        foreach (var point in curve.Points.TakeWhile(point => point.Time / Second <= width))
        {
            var (at, here) = (point.Time / Second, (int)(point.Time / Second / width * Places));
            if (here == place)
                points.RemoveAt(points.Count - 1);
            points.Add(new(at, point.Value, point.Low, point.High));
            place = here;
        }
        var end = Math.Min(curve.Longest / Second, width);
        if (end > points[^1].X)
            points.Add(points[^1] with { X = end });
        return points;
    }

    /// <summary>Round times for a table, in seconds: from right before the first step to right after the last.</summary>
    public static IReadOnlyList<long> RoundTimes(TimeKind kind, IReadOnlyList<Curve> curves)
    {
        List<long> steps = [.. curves.Where(curve => curve.Points.Count > 0)
            .SelectMany(curve => new[] { curve.Points[0].Time, curve.Points[^1].Time })];
        if (steps.Count == 0)
            return [];
        var (first, last, longest) = (steps.Min() / Second, steps.Max() / Second, curves.Max(curve => curve.Longest) / Second);
        var all = kind == TimeKind.Business ? Business : Elapsed;
        return
        [
            .. all.Where((time, at) => time <= longest && (at + 1 == all.Length || all[at + 1] > first) && (at == 0 || all[at - 1] < last)),
        ];
    }
}
