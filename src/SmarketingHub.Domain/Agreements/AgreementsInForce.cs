using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Domain.Agreements;

/// <summary>
/// Which versions of the agreements are in force when: worked out once for each stretch of time in which nothing changes, when it is first
/// asked for, and looked up from then on. It belongs to this list of agreements and to no other.
/// </summary>
internal sealed class AgreementsInForce
{
    internal static readonly AgreementsInForce None = new([]);

    private readonly Lazy<(Instant[] Changes, Stretch?[] Stretches)> times;
    private readonly Lazy<bool> stepsClocks;

    internal AgreementsInForce(ImmutableList<Agreement> agreements)
    {
        Agreements = agreements;
        // Whoever comes first works it out; two at once come to the same.
        times = new(Times, LazyThreadSafetyMode.PublicationOnly);
        stepsClocks = new(() => agreements.Exists(a => a.Versions.Exists(v => v.ReTimes || v.EndsAt is not null)),
            LazyThreadSafetyMode.PublicationOnly);
    }

    internal ImmutableList<Agreement> Agreements { get; }

    /// <summary>Some agreement re-times running clocks, or ends.</summary>
    internal bool StepsClocks => stepsClocks.Value;

    internal IReadOnlyList<(Agreement Agreement, AgreementVersion Version)> At(Instant at) => StretchOf(at).All;

    internal IReadOnlyList<(Agreement Agreement, AgreementVersion Version)> At(Instant at, Promise promise) =>
        StretchOf(at).Promising[(int)promise];

    private Stretch StretchOf(Instant at)
    {
        var (changes, stretches) = times.Value;
        var found = Array.BinarySearch(changes, at);
        // At the very instant of a change it counts already.
        var index = found >= 0 ? found + 1 : ~found;
        return stretches[index] ??= new(index == 0 ? [] : InForce(changes[index - 1]));
    }

    private (Instant[], Stretch?[]) Times()
    {
        Instant[] changes = [.. Agreements.SelectMany(a => a.Versions).SelectMany(v => (Instant?[])[v.EffectiveAt, v.EndsAt])
            .OfType<Instant>().Distinct().Order()];
        return (changes, new Stretch?[changes.Length + 1]);
    }

    private (Agreement, AgreementVersion)[] InForce(Instant at) =>
    [
        .. from agreement in Agreements
           let version = agreement.InForce(at)
           where version is not null
           orderby version.Scope.CriteriaCount descending
           select (agreement, version),
    ];

    private sealed class Stretch((Agreement Agreement, AgreementVersion Version)[] all)
    {
        internal (Agreement Agreement, AgreementVersion Version)[] All => all;

        internal (Agreement, AgreementVersion)[][] Promising { get; } =
            [.. Enum.GetValues<Promise>().Select(promise => Array.FindAll(all, f => f.Version.Commitments.Any(c => c.Promise == promise)))];
    }
}
