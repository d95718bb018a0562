namespace SmarketingHub.Engine.Reports.Statistics;

/// <summary>
/// The share to which nothing has happened yet: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958),
/// 457–481. Variance by M. Greenwood (1926): S² · Σ d ÷ (n·(n − d)). The band is that of each time alone, by the log(−log) transform.
/// </summary>
public static class KaplanMeier
{
    /// <summary>
    /// At 0, where the transform has no value, the band goes from 0 to the upper limit before: the curve only falls, so that this limit
    /// is still one.
    /// </summary>
    /// <param name="subjects">Competing ends are for <see cref="AalenJohansen"/>: there are none here.</param>
    public static Curve Of(IEnumerable<Subject> subjects)
    {
        var table = RiskTable.Of(subjects);
        if (table.Competing > 0)
            throw new ArgumentException("Competing ends need another curve.", nameof(subjects));
        var (points, value, sum, high) = (new List<CurvePoint>(table.Rows.Count), 1.0, 0.0, 1.0);
        foreach (var (time, atRisk, events, _) in table.Rows)
        {
            var left = atRisk - events;
            value *= (double)left / atRisk;
            sum += left == 0 ? 0 : events / ((double)atRisk * left);
            var (low, variance) = (0.0, left == 0 ? double.NaN : value * value * sum);
            if (left > 0)
                (low, high) = Confidence.LogLog(value, variance);
            points.Add(new(time, value, low, high, variance, atRisk, events));
        }
        return new(table.N, table.Events, 0, table.Censored, 1, Curve.MedianOf(points, falls: true), table.Longest, points);
    }
}
