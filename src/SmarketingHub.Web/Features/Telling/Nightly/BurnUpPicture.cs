using ScottPlot;
using SkiaSharp;

namespace SmarketingHub.Web.Features.Telling.Nightly;

/// <summary>What a burn-up shows: how a promise over a period builds up, day by day.</summary>
/// <param name="Is">What was reached by then; ends at the moment.</param>
/// <param name="ShouldBe">By working time.</param>
/// <param name="WillEnd">At this pace; null: not said.</param>
/// <param name="Days">Where the axis is named, and how.</param>
/// <param name="Say">An amount in words.</param>
/// <param name="Names">What the three lines are called: is, should be, will end.</param>
internal sealed record BurnUpLines(
    IReadOnlyList<(double X, double Y)> Is, IReadOnlyList<(double X, double Y)> ShouldBe, double? WillEnd, double From, double To,
    double Promised, IReadOnlyList<(double X, string Name)> Days, Func<double, string> Say, IReadOnlyList<string> Names);

/// <summary>
/// A burn-up as a PNG for mails, twice as sharp as it is shown. It stands on white of its own, so that it reads alike on light and on dark,
/// and is written in a font of ours, so that it needs none of the machine's. The lines differ by more than their colour.
/// </summary>
internal static class BurnUpPicture
{
    /// <summary>So wide it is shown.</summary>
    internal const int Width = 560;
    internal const int Height = 220;
    internal const int Sharpness = 2;

    private const string Font = "Inter";
    private const int MostSteps = 4;

    // What is drawn with is the program's, set up once, and not said to be for several threads.
    private static readonly Lock Gate = new();

    internal static byte[] Draw(BurnUpLines lines)
    {
        lock (Gate)
        {
            if (!Fonts.FontResolvers.OfType<OurFont>().Any())
                Fonts.FontResolvers.Insert(0, new OurFont());
            using var plot = Make(lines);
            return plot.GetImage(Width * Sharpness, Height * Sharpness).GetImageBytes(ImageFormat.Png);
        }
    }

    private static Plot Make(BurnUpLines lines)
    {
        var (ink, faint, accent) = (Color.FromHex("#374151"), Color.FromHex("#6b7280"), Color.FromHex("#1d4ed8"));
        var plot = new Plot { ScaleFactor = Sharpness };
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        var top = new[] { lines.Promised, lines.WillEnd ?? 0, lines.Is.Select(p => p.Y).DefaultIfEmpty().Max() }.Max();
        var step = Step(top);
        var end = Math.Max(step, Math.Ceiling(top / step - 1e-9) * step);

        Line(plot, lines.ShouldBe, lines.Names[1], faint, LinePattern.Dashed, 2);
        if (lines.WillEnd is { } willEnd && lines.Is is [.., var last])
            Line(plot, [last, (lines.To, willEnd)], lines.Names[2], accent, LinePattern.Dotted, 2.5f);
        Line(plot, lines.Is, lines.Names[0], accent, LinePattern.Solid, 3);
        if (lines.Is is [.., var now])
        {
            var dot = plot.Add.Marker(now.X, now.Y, MarkerShape.FilledCircle, 9, accent);
            dot.LegendText = "";
        }

        plot.Axes.SetLimits(lines.From, lines.To, 0, end * 1.04);
        var amounts = Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(i => i * step).ToArray();
        plot.Axes.Left.SetTicks(amounts, [.. amounts.Select(lines.Say)]);
        plot.Axes.Bottom.SetTicks([.. lines.Days.Select(day => day.X)], [.. lines.Days.Select(day => day.Name)]);
        // Room for half of the last day's name.
        (plot.Axes.Right.MinimumSize, plot.Axes.Right.FrameLineStyle.IsVisible) = (28, false);
        plot.Axes.Right.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.Axes.Top.IsVisible = plot.Axes.Title.IsVisible = false;
        (plot.Axes.Bottom.MinimumSize, plot.Axes.Bottom.TickLabelStyle.OffsetY) = (32, 6);
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Bottom.FrameLineStyle.Color = faint;
        foreach (var axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            axis.TickLabelStyle.FontName = Font;
            axis.TickLabelStyle.FontSize = 13;
            axis.TickLabelStyle.ForeColor = ink;
            axis.MajorTickStyle.Length = axis.MinorTickStyle.Length = 0;
        }
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Color.FromHex("#e5e7eb");
        var legend = plot.ShowLegend(Edge.Top).Legend;
        legend.Orientation = Orientation.Horizontal;
        (legend.FontName, legend.FontSize, legend.FontColor) = (Font, 13, ink);
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.White;
        return plot;
    }

    private static void Line(
        Plot plot, IReadOnlyList<(double X, double Y)> points, string name, Color color, LinePattern pattern, float width)
    {
        if (points.Count == 0)
            return;
        var line = plot.Add.ScatterLine(points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray());
        (line.LegendText, line.Color, line.LinePattern, line.LineWidth) = (name, color, pattern, width);
    }

    // 1, 2 or 5 times a power of ten: whole leads, and few lines.
    private static double Step(double top)
    {
        for (var power = 1.0; ; power *= 10)
            foreach (var step in new[] { power, 2 * power, 5 * power })
                if (top / step <= MostSteps)
                    return step;
    }

    private sealed class OurFont : IFontResolver
    {
        private static readonly SKTypeface Inter = Read();

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName == Font ? Inter : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Font ? Inter : null;

        private static SKTypeface Read()
        {
            using var stream = typeof(BurnUpPicture).Assembly.GetManifestResourceStream("inter.ttf")!;
            using var bytes = SKData.Create(stream);
            return SKTypeface.FromData(bytes);
        }
    }
}
