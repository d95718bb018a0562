using MathNet.Numerics.Distributions;

namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>How sure the reports' intervals are: 95% each.</summary>
internal static class Confidence
{
    /// <summary>Of the standard normal distribution, 2.5% lie above it: 1.959963984540054.</summary>
    internal static readonly double Z = Normal.InvCDF(0, 1, 0.975);

    /// <summary>
    /// Limits of a probability by the log(−log) transform, which never leave 0 to 1: p^exp(±z·σ ÷ (p·log p)). See J. D. Kalbfleisch and
    /// R. L. Prentice, The Statistical Analysis of Failure Time Data (1980), §1.3, for a survival curve; J. B. Choudhury, Statistics in
    /// Medicine 21 (2002), 1129–1144, for a cumulative incidence.
    /// </summary>
    /// <param name="value">More than 0 and less than 1.</param>
    /// <param name="variance">Of it.</param>
    internal static (double Low, double High) LogLog(double value, double variance)
    {
        var spread = Math.Exp(Z * Math.Sqrt(variance) / Math.Abs(value * Math.Log(value)));
        return (Math.Pow(value, spread), Math.Pow(value, 1 / spread));
    }
}
