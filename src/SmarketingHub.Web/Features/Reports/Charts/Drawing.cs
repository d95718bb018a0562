using System.Globalization;
using System.Net;
using System.Text;

namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>Where a text stands to its point.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>An SVG picture as it is drawn: numbers as SVG wants them whatever the viewer's language, texts made harmless.</summary>
/// <param name="id">Of this picture on its page.</param>
/// <param name="width">Of its own units: about the pixels that it will have.</param>
internal sealed class Drawing(string id, double width)
{
    private const double EllipsisWidth = 11;

    private readonly StringBuilder shapes = new();

    internal double Width => width;
    internal bool IsNarrow => width < 500;

    /// <summary>Of Inter at 12 px, bold or not: rather a little more.</summary>
    internal static double WidthOf(string text) => text.Sum(WidthOf);

    private static double WidthOf(char sign) => sign switch
    {
        'i' or 'j' or 'l' or 'ł' or 'I' or ' ' or '.' or ',' or ':' or '\'' or '·' => 3.5,
        'f' or 'r' or 't' or '(' or ')' or '/' => 4.9,
        '%' or 'm' or 'w' or 'M' or 'W' or 'ж' or 'м' or 'ш' or 'щ' or 'ы' or 'ю'
            or 'Д' or 'Ж' or 'М' or 'Ш' or 'Щ' or 'Ы' or 'Ю' => 11.5,
        (>= 'A' and <= 'Z') or (>= 'А' and <= 'Я') or '…' => 9,
        (>= '0' and <= '9') or '+' or '−' => 7.8,
        _ => 7.1,
    };

    /// <summary>With an ellipsis where it does not fit.</summary>
    internal static string Fit(string text, double space)
    {
        if (WidthOf(text) <= space)
            return text;
        var (end, width) = (0, EllipsisWidth);
        while (end < text.Length && width + WidthOf(text[end]) <= space)
            width += WidthOf(text[end++]);
        return text[..Math.Max(1, end)].TrimEnd() + "…";
    }

    /// <summary>Likewise of many: what would look alike when cut begins again where it differs, "Sales makes…grade B within 4 h".</summary>
    internal static IReadOnlyList<string> Fit(IReadOnlyList<string> texts, double space)
    {
        var fitting = texts.Select(text => Fit(text, space)).ToList();
        foreach (var alike in texts.Index().GroupBy(one => fitting[one.Index])
            .Where(alike => alike.DistinctBy(one => one.Item).Skip(1).Any()).ToList())
        {
            var first = alike.First().Item;
            var same = alike.Min(one => first.Zip(one.Item).TakeWhile(pair => pair.First == pair.Second).Count());
            // From the beginning of the word that differs on; of the common beginning a third of the space.
            var from = first.LastIndexOf(' ', Math.Min(same, first.Length) - 1) + 1;
            var head = from == 0 ? "" : Fit(first[..from], space / 3).TrimEnd('…', ' ');
            foreach (var (at, text) in alike)
                fitting[at] = head + "…" + Fit(text[from..], space - WidthOf(head) - EllipsisWidth);
        }
        return fitting;
    }

    /// <summary>Where the middle of a text may stand, so that all of it is in the picture.</summary>
    internal double Inside(double x, string text) =>
        WidthOf(text) / 2 is var half && half * 2 < width ? Math.Clamp(x, half, width - half) : width / 2;

    internal void Line(double x1, double y1, double x2, double y2, string look) =>
        shapes.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"{look}\"/>");

    internal void Rect(double x, double y, double w, double h, string look) =>
        shapes.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(w, 0):0.##}\" height=\"{h:0.##}\" class=\"{look}\"/>");

    /// <summary>Filled with the pattern of a series.</summary>
    internal void Bar(double x, double y, double w, double h, int series)
    {
        var pattern = series % Patterns.Count;
        shapes.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(w, 0):0.##}\" height=\"{h:0.##}\" "
            + $"fill=\"url(#{id}-{pattern})\" class=\"chart-bar is-{pattern}\"/>");
    }

    /// <summary>What is drawn leads there by a click or a touch; not by tab, for there would be hundreds of stops.</summary>
    internal void Link(string href, string name, Action draw)
    {
        shapes.Append(CultureInfo.InvariantCulture,
            $"<a href=\"{WebUtility.HtmlEncode(href)}\" tabindex=\"-1\" class=\"chart-link\"><title>{WebUtility.HtmlEncode(name)}</title>");
        draw();
        shapes.Append("</a>");
    }

    /// <summary>A thing that says its name when it is pointed at, touched or reached by tab.</summary>
    internal void Named(string name, Action draw)
    {
        var said = WebUtility.HtmlEncode(name);
        shapes.Append("<g class=\"chart-named\" tabindex=\"0\" role=\"img\" aria-label=\"").Append(said).Append("\"><title>").Append(said)
            .Append("</title>");
        draw();
        shapes.Append("</g>");
    }

    internal void Path(IEnumerable<(double X, double Y)> points, string look, bool closed = false)
    {
        var path = string.Join('L', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##} {p.Y:0.##}")));
        if (path.Length > 0)
            shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{path}{(closed ? "Z" : "")}\" class=\"{look}\"/>");
    }

    internal void Circle(double x, double y, double r, string look) =>
        shapes.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{r:0.##}\" class=\"{look}\"/>");

    internal void Text(double x, double y, string text, Anchor anchor = Anchor.Start, string look = "chart-text") =>
        shapes.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor.ToString().ToLowerInvariant()}\" "
            + $"class=\"{look}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>A sign of the legend: its name stands beside it.</summary>
    internal string Sign(double height, bool hasPatterns) => string.Create(CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {width:0.##} {height:0.##}\" class=\"chart-sign\" aria-hidden=\"true\">"
        + $"{(hasPatterns ? Patterns.Of(id) : "")}{shapes}</svg>");

    /// <summary>The whole picture, said by its title and description. One with links in it is no single image.</summary>
    internal string Whole(double height, string title, string description, bool hasPatterns, bool hasLinks) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {width:0.##} {Math.Max(height, 1):0.##}\" class=\"{Look}\" "
        + $"role=\"{(hasLinks ? "group" : "img")}\" "
        + $"aria-labelledby=\"{id}-title {id}-words\"><title id=\"{id}-title\">{WebUtility.HtmlEncode(title)}</title>"
        + $"<desc id=\"{id}-words\">{WebUtility.HtmlEncode(description)}</desc>{(hasPatterns ? Patterns.Of(id) : "")}{shapes}</svg>");

    private string Look => IsNarrow ? "chart-narrow" : width > 900 ? "chart-broad" : "chart-wide";
}
