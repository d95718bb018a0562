using MathNet.Numerics;

namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>How many of the marked ones are among some that are drawn without putting any back.</summary>
public static class Hypergeometric
{
    // Smaller ones change no digit of the sum.
    private const double Negligible = 1e-17;

    /// <summary>
    /// The chance that at least so many are: exact, as in R. A. Fisher's test of one side. Summed from its own end, so that a small one is
    /// not lost beside 1.
    /// </summary>
    /// <param name="all">The population.</param>
    /// <param name="marked">Of it.</param>
    /// <param name="drawn">Of it.</param>
    /// <param name="found">At least so many of the drawn ones are marked.</param>
    public static double AtLeast(int all, int marked, int drawn, int found)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(marked, all);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, all);
        var (least, most) = (Math.Max(0, drawn - (all - marked)), Math.Min(drawn, marked));
        if (found <= least)
            return 1;
        if (found > most)
            return 0;
        var term = Math.Exp(SpecialFunctions.BinomialLn(marked, found) + SpecialFunctions.BinomialLn(all - marked, drawn - found)
            - SpecialFunctions.BinomialLn(all, drawn));
        var sum = term;
        for (var k = found; k < most && term > sum * Negligible; k++)
        {
            term *= (double)(marked - k) * (drawn - k) / ((k + 1.0) * (all - marked - drawn + k + 1.0));
            sum += term;
        }
        return Math.Min(1, sum);
    }
}
