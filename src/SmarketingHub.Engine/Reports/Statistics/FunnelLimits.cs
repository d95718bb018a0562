using MathNet.Numerics.Distributions;

namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>Where a share lies in a funnel plot.</summary>
public enum FunnelZone
{
    /// <summary>Within the 95% limits: as chance alone would have it.</summary>
    Inside,

    /// <summary>Outside the 95% limits, within the 99.8% ones.</summary>
    Beyond95,

    /// <summary>Outside the 99.8% limits.</summary>
    Beyond998,
}

/// <summary>
/// The limits of a funnel plot for a share of <see cref="Trials"/> around a target: exact, by the binomial distribution's quantiles, as in
/// D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185–1202, appendix A.1.1, but not interpolated between whole numbers. So a
/// share outside of them has, by chance alone, at most the 2.5% (0.1%) that its limit says on that side; an interpolated limit would
/// call some people out who are within it, which for few trials is the difference that matters to them.
/// </summary>
/// <param name="Target">The share of all, 0 to 1.</param>
/// <param name="Trials">At least one.</param>
public readonly record struct FunnelLimits(double Target, int Trials, double Low95, double High95, double Low998, double High998)
{
    // What floating point adds to a probability that is exactly the quantile's.
    private const double Hair = 1e-12;

    /// <param name="target">0 to 1.</param>
    /// <param name="trials">At least one.</param>
    public static FunnelLimits Of(double target, int trials)
    {
        if (target is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(target), target, "Give a share from 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        double Limit(double quantile) => (double)Quantile(target, trials, quantile) / trials;
        return new(target, trials, Limit(0.025), Limit(0.975), Limit(0.001), Limit(0.999));
    }

    /// <param name="part">Of the trials; 0 to all.</param>
    public FunnelZone ZoneOf(int part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, Trials);
        // By the same division as the limits themselves.
        var share = (double)part / Trials;
        return share < Low998 || share > High998 ? FunnelZone.Beyond998
            : share < Low95 || share > High95 ? FunnelZone.Beyond95 : FunnelZone.Inside;
    }

    /// <summary>The smallest number that so much of the distribution does not exceed.</summary>
    private static int Quantile(double target, int trials, double quantile)
    {
        var (low, high) = (0, trials);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Binomial.CDF(target, trials, middle) >= quantile - Hair)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
