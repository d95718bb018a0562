namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>A share of a number of trials, 0 to 1, with its 95% limits.</summary>
public readonly record struct ShareOf(double Share, double Low, double High);

/// <summary>
/// Wilson's score interval without correction for continuity: E. B. Wilson, Journal of the American Statistical Association 22 (1927),
/// 209–212; R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, method 3.
/// </summary>
public static class Wilson
{
    /// <summary>Null: a share of nothing.</summary>
    /// <param name="part">0 to <paramref name="whole"/>.</param>
    public static ShareOf? Of(long part, long whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        if (whole == 0)
            return null;
        var (n, p, zz) = ((double)whole, (double)part / whole, Confidence.Z * Confidence.Z);
        var centre = p + zz / (2 * n);
        var half = Confidence.Z * Math.Sqrt(p * (1 - p) / n + zz / (4 * n * n));
        // At the ends the formula gives exactly 0 and 1, and its floating point nearly so.
        return new(p, part == 0 ? 0 : (centre - half) / (1 + zz / n), part == whole ? 1 : (centre + half) / (1 + zz / n));
    }
}
