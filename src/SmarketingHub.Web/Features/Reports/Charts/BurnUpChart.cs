using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>How a promise over a period builds up: what is, against what should be by then and at the end.</summary>
public sealed class BurnUpChart : Chart
{
    private const double Top = 12, Height = 200, Foot = 26;

    /// <summary>What was there when, in steps; to the right anything that grows with time.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartPoint> Actual { get; set; }

    /// <summary>What should be there when; a straight line from each to the next.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartPoint> ShouldBe { get; set; }

    [Parameter, EditorRequired]
    public double From { get; set; }

    [Parameter, EditorRequired]
    public double To { get; set; }

    [Parameter, EditorRequired]
    public double Target { get; set; }

    /// <summary>Where it will end; null: it cannot be said.</summary>
    [Parameter]
    public double? Projected { get; set; }

    [Parameter, EditorRequired]
    public required Func<double, string> SayX { get; set; }

    [Parameter, EditorRequired]
    public required Func<double, string> SayY { get; set; }

    /// <summary>"is", "should be", "will end": as its lines are called.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> LineNames { get; set; }

    private protected override IReadOnlyList<string> Legend => [.. LineNames.Take(Projected is null ? 2 : 3)];

    private protected override void DrawSign(Drawing on, int at) => on.Line(0, 6, 24, 6, LookOf(at));

    private protected override double Draw(Drawing on)
    {
        var most = new[] { Target, Projected ?? 0, Actual.Select(p => p.Y).DefaultIfEmpty(0).Max() }.Max();
        var top = Math.Max(most * 1.08, 1e-9);
        var left = new[] { 0, top / 2, top }.Max(y => Drawing.WidthOf(SayY(y))) + 8;
        var across = new Axis(0, To > From ? To - From : 1, left, on.Width - 12);
        var up = new Axis(0, top, Height, Top);
        CurveChart.Frame(on, across, up, isTime: true, x => SayX(From + x), SayY);
        on.Line(left, up.At(Target), on.Width - 12, up.At(Target), "chart-mark");
        (double, double) Place(ChartPoint point) => (across.At(point.X - From), up.At(point.Y));
        on.Path(ShouldBe.Select(Place), LookOf(1));
        on.Path(CurveChart.Steps(Actual.Select(point => point with { X = point.X - From }), point => point.Y, across, up), LookOf(0));
        if (Projected is { } end && Actual.Count > 0)
            on.Path([Place(Actual[^1]), Place(new(To, end))], LookOf(2));
        return Height + Foot;
    }

    private static string LookOf(int line) => $"chart-curve is-{line}";
}
