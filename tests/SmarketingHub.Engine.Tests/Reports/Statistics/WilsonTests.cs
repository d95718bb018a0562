using CsCheck;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Reports.Statistics;

public sealed class WilsonTests
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, prints four digits of the first four; all to twelve are from R 4.2.2, by the
    // root of the quadratic equation instead of centre and half.
    [Theory]
    [InlineData(81, 263, 0.255288519878274, 0.366209576982800)]
    [InlineData(15, 148, 0.0623863995307363, 0.1604872417233080)]
    [InlineData(0, 20, 0, 0.161125158052819)]
    [InlineData(1, 29, 0.00611321429276265, 0.17175521879320285)]
    [InlineData(29, 29, 0.883030201500259, 1)]
    [InlineData(7, 10, 0.396778147461145, 0.892208732593699)]
    [InlineData(40_000, 100_000, 0.396967534051510, 0.403040148571007)]
    public void Limits_are_those_that_are_published(long part, long whole, double low, double high)
    {
        var share = Wilson.Of(part, whole)!.Value;
        share.Share.ShouldBe((double)part / whole);
        share.Low.ShouldBe(low, 1e-12);
        share.High.ShouldBe(high, 1e-12);
    }

    [Fact]
    public void Of_nothing_there_is_no_share() => Wilson.Of(0, 0).ShouldBeNull();

    [Fact]
    public void Limits_hold_the_share_and_those_of_the_rest_mirror_them() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Double[0, 1]).Sample((whole, of) =>
        {
            var part = (long)(of * whole);
            var (share, rest) = (Wilson.Of(part, whole)!.Value, Wilson.Of(whole - part, whole)!.Value);
            share.Low.ShouldBeInRange(0, share.Share);
            share.High.ShouldBeInRange(share.Share, 1);
            rest.Low.ShouldBe(1 - share.High, 1e-12);
        });

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(1, 0)]
    public void A_part_that_is_none_is_refused(long part, long whole) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Of(part, whole));
}
