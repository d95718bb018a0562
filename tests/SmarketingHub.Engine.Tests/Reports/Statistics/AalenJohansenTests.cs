using CsCheck;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Reports.Statistics;

public sealed class AalenJohansenTests
{
    // Days after the removal of a malignant melanoma, Odense 1962 to 1977, of 205 patients: K. T. Drzewiecki, in P. K. Andersen,
    // Ø. Borgan, R. D. Gill and N. Keiding, Statistical Models Based on Counting Processes (1993), where it is the example of competing
    // risks. Died of it, of something else (o), alive (+).
    private const string Melanoma =
        "10o 30o 35+ 99o 185 204 210 232o 232 279 295 355o 386 426 469 493o 529 621 629 659 667 718 752 779 793 817 826o 833 " +
        "858 869 872 967 977 982 1041 1055 1062 1075 1156 1228 1252 1271 1312 1427o 1435 1499+ 1506 1508+ 1510+ 1512+ 1516 " +
        "1525o 1542+ 1548 1557+ 1560 1563+ 1584 1605+ 1621 1627+ 1634+ 1641+ 1641+ 1648+ 1652+ 1654+ 1654+ 1667 1678+ 1685+ " +
        "1690 1710+ 1710+ 1726 1745+ 1762+ 1779+ 1787+ 1787+ 1793+ 1804+ 1812+ 1836+ 1839+ 1839+ 1854+ 1856+ 1860o 1864+ 1899+ " +
        "1914+ 1919+ 1920+ 1927+ 1933 1942+ 1955+ 1956+ 1958+ 1963+ 1970+ 2005+ 2007+ 2011+ 2024+ 2028+ 2038+ 2056+ 2059+ 2061 " +
        "2062 2075+ 2085o 2102+ 2103 2104+ 2108 2112+ 2150+ 2156+ 2165+ 2209+ 2227+ 2227+ 2256 2264+ 2339+ 2361+ 2387+ 2388 " +
        "2403+ 2426+ 2426+ 2431+ 2460+ 2467 2492+ 2493+ 2521+ 2542+ 2559+ 2565 2570+ 2660+ 2666+ 2676+ 2738+ 2782 2787+ 2984+ " +
        "3032+ 3040+ 3042 3067+ 3079+ 3101+ 3144+ 3152+ 3154o 3180+ 3182o 3185+ 3199+ 3228+ 3229+ 3278+ 3297+ 3328+ 3330+ 3338 " +
        "3383+ 3384+ 3385+ 3388+ 3402+ 3441+ 3458o 3459+ 3459+ 3476+ 3523+ 3667+ 3695+ 3695+ 3776+ 3776+ 3830+ 3856+ 3872+ " +
        "3909+ 3968+ 4001+ 4103+ 4119+ 4124+ 4207+ 4310+ 4390+ 4479+ 4492+ 4668+ 4688+ 4926+ 5565+ ";

    // R 4.2.2, package survival 3.5-3, whose variance is the infinitesimal jackknife, another way to the same number; the same by the
    // sums of the delta method as they stand. Package cmprsk 2.2-11 has the same values, and variances of Aalen's that differ a little.
    private static readonly double[][] Died =
    [
        [1000, 0.12745713595750, 0.00054517841780069],
        [2000, 0.23013963439660, 0.00089465970181432],
        [3000, 0.30962016565768, 0.00136548256020520],
        [4000, 0.33871750891435, 0.00166757953498027],
        [5000, 0.33871750891435, 0.00166757953498027],
    ];

    private static readonly double[][] DiedOfAnother =
    [
        [1000, 0.034267085245110, 0.00016200580553197],
        [2000, 0.050456444531945, 0.00024369173622548],
        [3000, 0.058111429046778, 0.00029781225582047],
        [4000, 0.105947064135756, 0.00101558214531445],
        [5000, 0.105947064135756, 0.00101558214531445],
    ];

    [Fact]
    public void Values_and_variances_are_those_that_are_published()
    {
        var patients = Read.Subjects(Melanoma);
        var (died, other) = (AalenJohansen.Of(patients), AalenJohansen.Of(patients.Select(Swapped)));
        (died.N, died.Events, died.Competing, died.Censored, died.Median).ShouldBe((205, 57, 14, 134, null));
        (other.N, other.Events, other.Competing, other.Censored).ShouldBe((205, 14, 57, 134));
        ShouldBe(died, Died);
        ShouldBe(other, DiedOfAnother);
    }

    // E. C. Zabor's and others' tables of these data print 0.127 (0.086 to 0.177) and 0.230 (0.174 to 0.291), with cmprsk's variances,
    // which are the same to that many digits.
    [Theory]
    [InlineData(1000, 0.127, 0.086, 0.177)]
    [InlineData(2000, 0.230, 0.174, 0.291)]
    public void Limits_round_to_those_that_are_printed(long time, double value, double low, double high)
    {
        var point = AalenJohansen.Of(Read.Subjects(Melanoma)).LastUpTo(time)!.Value;
        (Math.Round(point.Value, 3), Math.Round(point.Low, 3), Math.Round(point.High, 3)).ShouldBe((value, low, high));
    }

