using CsCheck;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Reports.Compliance;

namespace SmarketingHub.Engine.Tests.Reports;

public sealed class WhyChangedTests
{
    // Shares are sums of some hundred products of doubles, each rounded at its 16th digit: together less than 1e-13. A promise more or
    // less in a hundred thousand is 1e-5.
    private const double Tiny = 1e-12;

    private static readonly Gen<PromiseSort> Sort =
        from promise in One(Promise.Accept, Promise.Touch)
        from source in One(null, "WEBINAR", "DEMO")
        from grade in One("A", "B")
        from version in Gen.Int[1, 3]
        from load in Gen.Enum<LoadBand>()
        select new PromiseSort(promise, source, grade, 1, version, load);

    private static readonly Gen<Dictionary<PromiseSort, Decided>> Period =
        Gen.Dictionary(Sort, Gen.Int[1, 40].SelectMany(all => Gen.Int[0, all].Select(met => new Decided(met, all))))[1, 12];

    [Fact]
    public void The_parts_add_to_the_difference() => Gen.Select(Period, Period).Sample((before, now) =>
    {
        var why = WhyChanged.Of(before, now)!;
        why.Parts.Sum(part => part.Part).ShouldBe(why.Difference, Tiny);
        why.Difference.ShouldBe(Share(now) - Share(before), Tiny);
    });

    [Fact]
    public void Exchanging_the_periods_changes_the_signs_alone() => Gen.Select(Period, Period).Sample((before, now) =>
    {
        foreach (var (there, back) in WhyChanged.Of(before, now)!.Parts.Zip(WhyChanged.Of(now, before)!.Parts))
            back.Part.ShouldBe(-there.Part, Tiny);
    });

    [Fact]
    public void Of_a_period_and_itself_nothing_changed() => Period.Sample(period =>
        WhyChanged.Of(period, period)!.Parts.ShouldAllBe(part => part.Part == 0));

    [Fact]
    public void Where_the_rate_alone_changed_the_others_have_no_part() => Gen.Select(Period, Gen.Int[0, 3]).Sample((period, less) =>
    {
        var why = WhyChanged.Of(period, period.ToDictionary(p => p.Key, p => p.Value with { Met = Math.Max(0, p.Value.Met - less) }))!;
        why[ChangeFactor.Rate].ShouldBe(why.Difference, Tiny);
        why.Parts.Where(p => p.Factor != ChangeFactor.Rate).ShouldAllBe(p => p.Part == 0);
    });

    [Fact]
    public void Twice_as_many_of_everything_change_nothing() => Period.Sample(period =>
        WhyChanged.Of(period, period.ToDictionary(p => p.Key, p => p.Value + p.Value))!.Parts.ShouldAllBe(part => part.Part == 0));

    [Fact]
    public void Other_sources_are_the_mix()
    {
        var (good, bad) = (Of("DEMO"), Of("WEBINAR"));
        var why = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [good] = new(72, 80), [bad] = new(10, 20) },
            new Dictionary<PromiseSort, Decided> { [good] = new(18, 20), [bad] = new(40, 80) })!;
        why.Difference.ShouldBe(-0.24, Tiny);
        why[ChangeFactor.Mix].ShouldBe(-0.24, Tiny);
    }

    [Fact]
    public void A_version_that_replaced_the_other_is_the_versions_part_and_said()
    {
        var why = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [Of("DEMO", 1)] = new(90, 100) },
            new Dictionary<PromiseSort, Decided> { [Of("DEMO", 2)] = new(60, 100) })!;
        why[ChangeFactor.Version].ShouldBe(-0.3, Tiny);
        why.IsAllNew.ShouldBeTrue();
        var amid = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [Of("DEMO", 1)] = new(90, 100) },
            new Dictionary<PromiseSort, Decided> { [Of("DEMO", 1)] = new(45, 50), [Of("DEMO", 2)] = new(30, 50) })!;
        (amid.IsAllNew, amid[ChangeFactor.Rate]).ShouldBe((false, 0));
        amid[ChangeFactor.Version].ShouldBe(-0.15, Tiny);
    }

    [Fact]
    public void More_to_do_is_the_loads_part()
    {
        var (free, busy) = (Of("DEMO", load: LoadBand.Few), Of("DEMO", load: LoadBand.Most));
        var why = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [free] = new(90, 100), [busy] = new(3, 10) },
            new Dictionary<PromiseSort, Decided> { [free] = new(9, 10), [busy] = new(30, 100) })!;
        why[ChangeFactor.Load].ShouldBe(why.Difference, Tiny);
    }

    [Fact]
    public void A_source_of_one_period_alone_is_as_broader_ones_in_the_other()
    {
        var why = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [Of("DEMO")] = new(80, 100) },
            new Dictionary<PromiseSort, Decided> { [Of("DEMO")] = new(80, 100), [Of("FAIR")] = new(20, 100) })!;
        // Before, a fair's would have been kept as all were: half is that there are fairs, half how they are kept.
        why[ChangeFactor.Mix].ShouldBe(-0.15, Tiny);
        why[ChangeFactor.Rate].ShouldBe(-0.15, Tiny);
    }

    [Fact]
    public void What_is_promised_is_part_of_the_mix()
    {
        var (touch, accept) = (Of("DEMO"), Of("DEMO") with { Promise = Promise.Accept });
        var why = WhyChanged.Of(new Dictionary<PromiseSort, Decided> { [touch] = new(9, 10), [accept] = new(1, 2) },
            new Dictionary<PromiseSort, Decided> { [touch] = new(9, 10), [accept] = new(10, 20) })!;
        why[ChangeFactor.Rate].ShouldBe(0, Tiny);
        why[ChangeFactor.Mix].ShouldBe(why.Difference, Tiny);
    }

    [Fact]
    public void Of_nothing_decided_nothing_is_said()
    {
        var some = new Dictionary<PromiseSort, Decided> { [Of("DEMO")] = new(1, 1) };
        WhyChanged.Of(some, new Dictionary<PromiseSort, Decided>()).ShouldBeNull();
        WhyChanged.Of(new Dictionary<PromiseSort, Decided>(), some).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, LoadBand.None)]
    [InlineData(1, LoadBand.Few)]
    [InlineData(4, LoadBand.Few)]
    [InlineData(5, LoadBand.Some)]
    [InlineData(9, LoadBand.Some)]
    [InlineData(10, LoadBand.Many)]
    [InlineData(19, LoadBand.Many)]
    [InlineData(20, LoadBand.Most)]
    [InlineData(2000, LoadBand.Most)]
    public void Loads_go_in_bands(int open, LoadBand band) => LoadBands.Of(open).ShouldBe(band);

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static PromiseSort Of(string source, int version = 1, LoadBand load = LoadBand.None) =>
        new(Promise.Touch, source, "A", 1, version, load);

    private static double Share(Dictionary<PromiseSort, Decided> period) =>
        (double)period.Values.Sum(d => d.Met) / period.Values.Sum(d => d.All);
}
