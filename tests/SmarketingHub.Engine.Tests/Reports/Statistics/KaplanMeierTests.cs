using CsCheck;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Reports.Statistics;

public sealed class KaplanMeierTests
{
    // Weeks of remission of acute leukemia: E. J. Freireich and others, Blood 21 (1963), 699–716, in E. A. Gehan, Biometrika 52 (1965),
    // 203–223. 6 weeks: three events, and one censored who was at risk then.
    private const string SixMp = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
    private const string Placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

    // Klein and Moeschberger, Survival Analysis (2003), table 4.1, prints three digits; these are R 4.2.2's, package survival 3.5-3,
    // with conf.type = "log-log": time, value, standard error, limits.
    private static readonly double[][] Drug =
    [
        [6, 0.857142857143, 0.0763603548321, 0.619717955266, 0.951551747647],
        [7, 0.806722689076, 0.0869352851801, 0.563146564622, 0.922809019203],
        [10, 0.752941176471, 0.0963496529943, 0.503199510800, 0.889361835169],
        [13, 0.690196078431, 0.1068147077750, 0.431610222486, 0.849065963349],
        [16, 0.627450980392, 0.1140538652568, 0.367510855988, 0.804912189472],
        [22, 0.537815126050, 0.1282337516930, 0.267778936767, 0.746790717635],
        [23, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
    ];

    private static readonly double[][] None =
    [
        [1, 0.9047619047619, 0.0640564484890, 0.67004588223503, 0.975294149038],
        [2, 0.8095238095238, 0.0856890867469, 0.56890505992417, 0.923888828559],
        [3, 0.7619047619048, 0.0929428640903, 0.51939141532843, 0.893257109782],
        [4, 0.6666666666667, 0.1028688999747, 0.42535043556525, 0.825044008797],
        [5, 0.5714285714286, 0.1079898494312, 0.33797695385949, 0.749240709943],
        [8, 0.3809523809524, 0.1059711695741, 0.18306654882039, 0.577788677746],
        [11, 0.2857142857143, 0.0985807941918, 0.11656132643676, 0.481819648009],
        [12, 0.1904761904762, 0.0856890867469, 0.05948170136118, 0.377434890585],
        [15, 0.1428571428571, 0.0763603548321, 0.03565735519067, 0.321161574681],
        [17, 0.0952380952381, 0.0640564484890, 0.01625926021225, 0.261249981969],
        [22, 0.0476190476190, 0.0464714320452, 0.00332446304253, 0.197044905699],
    ];

    [Fact]
    public void Values_errors_and_limits_are_those_that_are_published()
    {
        var curve = KaplanMeier.Of(Read.Subjects(SixMp));
        (curve.N, curve.Events, curve.Censored, curve.Median).ShouldBe((21, 9, 12, 23));
        ShouldBe(curve.Points, Drug);
        curve.Points.Select(p => p.AtRisk).ShouldBe([21, 17, 15, 12, 11, 7, 6]);

        curve = KaplanMeier.Of(Read.Subjects(Placebo));
        (curve.N, curve.Events, curve.Censored, curve.Median).ShouldBe((21, 21, 0, 8));
        ShouldBe([.. curve.Points.SkipLast(1)], None);
    }

    [Fact]
    public void At_zero_the_band_has_the_upper_limit_before_it()
    {
        var points = KaplanMeier.Of(Read.Subjects(Placebo)).Points;
        (points[^1].Time, points[^1].Value, points[^1].Low, points[^1].High).ShouldBe((23, 0, 0, points[^2].High));
        points[^1].Variance.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_median_is_said_only_where_the_curve_comes_to_it()
    {
        KaplanMeier.Of(Read.Subjects("1 2+ 3+")).Median.ShouldBeNull();
        KaplanMeier.Of(Read.Subjects("1 2 3+ 4+")).Median.ShouldBe(2);
        KaplanMeier.Of(Read.Subjects("1 2 3+ 4+ 5+")).Median.ShouldBeNull();
        // After half of them a half is left, which floating point does not always quite reach.
        for (var half = 1; half <= 50; half++)
            KaplanMeier.Of(Enumerable.Range(1, 2 * half).Select(i => new Subject(i, Ending.Event))).Median.ShouldBe(half);
    }

    [Fact]
    public void Nobody_nothing_and_everybody_at_once()
    {
        var nobody = KaplanMeier.Of([]);
        (nobody.N, nobody.Events, nobody.Censored, nobody.Median, nobody.Points.Count, nobody.At(5)).ShouldBe((0, 0, 0, null, 0, 1));
        var nothing = KaplanMeier.Of(Read.Subjects("3+ 3+ 9+"));
        (nothing.N, nothing.Events, nothing.Censored, nothing.Median, nothing.Points.Count, nothing.At(5)).ShouldBe((3, 0, 3, null, 0, 1));
        var once = KaplanMeier.Of(Read.Subjects("0 0 0"));
        (once.N, once.Events, once.Median, once.At(0)).ShouldBe((3, 3, 0, 0));
        once.Points.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Low.ShouldBe(0), p => p.High.ShouldBe(1));
        // Censored at the time of the last event: still there, so the curve stays above zero.
        KaplanMeier.Of(Read.Subjects("2 2+")).At(9).ShouldBe(0.5);
    }

    [Fact]
    public void What_is_no_subject_of_it_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Of([new(-1, Ending.Event)]));
        Should.Throw<ArgumentException>(() => KaplanMeier.Of(Read.Subjects("1 2o")));
    }

    [Fact]
    public void It_is_the_product_over_all_times_in_any_order() => Lives.Sample(lives =>
    {
        List<Subject> subjects = [.. lives.Select(l => new Subject(l.Item1, l.Item2 ? Ending.Event : Ending.Censored))];
        var curve = KaplanMeier.Of(subjects);
        for (var time = 0; time <= 21; time++)
        {
            var share = 1.0;
            for (var at = 0; at <= time; at++)
            {
                var (risk, events) = (subjects.Count(s => s.Time >= at), subjects.Count(s => s.Time == at && s.Ending == Ending.Event));
                share *= risk == 0 ? 1 : 1 - (double)events / risk;
            }
            curve.At(time).ShouldBe(share, 1e-12);
        }
        (curve.Events + curve.Censored).ShouldBe(curve.N);
        foreach (var point in curve.Points)
            (0 <= point.Low && point.Low <= point.Value && point.Value <= point.High && point.High <= 1).ShouldBeTrue($"{point}");
    });

    [Fact]
    public void Of_a_hundred_thousand_without_censoring_it_is_who_is_left()
    {
        const int Many = 100_000;
        // All times once, in a mixed order.
        var curve = KaplanMeier.Of(Enumerable.Range(0, Many).Select(i => new Subject(i * 7919L % Many, Ending.Event)));
        curve.Points.Count.ShouldBe(Many);
        curve.At(24_999).ShouldBe(0.75, 1e-9);
        curve.Points[24_999].Variance.ShouldBe(0.75 * 0.25 / Many, 1e-15);
        curve.Median.ShouldBe(49_999);
    }

    private static Gen<(int, bool)[]> Lives { get; } = Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[0, 40];

    private static void ShouldBe(IReadOnlyList<CurvePoint> points, double[][] published)
    {
        points.Count.ShouldBe(published.Length);
        foreach (var (point, row) in points.Zip(published))
        {
            point.Time.ShouldBe((long)row[0]);
            point.Value.ShouldBe(row[1], 1e-9);
            Math.Sqrt(point.Variance).ShouldBe(row[2], 1e-9);
            point.Low.ShouldBe(row[3], 1e-9);
            point.High.ShouldBe(row[4], 1e-9);
        }
    }
}
