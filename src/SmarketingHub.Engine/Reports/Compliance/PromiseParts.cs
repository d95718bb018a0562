using static SmarketingHub.Engine.Reports.Compliance.Traits;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>
/// How a period's decided promises are made up, step by step: what was promised, of which source and grade; of those, by which version
/// they were judged; of those, how loaded their people were; of those, how many were met. What a period has none of is as of broader ones.
/// </summary>
internal sealed class PromiseParts
{
    private const Traits Mixed = Traits.Promise | Source | Grade;
    private static readonly Traits[] ForVersions = [Mixed, Traits.Promise | Source, Traits.Promise | Grade, Traits.Promise, None];
    private static readonly Traits[] ForLoads = [Mixed | Traits.Version, .. ForVersions];
    private static readonly Traits[] ForRates =
    [
        Mixed | Traits.Version | Load, Mixed | Traits.Version, Traits.Promise | Source | Traits.Version,
        Traits.Promise | Grade | Traits.Version, Traits.Promise | Traits.Version,
    ];

    private readonly Broadening<IReadOnlyList<(PromiseSort, double)>> versions, loads;
    private readonly Broadening<Decided> rates, promiseRates;

    internal PromiseParts(IReadOnlyDictionary<PromiseSort, Decided> promises)
    {
        All = Sum(promises);
        Mix = Shares(promises, Mixed);
        versions = new(promises, ForVersions, group => Shares(group, Traits.Version));
        loads = new(promises, ForLoads, group => Shares(group, Load));
        rates = new(promises, ForRates, Sum);
        promiseRates = new(promises, [Traits.Promise], Sum);
    }

    internal Decided All { get; }

    /// <summary>What was promised of which source and grade, each with its part of all.</summary>
    internal IReadOnlyList<(PromiseSort Sort, double Part)> Mix { get; }

    /// <summary>Of such promises.</summary>
    internal IReadOnlyList<(PromiseSort Sort, double Part)> Versions(PromiseSort mix) => versions.Of(mix)!;

    /// <summary>Of such promises, judged by a version.</summary>
    internal IReadOnlyList<(PromiseSort Sort, double Part)> Loads(PromiseSort judged) => loads.Of(judged)!;

    /// <summary>How often such are met. Null: nothing of the kind was judged by that version here.</summary>
    internal double? Rate(PromiseSort sort) => ShareOf(rates.Of(sort));

    /// <summary>By whatever version. Null: nothing of the kind was promised here.</summary>
    internal double? RateOfPromise(PromiseSort sort) => ShareOf(promiseRates.Of(sort));

    private static double? ShareOf(Decided found) => found.All == 0 ? null : found.Share;

    private static IReadOnlyList<(PromiseSort, double)> Shares(IEnumerable<KeyValuePair<PromiseSort, Decided>> promises, Traits by)
    {
        var groups = promises.GroupBy(p => p.Key.Only(by), p => p.Value.All).Select(g => (g.Key, All: g.Sum())).OrderBy(g => g.Key)
            .ToList();
        var all = groups.Sum(g => g.All);
        return groups.ConvertAll(g => (g.Key, (double)g.All / all));
    }

    private static Decided Sum(IEnumerable<KeyValuePair<PromiseSort, Decided>> promises) =>
        promises.Aggregate(default(Decided), (sum, p) => sum + p.Value);

    /// <summary>What is known of promises of certain traits; where there are none, of those that share fewer traits.</summary>
    private sealed class Broadening<T>(
        IReadOnlyDictionary<PromiseSort, Decided> promises, Traits[] levels, Func<IEnumerable<KeyValuePair<PromiseSort, Decided>>, T> what)
    {
        private readonly Dictionary<PromiseSort, T>[] known =
            [.. levels.Select(level => promises.GroupBy(p => p.Key.Only(level)).ToDictionary(g => g.Key, g => what(g)))];

        internal T? Of(PromiseSort sort)
        {
            for (var i = 0; i < levels.Length; i++)
                if (known[i].TryGetValue(sort.Only(levels[i]), out var found))
                    return found;
            return default;
        }
    }
}
