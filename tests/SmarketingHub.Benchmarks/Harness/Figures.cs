namespace SmarketingHub.Benchmarks.Harness;

public static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The value at a part (0 to 1) of the sorted values; of an even number the median is between the two in the middle.</summary>
    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0)
            return double.NaN;
        var place = part * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + (above - below) * (place - Math.Floor(place));
    }
}
