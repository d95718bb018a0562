using System.Runtime.InteropServices;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Breaches;

/// <summary>One promise that was met or breached, as patterns are looked for in it.</summary>
/// <param name="HourOfWeek">In which it started: 0 for Monday, midnight.</param>
/// <param name="Values">One for each <see cref="PatternBy"/>, in its order; the empty text: none.</param>
public readonly record struct PatternPromise(int HourOfWeek, IReadOnlyList<string> Values, bool Breached);

/// <summary>
/// Where breaches pile up. Looked at are the hours of the week, the values of each kind, and each hour with each value, as far as ten
/// promises are there. Said is what has at least three times its share and ten breaches, and what an exact test says is not chance: with
/// so many places, the share of false ones among those said is held at 5% (Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical
/// Society B 57 (1995), 289–300).
/// </summary>
public static class PatternSearch
{
    /// <summary>Breaches in one place.</summary>
    public const int Fewest = 10;
    public const double LeastTimes = 3;
    public const int MostSaid = 5;
    private const double FalseShare = 0.05;

    private static readonly int Kinds = Enum.GetValues<PatternBy>().Length;

    /// <summary>The surest first. What lies in, around or across one that is said already is said only if it holds without it.</summary>
    public static IReadOnlyList<Pattern> Find(IReadOnlyList<PatternPromise> promises)
    {
        var coded = Coded.Of(promises);
        var (said, left) = (new List<Pattern>(), coded.Count(null));
        var whole = left;
        var limit = Limit(whole);
        var candidates = whole.Places.Where(place => IsFar(whole, place.Value) && Chance(whole, place.Value) is var p && p <= limit)
            .Select(place => (place.Key, P: Chance(whole, place.Value)))
            .OrderBy(c => c.P).ThenByDescending(c => whole.Places[c.Key].Breaches).ThenBy(c => c.Key).ToList();
        foreach (var (place, p) in candidates)
        {
            // The counts of those that remain; a place inside of one that was said has nothing left.
            if (!left.Places.TryGetValue(place, out var rest) || !IsFar(left, rest) || Chance(left, rest) > limit)
                continue;
            var (all, breaches) = whole.Places[place];
            said.Add(new(coded.KeyOf(place), all, breaches, whole.Promises, whole.Breaches, p));
            if (said.Count == MostSaid)
                break;
            left = coded.Count(place);
        }
        return said;
    }

    private static bool IsFar(Counts counts, (int Promises, int Breaches) place) => place.Breaches >= Fewest
        && (double)place.Breaches * counts.Promises >= LeastTimes * place.Promises * counts.Breaches;

    /// <summary>Where there are no more breaches than expected nothing is to be found: 1 will do.</summary>
    private static double Chance(Counts counts, (int Promises, int Breaches) place) =>
        (double)place.Breaches * counts.Promises <= (double)place.Promises * counts.Breaches ? 1
            : Hypergeometric.AtLeast(counts.Promises, counts.Breaches, place.Promises, place.Breaches);

    /// <summary>Up to which chance a place is said.</summary>
    private static double Limit(Counts counts)
    {
        // Ten breaches need ten promises: how many there are says nothing of how they went.
        var chances = counts.Places.Values.Where(place => place.Promises >= Fewest).Select(place => Chance(counts, place)).Order().ToList();
        for (var rank = chances.Count; rank > 0; rank--)
            if (chances[rank - 1] <= FalseShare * rank / chances.Count)
                return chances[rank - 1];
        return -1;
    }

    private sealed record Counts(int Promises, int Breaches, Dictionary<long, (int Promises, int Breaches)> Places);

    /// <summary>The promises with a number for each value, and a place as one number: hour of the week, kind, value.</summary>
    private sealed class Coded
    {
        private const int Anytime = 7 * 24;
        private readonly int[] hours;
        private readonly int[] values;
        private readonly bool[] breached;
        private readonly bool[] isOut;
        private readonly List<Spellings>[] names;

        private Coded(int count)
        {
            (hours, values, breached, isOut) = (new int[count], new int[count * Kinds], new bool[count], new bool[count]);
            names = [.. Enumerable.Range(0, Kinds).Select(_ => new List<Spellings>())];
        }

        internal static Coded Of(IReadOnlyList<PatternPromise> promises)
        {
            var coded = new Coded(promises.Count);
            var numbers = Enum.GetValues<PatternBy>().Select(by => new Dictionary<string, int>(PatternKey.Same(by))).ToArray();
            for (var i = 0; i < promises.Count; i++)
            {
                (coded.hours[i], var its, coded.breached[i]) = promises[i];
                for (var kind = 0; kind < Kinds; kind++)
                {
                    ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers[kind], its[kind], out var known);
                    if (!known)
                    {
                        number = coded.names[kind].Count;
                        coded.names[kind].Add(new());
                    }
                    coded.names[kind][number].Add(its[kind]);
                    coded.values[i * Kinds + kind] = number;
                }
            }
            return coded;
        }

        /// <param name="without">What is in this place does not count from now on.</param>
        internal Counts Count(long? without)
        {
            var (all, missed, places) = (0, 0, new Dictionary<long, (int Promises, int Breaches)>());
            for (var i = 0; i < hours.Length; i++)
            {
                isOut[i] |= without is { } place && IsIn(i, place);
                if (isOut[i])
                    continue;
                var add = breached[i] ? 1 : 0;
                (all, missed) = (all + 1, missed + add);
                Add(places, Place(hours[i], Kinds, 0), add);
                for (var kind = 0; kind < Kinds; kind++)
                {
                    Add(places, Place(Anytime, kind, values[i * Kinds + kind]), add);
                    Add(places, Place(hours[i], kind, values[i * Kinds + kind]), add);
                }
            }
            return new(all, missed, places);
        }

        internal PatternKey KeyOf(long place)
        {
            var (hour, kind, value) = Parts(place);
            return PatternKey.Of(
                hour == Anytime ? -1 : hour, kind == Kinds ? null : (PatternBy)kind, kind == Kinds ? "" : names[kind][value].Commonest);
        }

        private bool IsIn(int promise, long place)
        {
            var (hour, kind, value) = Parts(place);
            return (hour == Anytime || hour == hours[promise]) && (kind == Kinds || values[promise * Kinds + kind] == value);
        }

        private static void Add(Dictionary<long, (int Promises, int Breaches)> places, long place, int missed)
        {
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(places, place, out _);
            counts = (counts.Promises + 1, counts.Breaches + missed);
        }

        private static long Place(int hour, int kind, int value) => ((long)value << 16) | (uint)(kind << 8) | (uint)hour;

        private static (int Hour, int Kind, int Value) Parts(long place) =>
            ((int)(place & 0xff), (int)(place >> 8 & 0xff), (int)(place >> 16));
    }
}
