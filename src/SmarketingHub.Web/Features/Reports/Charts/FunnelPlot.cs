using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <param name="N">Of how many.</param>
/// <param name="Said">Its name and figures, told when it is pointed at.</param>
/// <param name="IsOut">Outside of the outer limits.</param>
/// <param name="IsNamed">Its name stands beside it.</param>
public sealed record FunnelDot(string Label, double N, double Share, string Said, bool IsOut, bool IsNamed);

/// <summary>Between what a share of so many falls by chance alone, 95 and 99.8 times of 100.</summary>
public sealed record FunnelLimit(double N, double Low, double High, double OuterLow, double OuterHigh);

/// <summary>Shares by how many they are of, within the limits of chance: who stands out, with no ranking.</summary>
public sealed class FunnelPlot : Chart
{
    private const double Top = 12, Height = 280, Foot = 26;

    [Parameter, EditorRequired]
    public required IReadOnlyList<FunnelDot> Dots { get; set; }

    /// <summary>By their number.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<FunnelLimit> Limits { get; set; }

    /// <summary>The share of all together.</summary>
    [Parameter, EditorRequired]
    public double Center { get; set; }

    [Parameter, EditorRequired]
    public required Func<double, string> SayShare { get; set; }

    /// <summary>"95%" and "99.8%", and "all together", as their lines are called.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> LineNames { get; set; }

    private protected override IReadOnlyList<string> Legend => LineNames;

    // Its points say their names.
    private protected override bool HasLinks => Dots.Count > 0;

    private protected override void DrawSign(Drawing on, int at) =>
        on.Line(0, 6, 24, 6, at switch { 0 => "chart-limit", 1 => "chart-limit is-outer", _ => "chart-center" });

    private protected override double Draw(Drawing on)
    {
        var most = Math.Max(Dots.Select(dot => dot.N).Concat(Limits.Select(limit => limit.N)).DefaultIfEmpty(1).Max(), 1);
        var low = Dots.Select(dot => dot.Share).Concat(Limits.Where(limit => limit.N >= most / 8).Select(limit => limit.OuterLow))
            .Append(Center).Min();
        var floor = Math.Max(0, Math.Floor(low * 10) / 10);
        var left = Drawing.WidthOf(SayShare(1)) + 8;
        var across = new Axis(0, most * 1.04, left, on.Width - 12);
        var up = new Axis(floor, 1, Height, Top);
        CurveChart.Frame(on, across, up, isTime: false, n => n.ToString("N0", System.Globalization.CultureInfo.CurrentCulture), SayShare);
        void Limit(Func<FunnelLimit, double> height, string look) =>
            on.Path(Limits.Select(limit => (across.At(limit.N), up.At(Math.Clamp(height(limit), floor, 1)))), look);
        Limit(limit => limit.Low, "chart-limit");
        Limit(limit => limit.High, "chart-limit");
        Limit(limit => limit.OuterLow, "chart-limit is-outer");
        Limit(limit => limit.OuterHigh, "chart-limit is-outer");
        on.Line(left, up.At(Center), on.Width - 12, up.At(Center), "chart-center");

        var places = Dots.Select(dot => (Dot: dot, X: across.At(dot.N), Y: up.At(Math.Clamp(dot.Share, floor, 1)))).ToList();
        var labels = new FunnelLabels(on.Width, Top, Height, [.. places.Select(place => (place.X, place.Y))],
            [
                .. new Func<FunnelLimit, double>[] { l => l.Low, l => l.High, l => l.OuterLow, l => l.OuterHigh }.Select(height =>
                    (IReadOnlyList<(double, double)>)
                        [.. Limits.Select(limit => (across.At(limit.N), up.At(Math.Clamp(height(limit), floor, 1))))]),
                [(left, up.At(Center)), (on.Width, up.At(Center))],
            ]);
        foreach (var (dot, x, y) in places.OrderByDescending(place => place.Dot.IsOut))
            on.Named(dot.Said, () =>
            {
                if (dot.IsOut)
                    on.Path([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], "chart-dot is-out", closed: true);
                else
                    on.Circle(x, y, 4.5, "chart-dot");
                if (!dot.IsNamed)
                {
                    // Over all else, while it is pointed at.
                    var isLeft = x > on.Width / 2;
                    on.Text(isLeft ? x - 9 : x + 9, y + 4, Drawing.Fit(dot.Label, on.Width / 2), isLeft ? Anchor.End : Anchor.Start,
                        "chart-text chart-hint");
                }
            });
        foreach (var (dot, x, y) in places.Where(place => place.Dot.IsNamed).OrderByDescending(place => place.Dot.IsOut))
            labels.Place(on, dot.Label, x, y);
        return Height + Foot;
    }
}
