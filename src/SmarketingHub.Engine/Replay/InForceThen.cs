using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Replay;

/// <summary>The commitment by which a promise is judged.</summary>
/// <param name="EndsAt">When its agreement ended.</param>
internal sealed record Choice(Agreement Agreement, AgreementVersion Version, Commitment Commitment, Instant? EndsAt);

/// <summary>What was in force at each moment: as it was, or with a draft in place of one agreement's versions for a period.</summary>
/// <param name="known">From which line of the ledger on each version had been signed, and its end been said: two things may happen in one millisecond, and a clock may be set back.</param>
internal sealed class InForceThen(
    Company company, IReadOnlyDictionary<(long Agreement, int Version), (long Signed, long Ended)> known, ReplayQuestion question, AgreementVersion? draft)
{
    private readonly record struct Entry(Agreement Agreement, AgreementVersion Version);

    private readonly Instant[] changes =
    [
        .. company.Agreements.SelectMany(a => a.Versions).SelectMany(v => new[] { v.EffectiveAt, v.EndsAt }).OfType<Instant>()
            .Append(question.From).Append(question.To).Distinct().Order(),
    ];
    private readonly Dictionary<int, (Entry[] Entries, long KnownFrom)> stretches = [];

    internal Company Company => company;

    /// <summary>A copy for another thread.</summary>
    internal InForceThen Copy() => new(company, known, question, draft);

    /// <summary>The first commitment to this promise whose condition matches, as a turn would have chosen it then.</summary>
    /// <param name="owedBy">By one of these; null: by anybody.</param>
    /// <param name="concerns">The agreement in question has such a commitment and was asked.</param>
    internal Choice? Choose(
        Promise promise, StartsAt starts, string[]? owedBy, string? other, LeadFacts facts, Instant at, long sequence, out bool concerns)
    {
        concerns = false;
        foreach (var (agreement, version) in At(at, sequence))
        {
            bool? inScope = null;
            foreach (var commitment in version.Commitments)
            {
                if (commitment.Promise != promise || owedBy is not null && !owedBy.Contains(commitment.OwedBy) || !agreement.IsBetween(commitment.OwedBy, other))
                    continue;
                concerns |= agreement.Id == question.Agreement;
                inScope ??= version.Scope.WhyNot(facts) is null;
                if (inScope.Value && commitment.Starts == starts && commitment.Condition.WhyNot(facts) is null)
                    return new(agreement, version, commitment, version == draft ? null : agreement.Versions.Select(v => v.EndsAt).Where(end => end > at).Min());
            }
        }
        return null;
    }

    private Entry[] At(Instant at, long sequence)
    {
        var found = Array.BinarySearch(changes, at);
        var stretch = found >= 0 ? found : ~found - 1;
        if (!stretches.TryGetValue(stretch, out var there))
            stretches[stretch] = there = (Find(at, long.MaxValue), KnownFrom(at));
        return sequence >= there.KnownFrom ? there.Entries : Find(at, sequence);
    }

    private long KnownFrom(Instant at) => company.Agreements
        .SelectMany(a => a.Versions.Where(v => v.EffectiveAt <= at).Select(v => (v.EndsAt, Known: known.GetValueOrDefault((a.Id, v.Number))))
            .Select(v => v.EndsAt <= at ? Math.Max(v.Known.Signed, v.Known.Ended) : v.Known.Signed)).DefaultIfEmpty(0).Max();

    private Entry[] Find(Instant at, long sequence) =>
    [
        .. from agreement in company.Agreements
           let version = VersionAt(agreement, at, sequence)
           where version is not null
           orderby version.Scope.Asks descending
           select new Entry(agreement, version),
    ];

    private AgreementVersion? VersionAt(Agreement agreement, Instant at, long sequence)
    {
        if (draft is not null && agreement.Id == question.Agreement && question.From <= at && at < question.To)
            return draft;
        var signed = agreement.Versions.FindAll(v => KnownOf(agreement, v).Signed <= sequence).ConvertAll(v => KnownOf(agreement, v).Ended <= sequence ? v : v with { EndsAt = null });
        return (agreement with { Versions = signed }).InForce(at) is { } then ? agreement.Version(then.Number) : null;
    }

    private (long Signed, long Ended) KnownOf(Agreement agreement, AgreementVersion version) => known.GetValueOrDefault((agreement.Id, version.Number));
}
