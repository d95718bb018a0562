using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Breaches;

/// <summary>How long one past promise took.</summary>
/// <param name="Person">Who was asked for it; null: the queue.</param>
/// <param name="Time">Business time in seconds until it was done, or until it was last seen undone.</param>
/// <param name="Done">In time or not; else its time is censored.</param>
public readonly record struct PastPromise(Promise Promise, string OwedBy, long? Person, long Time, bool Done);

/// <summary>How likely a promise is missed, and from how many it is known.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Own">
/// Of the person's own past promises of the kind so many were open after the same time, and it is known whether they met the target …
/// </param>
/// <param name="OfParty">… and so many of all of the party's, the person's among them.</param>
public readonly record struct BreachChance(double Value, int Own, int OfParty);

/// <summary>
/// The pace of the past: what becomes of a promise that has run for some time. By the survival curve S of business time to done (Kaplan
/// and Meier), the chance that it is missed is S(target) ÷ S(elapsed).
/// </summary>
public sealed class PastPace
{
    /// <summary>Of fewer of the party's nothing is said; with so many of the person's own, theirs count half.</summary>
    public const int Few = 10;

    private readonly Dictionary<(Promise, string), Times> parties = [];
    private readonly Dictionary<(Promise, string, long), Times> people = [];

    private PastPace()
    {
    }

    public static PastPace Of(IReadOnlyCollection<PastPromise> past)
    {
        var pace = new PastPace();
        foreach (var group in past.GroupBy(p => (p.Promise, p.OwedBy)))
        {
            pace.parties[group.Key] = new(group);
            foreach (var own in group.Where(p => p.Person is not null).GroupBy(p => p.Person!.Value))
                pace.people[(group.Key.Promise, group.Key.OwedBy, own.Key)] = new(own);
        }
        return pace;
    }

    /// <summary>
    /// The person's own chance and the party's, weighed: with n of the person's own that were open after the same time, theirs counts
    /// n ÷ (n + 10). Null: of too few of the party's it is known how they went on.
    /// </summary>
    /// <param name="elapsed">Business time in seconds that it has run.</param>
    /// <param name="target">Business time in seconds that was promised.</param>
    public BreachChance? Chance(Promise promise, string owedBy, long? person, long elapsed, long target)
    {
        if (!parties.TryGetValue((promise, owedBy), out var party) || party.Known(elapsed, target) is var all && all < Few)
            return null;
        var (own, value) = (0, party.Missed(elapsed, target));
        if (person is { } id && people.TryGetValue((promise, owedBy, id), out var theirs)
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
        private readonly long[] done;

        internal Times(IEnumerable<PastPromise> past)
        {
            var all = past.ToArray();
            open = KaplanMeier.Of(all.Select(p => new Subject(p.Time, p.Done ? Ending.Event : Ending.Censored)));
            lasted = [.. all.Select(p => p.Time).Order()];
            done = [.. all.Where(p => p.Done).Select(p => p.Time).Order()];
        }

        /// <summary>
        /// Open after that time, and done or seen undone by the target: those that were lost sight of in between say nothing of how it
        /// goes on, so that a curve of them alone would call everything late.
        /// </summary>
        internal int Known(long elapsed, long target) => elapsed >= target ? After(lasted, elapsed)
            : After(done, elapsed) - After(done, target - 1) + After(lasted, target - 1);

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
