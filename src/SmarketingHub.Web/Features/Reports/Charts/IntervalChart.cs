using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <param name="Share">0 to 1; null: there is none.</param>
/// <param name="Before">Of the period before; null: not compared.</param>
/// <param name="Said">What stands at its end.</param>
public sealed record ChartInterval(string Label, double? Share, double Low, double High, double? Before, string Said);

/// <summary>Shares under each other, each a point within its interval; where it was before is a hollow one.</summary>
public sealed class IntervalChart : Chart
{
    private const double Row = 24, Top = 4, Foot = 26, WordsHeight = 15, MostWords = 230;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartInterval> Intervals { get; set; }

    [Parameter, EditorRequired]
    public required Func<double, string> SayShare { get; set; }

    /// <summary>"with its 95% interval" and "before", as its signs are called.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> SignNames { get; set; }

    private protected override IReadOnlyList<string> Legend => SignNames;

    private protected override bool IsEmpty => Intervals.Count == 0;

    private protected override void DrawSign(Drawing on, int at)
    {
        if (at == 0)
            Whisker(on, 2, 22, 12, 6);
        else
            on.Circle(12, 6, 4, "chart-dot");
    }

    private protected override double Draw(Drawing on)
    {
        if (Intervals.Count == 0)
            return 0;
        // Sentences stand above their lines.
        var longest = Intervals.Max(i => Drawing.WidthOf(i.Label)) + 12;
        var isAbove = on.IsNarrow || longest > MostWords;
        var words = isAbove ? 0 : longest;
        var end = Intervals.Max(i => Drawing.WidthOf(i.Said)) + 10;
        var across = new Axis(0, 1, words + 6, on.Width - (isAbove ? 8 : end));
        var labels = Drawing.Fit([.. Intervals.Select(i => i.Label)], isAbove ? on.Width - end : words - 6);
        var row = isAbove ? Row + WordsHeight : Row;
        var foot = Top + row * Intervals.Count;
        foreach (var x in across.Ticks(5))
        {
            on.Line(across.At(x), Top, across.At(x), foot, "chart-grid");
            on.Text(on.Inside(across.At(x), SayShare(x)), foot + 18, SayShare(x), Anchor.Middle, "chart-text is-quiet");
        }
        foreach (var (at, interval) in Intervals.Index())
        {
            var y = Top + row * (at + 1) - Row / 2;
            if (isAbove)
            {
                on.Text(0, y - 12, labels[at]);
                on.Text(on.Width, y - 12, interval.Said, Anchor.End, "chart-text is-strong");
            }
            else
            {
                on.Text(0, y + 4, labels[at]);
                on.Text(on.Width, y + 4, interval.Said, Anchor.End, "chart-text is-strong");
            }
            if (interval.Share is { } share)
                Whisker(on, across.At(interval.Low), across.At(interval.High), across.At(share), y);
            if (interval.Before is { } before)
                on.Circle(across.At(before), y, 4, "chart-dot");
        }
        on.Line(across.Start, foot, across.End, foot, "chart-axis");
        return foot + Foot;
    }

    private static void Whisker(Drawing on, double low, double high, double share, double y)
    {
        on.Line(low, y, high, y, "chart-whisker");
        on.Line(low, y - 4, low, y + 4, "chart-whisker");
        on.Line(high, y - 4, high, y + 4, "chart-whisker");
        on.Circle(share, y, 4, "chart-dot is-full");
    }
}
