using System.Numerics;
using CsCheck;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Reports.Statistics;

public sealed class FunnelLimitsTests
{
    // The binomial distribution's quantiles for 2.5%, 97.5%, 0.1% and 99.9%, as R 4.2.2 gives them.
    [Theory]
    [InlineData(0.7, 10, 4, 10, 2, 10)]
    [InlineData(0.9, 1, 0, 1, 0, 1)]
    [InlineData(0.8, 45, 31, 41, 27, 43)]
    [InlineData(0.025, 1, 0, 0, 0, 1)]
    [InlineData(0.5, 1000, 469, 531, 451, 549)]
    [InlineData(0, 7, 0, 0, 0, 0)]
    [InlineData(1, 7, 7, 7, 7, 7)]
    [InlineData(0.93, 100_000, 92_841, 93_158, 92_749, 93_248)]
    public void Limits_are_the_distributions_quantiles(double target, int trials, int low95, int high95, int low998, int high998)
    {
        var limits = FunnelLimits.Of(target, trials);
        limits.ShouldBe(new(target, trials, (double)low95 / trials, (double)high95 / trials, (double)low998 / trials,
            (double)high998 / trials));
    }

    // In whole numbers, so that nothing is rounded.
    [Fact]
    public void Outside_lies_what_chance_alone_makes_so_seldom_and_nothing_else() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[1, 60]).Sample((percent, trials) =>
        {
            var limits = FunnelLimits.Of(percent / 100.0, trials);
            for (var part = 0; part <= trials; part++)
            {
                // So often, by chance, as few as that or fewer; as many or more: of 100^trials.
                var (fewer, more) = (BigInteger.Zero, BigInteger.Zero);
                for (var other = 0; other <= trials; other++)
                {
                    var often = Choose(trials, other) * BigInteger.Pow(percent, other) * BigInteger.Pow(100 - percent, trials - other);
                    fewer += other <= part ? often : 0;
                    more += other >= part ? often : 0;
                }
                var all = BigInteger.Pow(100, trials);
                // Strictly less below; at the upper limit itself the two sides of the definition meet.
                bool Beyond(int perThousand) => fewer * 1000 < all * perThousand || more * 1000 <= all * perThousand;
                limits.ZoneOf(part).ShouldBe(Beyond(1) ? FunnelZone.Beyond998 : Beyond(25) ? FunnelZone.Beyond95 : FunnelZone.Inside,
                    $"{part} of {trials} at {percent}%");
            }
        }, iter: 60);

    [Theory]
    [InlineData(-0.1, 5)]
    [InlineData(1.1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0.5, 0)]
    public void What_has_no_limits_is_refused(double target, int trials) =>
        Should.Throw<ArgumentOutOfRangeException>(() => FunnelLimits.Of(target, trials));

    private static BigInteger Choose(int all, int some)
    {
        var ways = BigInteger.One;
        for (var i = 1; i <= some; i++)
            ways = ways * (all - some + i) / i;
        return ways;
    }
}
