using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Breaches;

/// <summary>
/// Which promises are alike, so that the pace of one says something of another: those of one commitment, owed by one party. A call that
/// is promised within minutes says nothing of one within a day; nor does the first round of a ladder of the next ones, which nobody did.
/// </summary>
/// <param name="IsNextRound">The second round of a ladder, or a later one.</param>
public readonly record struct PromiseClass(Promise Promise, long Agreement, string Commitment, string OwedBy, bool IsNextRound);

/// <summary>How long one past promise took.</summary>
/// <param name="Person">Who was asked for it; null: the queue.</param>
/// <param name="Time">Business time in seconds until it was over, or until it was last seen open.</param>
/// <param name="Over">It was done, in time or not, or nobody owed it any more; else its time is censored.</param>
public readonly record struct PastPromise(PromiseClass Kind, long? Person, long Time, bool Over);

/// <summary>How likely a promise is missed, and from how many it is known.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Own">
/// Of the person's own past promises of the kind so many were open after the same time, and it is known whether they went past the
/// target …
/// </param>
/// <param name="OfParty">… and so many of all of the party's, the person's among them.</param>
public readonly record struct BreachChance(double Value, int Own, int OfParty);

/// <summary>
/// The pace of the past: what becomes of a promise that has run for some time. It is missed if it is still open at the target: by the
/// survival curve S of business time until it was over (Kaplan and Meier), the chance of that is S(target) ÷ S(elapsed).
/// </summary>
public sealed class PastPace
{
    /// <summary>Of fewer of the party's nothing is said; with so many of the person's own, theirs count half.</summary>
    public const int Few = 10;

    private readonly Dictionary<PromiseClass, Times> parties = [];
    private readonly Dictionary<(PromiseClass, long), Times> people = [];

    private PastPace()
    {
    }

    public static PastPace Of(IReadOnlyCollection<PastPromise> past)
    {
        var pace = new PastPace();
        foreach (var group in past.GroupBy(p => p.Kind))
        {
            pace.parties[group.Key] = new(group);
            foreach (var own in group.Where(p => p.Person is not null).GroupBy(p => p.Person!.Value))
                pace.people[(group.Key, own.Key)] = new(own);
        }
        return pace;
    }

    /// <summary>
    /// The person's own chance and the party's, weighed: with n of the person's own that were open after the same time, theirs counts
    /// n ÷ (n + 10). Null: of too few of the party's it is known how they went on.
    /// </summary>
    /// <param name="elapsed">Business time in seconds that it has run.</param>
    /// <param name="target">Business time in seconds that was promised.</param>
    public BreachChance? Chance(PromiseClass kind, long? person, long elapsed, long target)
    {
        if (!parties.TryGetValue(kind, out var party) || party.Known(elapsed, target) is var all && all < Few)
            return null;
        var (own, value) = (0, party.Missed(elapsed, target));
        if (person is { } id && people.TryGetValue((kind, id), out var theirs)
            && theirs.Known(elapsed, target) is > 0 and var few)
        {
            own = few;
            var weight = (double)own / (own + Few);
            value = weight * theirs.Missed(elapsed, target) + (1 - weight) * value;
        }
        return new(value, own, all);
    }

    private sealed class Times
    {
        private readonly Curve open;
        private readonly long[] lasted;
        private readonly long[] over;

        internal Times(IEnumerable<PastPromise> past)
        {
            var all = past.ToArray();
            open = KaplanMeier.Of(all.Select(p => new Subject(p.Time, p.Over ? Ending.Event : Ending.Censored)));
            lasted = [.. all.Select(p => p.Time).Order()];
            over = [.. all.Where(p => p.Over).Select(p => p.Time).Order()];
        }

        /// <summary>
        /// Open after that time, and over or seen open by the target: those that were lost sight of in between say nothing of how it
        /// goes on, so that a curve of them alone would call everything late.
        /// </summary>
        internal int Known(long elapsed, long target) => elapsed >= target ? After(lasted, elapsed)
            : After(over, elapsed) - After(over, target - 1) + After(lasted, target - 1);

        internal double Missed(long elapsed, long target) => elapsed >= target ? 1 : open.At(target) / open.At(elapsed);

        private static int After(long[] sorted, long time)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = sorted[middle] <= time ? (middle + 1, high) : (low, middle);
            }
            return sorted.Length - low;
        }
    }
}
