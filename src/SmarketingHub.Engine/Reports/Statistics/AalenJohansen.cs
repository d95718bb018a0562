namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>
/// The share that has ended by one of several ends, the others competing (cumulative incidence): O. O. Aalen and S. Johansen,
/// Scandinavian Journal of Statistics 5 (1978), 141–150. To take the others for censored, as 1 − Kaplan–Meier would, says too much.
/// Variance by the delta method, as in J. J. Gaynor and others, Journal of the American Statistical Association 88 (1993), 400–409, and
/// J. B. Choudhury, Statistics in Medicine 21 (2002), 1129–1144; the band of each time alone by the log(−log) transform.
/// </summary>
/// <remarks>
/// With n at risk, d ends of any kind, of them k of this one, S before and F after each time up to t, the variance of F(t) is
/// Σ (F(t) − F)²·d ÷ (n·(n − d)) + Σ S²·k·(n − k) ÷ n³ − 2·Σ (F(t) − F)·S·k ÷ n². Multiplied out, each sum goes on from the one before.
/// </remarks>
public static class AalenJohansen
{
    /// <summary>
    /// At 1, where the transform has no value, the band goes from the lower limit before to 1: the curve only rises, so that this limit
    /// is still one.
    /// </summary>
    public static Curve Of(IEnumerable<Subject> subjects)
    {
        var table = RiskTable.Of(subjects);
        var points = new List<CurvePoint>(table.Rows.Count);
        var (before, value, low, sums) = (1.0, 0.0, 0.0, new Sums());
        foreach (var row in table.Rows)
        {
            value += before * row.Events / row.AtRisk;
            sums.Add(row, before, value);
            before *= (double)(row.AtRisk - row.Events - row.Competing) / row.AtRisk;
            if (row.Events == 0)
                continue;
            // Nobody is left, and nobody had another end.
            var isAll = before == 0 && table.Competing == 0;
            var (high, variance) = (1.0, isAll ? double.NaN : sums.Variance(value));
            if (!isAll)
                (low, high) = Confidence.LogLog(value, variance);
            points.Add(new(row.Time, isAll ? 1 : value, low, high, variance, row.AtRisk, row.Events));
        }
        return new(table.N, table.Events, table.Competing, table.Censored, 0, Curve.MedianOf(points, falls: false), table.Longest, points);
    }

    private struct Sums
    {
        private double ofAll, ofAllByValue, ofAllBySquare, own, both, bothByValue;

        internal void Add(RiskRow row, double before, double value)
        {
            var (n, d, k) = ((double)row.AtRisk, (double)(row.Events + row.Competing), (double)row.Events);
            // With nobody left the curve does not move any more, and the term is nothing times infinity: nothing.
            var all = n > d ? d / (n * (n - d)) : 0;
            ofAll += all;
            ofAllByValue += value * all;
            ofAllBySquare += value * value * all;
            own += before * before * k * (n - k) / (n * n * n);
            both += before * k / (n * n);
            bothByValue += value * before * k / (n * n);
        }

        // What is nothing may come out a hair below it.
        internal readonly double Variance(double value) => Math.Max(0,
            value * value * ofAll - 2 * value * ofAllByValue + ofAllBySquare + own - 2 * (value * both - bothByValue));
    }
}
