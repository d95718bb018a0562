using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <param name="Low">The band's; null: none here.</param>
public readonly record struct ChartPoint(double X, double Y, double? Low = null, double? High = null);

/// <param name="Points">By x; each holds until the next.</param>
public sealed record ChartCurve(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>Curves in steps, each with its band.</summary>
public sealed class CurveChart : Chart
{
    private const double Top = 10, Height = 250, Foot = 26;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartCurve> Curves { get; set; }

    /// <summary>How far to the right; null: to the last point.</summary>
    [Parameter]
    public double? MaxX { get; set; }

    [Parameter]
    public double MaxY { get; set; } = 1;

    /// <summary>To the right are seconds.</summary>
    [Parameter]
    public bool IsTime { get; set; } = true;

    [Parameter, EditorRequired]
    public required Func<double, string> SayX { get; set; }

    [Parameter, EditorRequired]
    public required Func<double, string> SayY { get; set; }

    /// <summary>A height to mark with a thin line: the half of the median.</summary>
    [Parameter]
    public double? Mark { get; set; }

    private protected override IReadOnlyList<string> Legend => [.. Curves.Select(curve => curve.Name)];

    private protected override bool IsEmpty => Curves.Count == 0;

    private protected override void DrawSign(Drawing on, int at) => on.Line(0, 6, 24, 6, $"chart-curve is-{at}");

    private protected override double Draw(Drawing on)
    {
        var last = MaxX ?? Curves.SelectMany(curve => curve.Points).Select(point => point.X).DefaultIfEmpty(1).Max();
        var left = new[] { 0, MaxY }.Max(y => Drawing.WidthOf(SayY(y))) + 8;
        var across = new Axis(0, last > 0 ? last : 1, left, on.Width - 12);
        var up = new Axis(0, MaxY, Height, Top);
        Frame(on, across, up, IsTime, SayX, SayY);
        if (Mark is { } mark)
            on.Line(left, up.At(mark), on.Width - 12, up.At(mark), "chart-mark");
        foreach (var (at, curve) in Curves.Index())
        {
            var points = curve.Points.Where(point => point.X <= across.To).ToList();
            if (points.Count == 0)
                continue;
            var band = points.Where(point => point is { Low: not null, High: not null }).ToList();
            if (band.Count > 1)
                on.Path(
                    [
                        .. Steps(band, point => point.High!.Value, across, up),
                        .. Steps(band, point => point.Low!.Value, across, up).Reverse(),
                    ], $"chart-band is-{at}", closed: true);
            on.Path(Steps(points, point => point.Y, across, up), $"chart-curve is-{at}");
        }
        return Height + Foot;
    }

    /// <summary>The lines behind a picture with two axes, and their figures.</summary>
    internal static void Frame(Drawing on, Axis across, Axis up, bool isTime, Func<double, string> sayX, Func<double, string> sayY)
    {
        foreach (var y in up.Ticks(5))
        {
            on.Line(across.Start, up.At(y), across.End, up.At(y), "chart-grid");
            on.Text(across.Start - 6, up.At(y) + 4, sayY(y), Anchor.End, "chart-text is-quiet");
        }
        var most = on.IsNarrow ? 4 : 7;
        var free = double.NegativeInfinity;
        foreach (var x in isTime ? across.TimeTicks(most) : across.Ticks(most))
        {
            on.Line(across.At(x), up.Start, across.At(x), up.Start + 4, "chart-axis");
            var (text, half) = (sayX(x), Drawing.WidthOf(sayX(x)) / 2);
            var place = on.Inside(across.At(x), text);
            if (place - half < free)
                continue;
            on.Text(place, up.Start + 18, text, Anchor.Middle, "chart-text is-quiet");
            free = place + half + 8;
        }
        on.Line(across.Start, up.Start, across.End, up.Start, "chart-axis");
    }

    internal static IEnumerable<(double X, double Y)> Steps(
        IEnumerable<ChartPoint> points, Func<ChartPoint, double> height, Axis across, Axis up)
    {
        double? before = null;
        foreach (var point in points)
        {
            var x = across.At(point.X);
            if (before is { } y)
                yield return (x, y);
            before = up.At(height(point));
            yield return (x, before.Value);
        }
    }
}
