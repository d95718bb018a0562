namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>
/// Finds places for names beside their points: on no other name, on no point, and on as few lines as there is room for. Whatever does not
/// stand right beside its point has a thin line to it.
/// </summary>
internal sealed class FunnelLabels(
    double width, double top, double bottom, IReadOnlyList<(double X, double Y)> points,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> lines)
{
    private const double Room = 150, Aside = 9, Ascent = 10, Descent = 3, Step = 14;
    private const int Farthest = 6;

    // What a name may not cover costs more than all lines together.
    private const int OfLine = 1, OfFar = 1, OfPoint = 40, OfName = 1000;

    private readonly List<Box> taken = [];

    internal void Place(Drawing on, string text, double x, double y)
    {
        var shown = Drawing.Fit(text, Room);
        var (box, _) = Boxes(Drawing.WidthOf(shown), x, y).MinBy(at => Cost(at.Box, x, y) + OfFar * at.Far);
        taken.Add(box);
        if (Math.Abs(box.Bottom - Descent - (y + 4)) > Step / 2)
            on.Line(x, y, Math.Clamp(x, box.Left, box.Right), box.Top > y ? box.Top : box.Bottom, "chart-lead");
        on.Text(box.Left, box.Bottom - Descent, shown);
    }

    // To the right and to the left, at its height and farther and farther below and above.
    private IEnumerable<(Box Box, int Far)> Boxes(double length, double x, double y)
    {
        for (var far = 0; far <= Farthest; far++)
            foreach (var sign in far == 0 ? new[] { 1 } : [1, -1])
                foreach (var left in new[] { x + Aside, x - Aside - length })
                {
                    var line = y + 4 + sign * far * Step;
                    var box = new Box(left, line - Ascent, left + length, line + Descent);
                    if (box.Left >= 0 && box.Right <= width && box.Top >= top - Ascent && box.Bottom <= bottom)
                        yield return (box, far);
                }
        // A name as wide as the picture.
        yield return (new(Math.Max(0, Math.Min(x, width - length)), y - Step - Ascent, Math.Max(0, Math.Min(x, width - length)) + length,
            y - Step + Descent), Farthest);
    }

    private int Cost(Box box, double x, double y) =>
        OfName * taken.Count(box.Meets)
            + OfPoint * points.Count(point => point != (x, y) && box.Meets(new(point.X - 5, point.Y - 5, point.X + 5, point.Y + 5)))
            + OfLine * lines.Count(line => line.Zip(line.Skip(1)).Any(part => box.IsCrossed(part.First, part.Second)));

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        internal bool Meets(Box other) =>
            Left < other.Right + 2 && other.Left < Right + 2 && Top < other.Bottom && other.Top < Bottom;

        // By the heights of a line where the box begins and ends, within the line's part.
        internal bool IsCrossed((double X, double Y) from, (double X, double Y) to)
        {
            var (first, last) = (Math.Max(Left, from.X), Math.Min(Right, to.X));
            if (first > last)
                return false;
            double At(double x) => to.X <= from.X ? from.Y : from.Y + (x - from.X) / (to.X - from.X) * (to.Y - from.Y);
            var (low, high) = (Math.Min(At(first), At(last)), Math.Max(At(first), At(last)));
            return low <= Bottom && high >= Top;
        }
    }
}
