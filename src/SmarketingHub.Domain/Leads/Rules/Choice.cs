using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;

namespace SmarketingHub.Domain.Leads.Rules;

/// <summary>The commitment by which a promise is judged.</summary>
public sealed record Choice(Agreement Agreement, AgreementVersion Version, Commitment Commitment)
{
    /// <summary>Is told of each commitment that was looked at.</summary>
    /// <param name="inScope">The lead is in the scope of its agreement.</param>
    /// <param name="fits">It is the one.</param>
    public delegate void LookedAt(Agreement agreement, AgreementVersion version, Commitment commitment, bool inScope, bool fits);

    /// <summary>The first commitment to the promise, of the versions in their order, that fits; null: none does.</summary>
    public static Choice? Of(
        PromiseStart wanted, IEnumerable<(Agreement Agreement, AgreementVersion Version)> versions, LookedAt? lookedAt = null)
    {
        foreach (var (agreement, version) in versions)
        {
            bool? inScope = null;
            foreach (var commitment in version.Commitments)
            {
                if (commitment.Promise != wanted.Promise || wanted.OwedBy?.Contains(commitment.OwedBy) == false
                    || !agreement.IsBetween(commitment.OwedBy, wanted.Other))
                    continue;
                inScope ??= version.Scope.WhyNot(wanted.Facts) is null;
                var fits = inScope.Value && commitment.Starts == wanted.Starts && commitment.Condition.WhyNot(wanted.Facts) is null;
                lookedAt?.Invoke(agreement, version, commitment, inScope.Value, fits);
                if (fits)
                    return new(agreement, version, commitment);
            }
        }
        return null;
    }

    /// <summary>Why a commitment that was looked at is not the one; null: it is.</summary>
    public static string? WhyNot(AgreementVersion version, Commitment commitment, PromiseStart wanted) =>
        version.Scope.WhyNot(wanted.Facts) ?? commitment.Condition.WhyNot(wanted.Facts)
        ?? (commitment.Starts == wanted.Starts ? null : $"starts at {commitment.Starts.ToString().ToLowerInvariant()}");

    /// <summary>What a clock that is judged again is chosen for: the same promise between the same two, by the facts of now.</summary>
    /// <param name="handoff">The clock's; null: it has none.</param>
    public static PromiseStart Again(IClockFacts clock, Commitment commitment, Handoff? handoff, LeadFacts facts)
    {
        var other = handoff?.To == clock.OwedBy ? handoff.From : handoff?.To;
        return new(clock.Promise, commitment.Starts, [clock.OwedBy], other, facts, clock.StartedAt, clock.Person, handoff);
    }

    /// <summary>Another sentence than that by which a clock runs, judged again: it is replaced.</summary>
    public bool Replaces(long agreement, string commitment) => Commitment.Id != commitment || Agreement.Id != agreement;
}
