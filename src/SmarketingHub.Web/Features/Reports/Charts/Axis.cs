namespace SmarketingHub.Web.Features.Reports.Charts;

/// <summary>From figures to places in a picture, and where its lines stand.</summary>
internal sealed record Axis(double From, double To, double Start, double End)
{
    private const double Minute = 60, Hour = 3600, Day = 86_400;

    private static readonly double[] Times =
    [
        Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 8 * Hour, 12 * Hour, Day, 2 * Day, 5 * Day,
        10 * Day, 20 * Day, 30 * Day, 60 * Day, 90 * Day, 180 * Day, 360 * Day, 720 * Day, 1800 * Day, 3600 * Day,
    ];

    internal double At(double value) => To <= From ? Start : Start + (value - From) / (To - From) * (End - Start);

    /// <summary>Round figures from the first to the last, so many at most.</summary>
    internal IReadOnlyList<double> Ticks(int most)
    {
        var step = Round((To - From) / most);
        return step <= 0 ? [From] : Every(step);
    }

    /// <summary>The same for seconds: whole minutes, hours, days.</summary>
    internal IReadOnlyList<double> TimeTicks(int most)
    {
        var step = Array.Find(Times, time => (To - From) / time <= most);
        return step > 0 ? Every(step) : Ticks(most);
    }

    /// <summary>1, 2 or 5 and noughts, not below it.</summary>
    internal static double Round(double value)
    {
        if (value <= 0 || !double.IsFinite(value))
            return 0;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return (value / scale) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * scale;
    }

    private List<double> Every(double step)
    {
        var ticks = new List<double>();
        // Nothing is not less than nothing: -0 would be written with its sign.
        for (var at = Math.Ceiling(From / step - 1e-9) + 0.0; at * step <= To + step * 1e-9; at++)
            ticks.Add(at * step);
        return ticks;
    }
}
