using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Rules;

namespace SmarketingHub.Engine.Replay;

/// <summary>What was in force at each moment: as it was, or with a draft in place of one agreement's versions for a period.</summary>
/// <param name="known">
/// From which line of the ledger on each version had been signed, and its end been said: two things may happen in one millisecond,
/// and a clock may be set back.
/// </param>
internal sealed class InForceThen(
    Company company, IReadOnlyDictionary<(long Agreement, int Version), (long Signed, long Ended)> known,
    ReplayRequest request, AgreementVersion? draft)
{
    private readonly Instant draftFrom = DraftFrom(request, draft);

    private readonly ILookup<long, AgreementVersion> reTiming = company.Agreements
        .SelectMany(a => a.Versions.Where(v => v is { ReTimes: true, EffectiveAt: not null }).Select(v => (a.Id, Version: v)))
        .ToLookup(v => v.Id, v => v.Version);

    private readonly Instant[] changes =
    [
        .. company.Agreements.SelectMany(a => a.Versions).SelectMany(v => new[] { v.EffectiveAt, v.EndsAt }).OfType<Instant>()
            .Append(request.From).Append(request.To).Append(DraftFrom(request, draft)).Distinct().Order(),
    ];
    private readonly Dictionary<int, ((Agreement Agreement, AgreementVersion Version)[] InForce, long KnownFrom)> stretches = [];

    internal Company Company => company;

    /// <summary>Something re-times clocks, at some time.</summary>
    internal bool ReTimes => reTiming.Count > 0 || draft is { ReTimes: true };

    /// <summary>A copy for another thread.</summary>
    internal InForceThen Copy() => new(company, known, request, draft);

    /// <summary>As a turn would have chosen it then.</summary>
    /// <param name="concerns">The agreement in question is about this lead, has such a commitment and was asked.</param>
    internal Choice? Choose(PromiseStart start, long sequence, out bool concerns)
    {
        var isConcerned = false;
        var choice = Choice.Of(start, At(start.From, sequence), (agreement, _, _, inScope, _) =>
            isConcerned |= inScope && agreement.Id == request.Agreement);
        concerns = isConcerned;
        return choice;
    }

    /// <summary>
    /// Judged again: by the version that a clock has moved to, else by what was in force when it started; null: none, or its
    /// agreement has ended meanwhile.
    /// </summary>
    internal Choice? ChooseAgain(ReplayedClock clock, PromiseStart start, Instant now, long sequence)
    {
        var versions = clock.MovedAt > clock.StartedAt ? [(clock.Choice.Agreement, clock.Choice.Version)] : At(clock.StartedAt, sequence);
        var choice = Choice.Of(start, versions);
        return choice is not null && At(now, sequence).Any(v => v.Agreement.Id == choice.Agreement.Id) ? choice : null;
    }

    /// <summary>
    /// When an agreement ends that is in force at an instant by this version; null: it does not, or by the draft that stands for
    /// all its versions.
    /// </summary>
    internal Instant? EndOf(Agreement agreement, AgreementVersion version, Instant at) =>
        version == draft ? null : agreement.Versions.Select(v => v.EndsAt).Where(end => end > at).Min();

    /// <summary>Whether the end that a clock knows of had been said by a line of the ledger: a clock may be set back over it.</summary>
    internal bool IsEndSaid(ReplayedClock clock, long sequence) =>
        clock.EndsAt is null
        || clock.Choice.Agreement.Versions.Exists(v => v.EndsAt == clock.EndsAt && KnownOf(clock.Choice.Agreement, v).Ended <= sequence);

    internal bool IsDraft(AgreementVersion version) => version == draft;

    /// <summary>The version that re-times this clock next, and when, by what was signed before a line of the ledger.</summary>
    internal (Instant At, AgreementVersion Version)? NextReTiming(ReplayedClock clock, long sequence)
    {
        var (agreement, version, _) = clock.Choice;
        // The draft is judged by what it says itself.
        if (version == draft)
            return null;
        var isDraftToCome = draft is { ReTimes: true } && agreement.Id == request.Agreement
            && draftFrom >= clock.StartedAt && !clock.IsKeptAgainstDraft;
        (Instant At, AgreementVersion Version)? next = isDraftToCome ? (draftFrom, draft!) : null;
        foreach (var other in reTiming[agreement.Id])
            if (ReTiming.Concerns(clock, other) && other.EffectiveAt is { } at
                && !(agreement.Id == request.Agreement && IsDrafted(at)) && KnownOf(agreement, other).Signed <= sequence
                && !(next is { } first && (first.At, first.Version.Number).CompareTo((at, other.Number)) <= 0))
                next = (at, other);
        return next;
    }

    private bool IsDrafted(Instant at) => draft is not null && draftFrom <= at && at < request.To;

    // One that re-times may say from when; else it is in force for the whole period.
    private static Instant DraftFrom(ReplayRequest request, AgreementVersion? draft) =>
        draft is { ReTimes: true, From: { } from } && from > request.From && from < request.To ? from : request.From;

    private (Agreement Agreement, AgreementVersion Version)[] At(Instant at, long sequence)
    {
        var found = Array.BinarySearch(changes, at);
        var stretch = found >= 0 ? found : ~found - 1;
        if (!stretches.TryGetValue(stretch, out var there))
            stretches[stretch] = there = (Find(at, long.MaxValue), KnownFrom(at));
        return sequence >= there.KnownFrom ? there.InForce : Find(at, sequence);
    }

    private long KnownFrom(Instant at) => company.Agreements
        .SelectMany(a => a.Versions.Where(v => v.EffectiveAt <= at).Select(v => (v.EndsAt, Known: KnownOf(a, v)))
            .Select(v => v.EndsAt <= at ? Math.Max(v.Known.Signed, v.Known.Ended) : v.Known.Signed)).DefaultIfEmpty(0).Max();

    private (Agreement Agreement, AgreementVersion Version)[] Find(Instant at, long sequence) =>
    [
        .. from agreement in company.Agreements
           let version = VersionAt(agreement, at, sequence)
           where version is not null
           orderby version.Scope.CriteriaCount descending
           select (agreement, version),
    ];

    private AgreementVersion? VersionAt(Agreement agreement, Instant at, long sequence)
    {
        if (draft is not null && agreement.Id == request.Agreement && IsDrafted(at))
            return draft;
        var signed = agreement.Versions.FindAll(v => KnownOf(agreement, v).Signed <= sequence)
            .ConvertAll(v => KnownOf(agreement, v).Ended <= sequence ? v : v with { EndsAt = null });
        return (agreement with { Versions = signed }).InForce(at) is { } then ? agreement.Version(then.Number) : null;
    }

    private (long Signed, long Ended) KnownOf(Agreement agreement, AgreementVersion version) =>
        known.GetValueOrDefault((agreement.Id, version.Number));
}
