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
    private readonly Instant draftFrom = DraftFrom(question, draft);

    private readonly ILookup<long, AgreementVersion> reTiming = company.Agreements
        .SelectMany(a => a.Versions.Where(v => v is { ReTimes: true, EffectiveAt: not null }).Select(v => (a.Id, Version: v))).ToLookup(v => v.Id, v => v.Version);

    private readonly record struct Entry(Agreement Agreement, AgreementVersion Version);

    private readonly Instant[] changes =
    [
        .. company.Agreements.SelectMany(a => a.Versions).SelectMany(v => new[] { v.EffectiveAt, v.EndsAt }).OfType<Instant>()
            .Append(question.From).Append(question.To).Append(DraftFrom(question, draft)).Distinct().Order(),
    ];
    private readonly Dictionary<int, (Entry[] Entries, long KnownFrom)> stretches = [];

    internal Company Company => company;

    /// <summary>Something re-times clocks, at some time.</summary>
    internal bool ReTimes => reTiming.Count > 0 || draft is { ReTimes: true };

    /// <summary>A copy for another thread.</summary>
    internal InForceThen Copy() => new(company, known, question, draft);

    /// <summary>The first commitment to this promise whose condition matches, as a turn would have chosen it then.</summary>
    /// <param name="owedBy">By one of these; null: by anybody.</param>
    /// <param name="concerns">The agreement in question is about this lead, has such a commitment and was asked.</param>
    internal Choice? Choose(
        Promise promise, StartsAt starts, string[]? owedBy, string? other, LeadFacts facts, Instant at, long sequence, out bool concerns)
    {
        return Choose(At(at, sequence), promise, starts, owedBy, other, facts, at, out concerns);
    }

    /// <summary>Judged again: by the version that a clock has moved to, else by what was in force when it started; null: none, or its agreement has ended meanwhile.</summary>
    internal Choice? ChooseAgain(ReplayedClock clock, string? other, LeadFacts facts, Instant now, long sequence)
    {
        var entries = clock.MovedAt > clock.StartedAt ? [new(clock.Choice.Agreement, clock.Choice.Version)] : At(clock.StartedAt, sequence);
        var choice = Choose(entries, clock.Ask.Promise, clock.Commitment.Starts, [clock.Commitment.OwedBy], other, facts, clock.StartedAt, out _);
        return choice is not null && At(now, sequence).Any(e => e.Agreement.Id == choice.Agreement.Id) ? choice : null;
    }

    private Choice? Choose(
        IEnumerable<Entry> entries, Promise promise, StartsAt starts, string[]? owedBy, string? other, LeadFacts facts, Instant at, out bool concerns)
    {
        concerns = false;
        foreach (var (agreement, version) in entries)
        {
            bool? inScope = null;
            foreach (var commitment in version.Commitments)
            {
                if (commitment.Promise != promise || owedBy is not null && !owedBy.Contains(commitment.OwedBy) || !agreement.IsBetween(commitment.OwedBy, other))
                    continue;
                inScope ??= version.Scope.WhyNot(facts) is null;
                concerns |= inScope.Value && agreement.Id == question.Agreement;
                if (inScope.Value && commitment.Starts == starts && commitment.Condition.WhyNot(facts) is null)
                    return new(agreement, version, commitment, EndOf(agreement, version, at));
            }
        }
        return null;
    }

    /// <summary>When an agreement ends that is in force at an instant by this version; null: it does not, or by the draft that stands for all its versions.</summary>
    internal Instant? EndOf(Agreement agreement, AgreementVersion version, Instant at) =>
        version == draft ? null : agreement.Versions.Select(v => v.EndsAt).Where(end => end > at).Min();

    /// <summary>Whether the end that a clock knows of had been said by a line of the ledger: a clock may be set back over it.</summary>
    internal bool IsEndSaid(Choice choice, long sequence) =>
        choice.EndsAt is null || choice.Agreement.Versions.Exists(v => v.EndsAt == choice.EndsAt && KnownOf(choice.Agreement, v).Ended <= sequence);

    /// <summary>The version that re-times this clock next, and when, by what was signed before a line of the ledger.</summary>
    internal (Instant At, AgreementVersion Version)? NextReTiming(ReplayedClock clock, long sequence)
    {
        var (agreement, version, _, _) = clock.Choice;
        // The draft is judged by what it says itself.
        if (version == draft)
            return null;
        (Instant At, AgreementVersion Version)? next = draft is { ReTimes: true } && agreement.Id == question.Agreement && draftFrom >= clock.StartedAt && clock.KeptAgainst != draft
            ? (draftFrom, draft) : null;
        foreach (var other in reTiming[agreement.Id])
            if (other.EffectiveAt is { } at && at >= clock.StartedAt && other.Number > version.Number && !(KeptNumber(clock) >= other.Number)
                && !(agreement.Id == question.Agreement && IsDrafted(at)) && KnownOf(agreement, other).Signed <= sequence
                && !(next is { } first && (first.At, first.Version.Number).CompareTo((at, other.Number)) <= 0))
                next = (at, other);
        return next;
    }

    private int? KeptNumber(ReplayedClock clock) => clock.KeptAgainst is { } kept && kept != draft ? kept.Number : null;

    private bool IsDrafted(Instant at) => draft is not null && draftFrom <= at && at < question.To;

    // One that re-times may say from when; else it is in force for the whole period.
    private static Instant DraftFrom(ReplayQuestion question, AgreementVersion? draft) =>
        draft is { ReTimes: true, From: { } from } && from > question.From && from < question.To ? from : question.From;

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
        if (draft is not null && agreement.Id == question.Agreement && IsDrafted(at))
            return draft;
        var signed = agreement.Versions.FindAll(v => KnownOf(agreement, v).Signed <= sequence).ConvertAll(v => KnownOf(agreement, v).Ended <= sequence ? v : v with { EndsAt = null });
        return (agreement with { Versions = signed }).InForce(at) is { } then ? agreement.Version(then.Number) : null;
    }

    private (long Signed, long Ended) KnownOf(Agreement agreement, AgreementVersion version) => known.GetValueOrDefault((agreement.Id, version.Number));
}
