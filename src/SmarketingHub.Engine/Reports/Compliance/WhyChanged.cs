namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>What can make the share of kept promises another.</summary>
public enum ChangeFactor
{
    /// <summary>Other promises, of other sources and grades.</summary>
    Mix,

    /// <summary>Judged by another version of the agreement.</summary>
    Version,

    /// <summary>People who had more, or less, to do.</summary>
    Load,

    /// <summary>Promises that are alike in all of these were kept more, or less, often.</summary>
    Rate,
}

/// <param name="Part">Of the difference of the shares; below 0: it made the share smaller.</param>
public sealed record ChangePart(ChangeFactor Factor, double Part);

/// <summary>
/// Why the share of kept promises differs between two periods. The share is a sum over what a promise can be: the part of its kind, source
/// and grade × the part of its version among those × the part of its load among those × how often such are met. Each of the four factors
/// can be taken from either period. What a factor adds depends on which others were exchanged before it, so it is the mean over all
/// orders, its Shapley value: L. S. Shapley, "A value for n-person games", 1953; for differences of rates P. Das Gupta, "Standardization
/// and decomposition of rates", 1993. The parts add to the difference.
/// </summary>
/// <param name="Parts">Of each factor, in their order.</param>
/// <param name="IsAllNew">No version that judged the one period judged the other: what else changed with it is in its part, too.</param>
public sealed record WhyChanged(Decided Before, Decided Now, IReadOnlyList<ChangePart> Parts, bool IsAllNew)
{
    private static readonly ChangeFactor[] Factors = Enum.GetValues<ChangeFactor>();

    // Of the orders of four factors those in which so many others go before one: 3!, 1!2!, 2!1!, 3! of 4!.
    private static readonly int[] Orders = [6, 2, 2, 6];
    private const int AllOrders = 24;

    public double Difference => Now.Share - Before.Share;

    public double this[ChangeFactor factor] => Parts[(int)factor].Part;

    /// <summary>Null: in one of them nothing was decided.</summary>
    public static WhyChanged? Of(IReadOnlyDictionary<PromiseSort, Decided> before, IReadOnlyDictionary<PromiseSort, Decided> now)
    {
        var (old, recent) = (new PromiseParts(before), new PromiseParts(now));
        if (old.All.All == 0 || recent.All.All == 0)
            return null;
        var shares = Enumerable.Range(0, 1 << Factors.Length).Select(taken => Share(taken, old, recent)).ToArray();
        return new(old.All, recent.All, [.. Factors.Select(factor => new ChangePart(factor, Part((int)factor, shares)))],
            !before.Keys.Select(Text).Intersect(now.Keys.Select(Text)).Any());
    }

    private static double Part(int factor, double[] shares)
    {
        var sum = 0.0;
        for (var taken = 0; taken < shares.Length; taken++)
            if ((taken >> factor & 1) == 0)
                sum += Orders[int.PopCount(taken)] * (shares[taken | 1 << factor] - shares[taken]);
        return sum / AllOrders;
    }

    /// <param name="taken">The bits of the factors that are taken from now; the others are from before.</param>
    private static double Share(int taken, PromiseParts before, PromiseParts now)
    {
        PromiseParts From(ChangeFactor factor) => (taken >> (int)factor & 1) == 1 ? now : before;
        var (rates, others) = From(ChangeFactor.Rate) == now ? (now, before) : (before, now);
        var share = 0.0;
        foreach (var (mix, partOfAll) in From(ChangeFactor.Mix).Mix)
            foreach (var (version, partOfMix) in From(ChangeFactor.Version).Versions(mix))
            {
                var judged = mix with { Agreement = version.Agreement, Version = version.Version };
                foreach (var (load, part) in From(ChangeFactor.Load).Loads(judged))
                {
                    var sort = judged with { Load = load.Load };
                    // A version that judged one period alone is taken to be kept as it was there: its difference is the version's.
                    share += partOfAll * partOfMix * part
                        * (rates.Rate(sort) ?? others.Rate(sort) ?? rates.RateOfPromise(sort) ?? others.RateOfPromise(sort)!.Value);
                }
            }
        return share;
    }

    private static (long?, int?) Text(PromiseSort sort) => (sort.Agreement, sort.Version);
}