    [Fact]
    public void A_median_is_said_only_where_the_curve_comes_to_it()
    {
        AalenJohansen.Of(Read.Subjects("1 2o 3o 4")).Median.ShouldBe(4);
        AalenJohansen.Of(Read.Subjects("1 2o 3o")).Median.ShouldBeNull();
    }

    [Fact]
    public void Nobody_nothing_and_everybody_at_once()
    {
        var nobody = AalenJohansen.Of([]);
        (nobody.N, nobody.Events, nobody.Median, nobody.Points.Count, nobody.At(5)).ShouldBe((0, 0, null, 0, 0));
        var others = AalenJohansen.Of(Read.Subjects("3o 4+"));
        (others.Events, others.Competing, others.Censored, others.Points.Count, others.At(9)).ShouldBe((0, 1, 1, 0, 0));
        var once = AalenJohansen.Of(Read.Subjects("0 0 0"));
        (once.Events, once.Median).ShouldBe((3, 0));
        once.Points.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Value.ShouldBe(1), p => p.Low.ShouldBe(0),
            p => p.High.ShouldBe(1));
        var both = AalenJohansen.Of(Read.Subjects("2 2o 2+")).Points.ShouldHaveSingleItem();
        (both.Value, both.AtRisk, both.Events).ShouldBe((1 / 3.0, 3, 1));
        both.Variance.ShouldBe(2 / 27.0, 1e-12);
    }

    [Fact]
    public void All_ends_and_who_is_left_make_the_whole_and_the_variance_is_its_definition() => Lives.Sample(lives =>
    {
        List<Subject> subjects = [.. lives.Select(l => new Subject(l.Item1, (Ending)l.Item2))];
        var (one, other) = (AalenJohansen.Of(subjects), AalenJohansen.Of(subjects.Select(Swapped)));
        var left = KaplanMeier.Of(subjects.Select(s => s.Ending == Ending.Competing ? s with { Ending = Ending.Event } : s));
        for (var time = 0; time <= 21; time++)
            (one.At(time) + other.At(time) + left.At(time)).ShouldBe(1, 1e-12);
        foreach (var point in one.Points.Where(p => !double.IsNaN(p.Variance)))
        {
            point.Variance.ShouldBe(ByDefinition(subjects, point.Time), 1e-12);
            (0 <= point.Low && point.Low <= point.Value + 1e-12 && point.Value <= point.High + 1e-12 && point.High <= 1)
                .ShouldBeTrue($"{point}");
        }
    });

    [Fact]
    public void With_one_end_alone_it_is_the_rest_of_kaplan_and_meiers_curve() => Lives.Sample(lives =>
    {
        List<Subject> subjects = [.. lives.Select(l => new Subject(l.Item1, l.Item2 == 1 ? Ending.Event : Ending.Censored))];
        foreach (var (ended, waits) in AalenJohansen.Of(subjects).Points.Zip(KaplanMeier.Of(subjects).Points))
        {
            ended.Value.ShouldBe(1 - waits.Value, 1e-12);
            if (!double.IsNaN(waits.Variance))
                ended.Variance.ShouldBe(waits.Variance, 1e-12);
        }
    });

    [Fact]
    public void Of_a_hundred_thousand_without_censoring_it_is_the_share_that_ended_so()
    {
        const int Many = 100_000;
        var curve = AalenJohansen.Of(
            Enumerable.Range(0, Many).Select(i => new Subject(i * 7919L % Many, i % 4 == 0 ? Ending.Event : Ending.Competing)));
        var last = curve.Points[^1];
        last.Value.ShouldBe(0.25, 1e-9);
        last.Variance.ShouldBe(0.25 * 0.75 / Many, 1e-12);
    }

    private static Gen<(int, int)[]> Lives { get; } = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2]).Array[0, 40];

    private static Subject Swapped(Subject subject) => subject with
    {
        Ending = subject.Ending switch
        {
            Ending.Event => Ending.Competing,
            Ending.Competing => Ending.Event,
            _ => Ending.Censored,
        },
    };

    // Sum by sum as the papers have it, over all times before for each time.
    private static double ByDefinition(List<Subject> subjects, long until)
    {
        var (rows, s, f) = (new List<(double N, double D, double K, double S, double F)>(), 1.0, 0.0);
        for (var time = 0; time <= until; time++)
        {
            double n = subjects.Count(x => x.Time >= time), d = subjects.Count(x => x.Time == time && x.Ending != Ending.Censored),
                k = subjects.Count(x => x.Time == time && x.Ending == Ending.Event);
            if (d == 0)
                continue;
            f += s * k / n;
            rows.Add((n, d, k, s, f));
            s *= (n - d) / n;
        }
        return rows.Sum(r => r.N > r.D ? (f - r.F) * (f - r.F) * r.D / (r.N * (r.N - r.D)) : 0)
            + rows.Sum(r => r.S * r.S * r.K * (r.N - r.K) / (r.N * r.N * r.N)) - 2 * rows.Sum(r => (f - r.F) * r.S * r.K / (r.N * r.N));
    }

    private static void ShouldBe(Curve curve, double[][] published)
    {
        foreach (var row in published)
        {
            var point = curve.LastUpTo((long)row[0])!.Value;
            point.Value.ShouldBe(row[1], 1e-9);
            point.Variance.ShouldBe(row[2], 1e-12);
        }
    }
}
