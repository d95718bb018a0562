using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <param name="N">Of how many.</param>
/// <param name="IsOut">Outside of the outer limits.</param>
public sealed record FunnelDot(string Label, double N, double Share, bool IsOut);

/// <summary>Between what a share of so many falls by chance alone, 95 and 99.8 times of 100.</summary>
public sealed record FunnelLimit(double N, double Low, double High, double OuterLow, double OuterHigh);

/// <summary>Shares by how many they are of, within the limits of chance: who stands out, with no ranking.</summary>
public sealed class FunnelPlot : Chart
{
    private const double Top = 12, Height = 280, Foot = 26, FewEnough = 12;

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

        var taken = new List<(double X, double Y, double Width)>();
        foreach (var dot in Dots.OrderByDescending(dot => dot.IsOut))
        {
            var (x, y) = (across.At(dot.N), up.At(Math.Clamp(dot.Share, floor, 1)));
            if (dot.IsOut)
                on.Path([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], "chart-dot is-out", closed: true);
            else
                on.Circle(x, y, 4.5, "chart-dot");
            if (dot.IsOut || Dots.Count <= FewEnough)
                Label(on, dot.Label, x, y, taken);
        }
        return Height + Foot;
    }

    // Beside its dot; where another label stands already a line lower or higher.
    private static void Label(Drawing on, string text, double x, double y, List<(double X, double Y, double Width)> taken)
    {
        var shown = Drawing.Fit(text, 120);
        var width = Drawing.WidthOf(shown);
        var from = x + 9 + width <= on.Width ? x + 9 : x - 9 - width;
        foreach (var shift in new double[] { 0, 13, -13, 26, -26, 39, -39 })
        {
            var at = y + 4 + shift;
            if (at < Top || at > Height - 2
                || taken.Exists(t => Math.Abs(t.Y - at) < 12 && from < t.X + t.Width + 4 && t.X < from + width + 4))
                continue;
            taken.Add((from, at, width));
            on.Text(from, at, shown);
            return;
        }
    }
}
