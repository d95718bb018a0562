using System.Globalization;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>What a series is filled with: told apart without colour.</summary>
internal static class Patterns
{
    // On a tile of 8: what is drawn over its ground. The first is plain; ground and strokes have their colours in reports.css.
    private static readonly string[] Strokes =
    [
        "",
        "M-2 2l4-4M0 8l8-8M6 10l4-4",
        "M1.5 2h1M5.5 6h1",
        "M0 2h8M0 6h8",
        "M2 0v8M6 0v8",
        "M0 8l8-8M0 0l8 8",
        "M-2 6l4 4M0 0l8 8M6-2l4 4",
        "M0 4h8M4 0v8",
    ];

    internal static int Count => Strokes.Length;

    internal static string Of(string id) => "<defs>" + string.Concat(Strokes.Select((stroke, at) => string.Create(
        CultureInfo.InvariantCulture,
        $"<pattern id=\"{id}-{at}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" class=\"chart-fill is-{at}\">"
        + $"<rect width=\"8\" height=\"8\"/>{(stroke.Length == 0 ? "" : $"<path d=\"{stroke}\"/>")}</pattern>"))) + "</defs>";
}
