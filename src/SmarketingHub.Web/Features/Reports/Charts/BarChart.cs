using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <param name="Values">One of each series; none below zero.</param>
/// <param name="Said">What stands at its end; null: its sum.</param>
/// <param name="Hrefs">Where a click on each part leads; null: nowhere. By keyboard the table beside leads there.</param>
public sealed record ChartBar(string Label, IReadOnlyList<double> Values, string? Said = null, IReadOnlyList<string>? Hrefs = null);

/// <summary>Bars from left to right, each in parts that stand one after the other.</summary>
public sealed class BarChart : Chart
{
    private const double Height = 18, Gap = 12, WordsHeight = 17;

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Series { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartBar> Bars { get; set; }

    /// <summary>Every bar is as long as the others: its parts are shares of it.</summary>
    [Parameter]
    public bool Shares { get; set; }

    /// <summary>A figure in words.</summary>
    [Parameter]
    public Func<double, string>? Say { get; set; }

    private protected override IReadOnlyList<string> Legend => Series;

    private protected override bool HasPatterns => true;

    private protected override bool IsEmpty => Bars.All(bar => bar.Values.Sum() <= 0);

    private protected override bool HasLinks => Bars.Any(bar => bar.Hrefs is not null);

    private protected override double Draw(Drawing on)
    {
        if (Bars.Count == 0)
            return 0;
        var said = Bars.Select(bar => bar.Said ?? (Say is null ? "" : Say(bar.Values.Sum()))).ToList();
        var words = on.IsNarrow ? 0 : Math.Min(180, Bars.Max(bar => Drawing.WidthOf(bar.Label)) + 10);
        var end = said.Max(Drawing.WidthOf) + 8;
        var space = on.Width - words - (on.IsNarrow ? 0 : end);
        var most = Math.Max(Bars.Max(bar => bar.Values.Sum()), double.Epsilon);
        var labels = Drawing.Fit([.. Bars.Select(bar => bar.Label)], on.IsNarrow ? on.Width - end : words - 8);
        var y = 2.0;
        foreach (var (bar, text, label) in Bars.Zip(said, labels))
        {
            if (on.IsNarrow)
            {
                on.Text(0, y + 11, label);
                on.Text(on.Width, y + 11, text, Anchor.End, "chart-text is-strong");
                y += WordsHeight;
            }
            else
                on.Text(0, y + Height - 5, label);
            var whole = Shares ? bar.Values.Sum() : most;
            var x = words;
            foreach (var (at, value) in bar.Values.Index())
            {
                if (value <= 0 || whole <= 0)
                    continue;
                var length = value / whole * space;
                if (bar.Hrefs is { } hrefs)
                    on.Link(hrefs[at], Say is null ? Series[at] : $"{bar.Label}, {Series[at]}: {Say(value)}",
                        () => on.Bar(x, y, length, Height, at));
                else
                    on.Bar(x, y, length, Height, at);
                x += length;
            }
            on.Line(words, y - 2, words, y + Height + 2, "chart-axis");
            if (!on.IsNarrow)
                on.Text(x + 6, y + Height - 5, text, look: "chart-text is-strong");
            y += Height + Gap;
        }
        return y - Gap + 4;
    }
}
