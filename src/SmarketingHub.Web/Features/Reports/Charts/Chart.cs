using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>
/// A picture of figures whose table stands beside it. It is drawn for a broad, a wide and a narrow place, so that its words keep their
/// size; css shows the one that fits.
/// </summary>
public abstract class Chart : ComponentBase
{
    private const double Broad = 1060, Wide = 640, Narrow = 340;

    private readonly string id = $"chart-{Guid.NewGuid():N}"[..14];

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What it says, for whoever does not see it; the figures stand in the table beside it.</summary>
    [Parameter, EditorRequired]
    public required string Description { get; set; }

    /// <summary>Draws it, and says how high it became.</summary>
    private protected abstract double Draw(Drawing on);

    /// <summary>The names of what is told apart by patterns or lines.</summary>
    private protected virtual IReadOnlyList<string> Legend => [];

    /// <summary>How one of them looks: in a box of 24 by 12.</summary>
    private protected virtual void DrawSign(Drawing on, int at) => on.Bar(0, 0, 24, 12, at);

    private protected virtual bool HasPatterns => false;

    /// <summary>There is nothing to draw: axes and signs alone say nothing.</summary>
    private protected virtual bool IsEmpty => false;

    private protected virtual bool HasLinks => false;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (IsEmpty)
            return;
        builder.OpenElement(0, "figure");
        builder.AddAttribute(1, "class", "chart");
        foreach (var (width, end) in new[] { (Wide, "w"), (Narrow, "n"), (Broad, "b") })
        {
            var drawing = new Drawing(id + end, width);
            var height = Draw(drawing);
            builder.AddMarkupContent(2, drawing.Whole(height, Title, Description, HasPatterns, HasLinks));
        }
        if (Legend.Count > 1)
        {
            builder.OpenElement(3, "ul");
            builder.AddAttribute(4, "class", "chart-legend");
            foreach (var (at, name) in Legend.Index())
            {
                var sign = new Drawing(string.Create(CultureInfo.InvariantCulture, $"{id}l{at}"), 24);
                DrawSign(sign, at);
                builder.OpenElement(5, "li");
                builder.AddMarkupContent(6, sign.Sign(12, HasPatterns));
                builder.AddContent(7, name);
                builder.CloseElement();
            }
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
