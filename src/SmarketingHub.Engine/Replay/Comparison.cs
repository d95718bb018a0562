using NodaTime;

namespace SmarketingHub.Engine.Replay;

/// <summary>The variants beside what really was, of the leads of one thread: counts of each, and the leads whose verdicts change.</summary>
internal sealed class Comparison(ReplayRequest request, Instant asOf)
{
    /// <summary>The variant of what was in force; the drafts follow.</summary>
    internal const int AsItWas = 0;

    private readonly Counts[] counts = [.. Enumerable.Range(0, request.Drafts.Count + 1).Select(_ => new Counts())];
    private readonly int[] changedLeads = new int[request.Drafts.Count];
    private readonly List<ChangedLead> unlike = [];
    private readonly List<ChangedLead>[] changes = [.. request.Drafts.Select(_ => new List<ChangedLead>())];

    internal void Add(LeadReplay replay)
    {
        var promises = replay.Promises.Where(p => p.From >= request.From && p.From < request.To).ToList();
        if (promises.Count == 0)
            return;
        for (var variant = 0; variant < counts.Length; variant++)
        {
            var touched = false;
            foreach (var promise in promises.Where(p => Concerns(p, variant)))
                touched |= Count(promise, variant);
            if (touched)
                counts[variant].Lead();
            if (variant > AsItWas)
                Compare(replay.Lead.Id, promises, variant);
        }
        Prove(replay, promises);
    }

    private bool Concerns(ReplayedPromise promise, int variant) =>
        promise.Concerns[AsItWas] || promise.Concerns[variant] || promise.Was?.Started.Agreement == request.Agreement
        || variant == AsItWas && promise.Concerns.Contains(true);

    private bool Count(ReplayedPromise promise, int variant)
    {
        var clock = promise.Clocks[variant];
        var judged = variant == AsItWas ? Was(promise) : WouldBe(promise, variant);
        if (judged.Agreement is not null)
            counts[variant].Count(judged, promise.Promise, variant == AsItWas ? promise.Was!.Started.OwedBy : clock!.OwedBy, clock);
        else if (variant == AsItWas ? promise.WasUncovered : promise.Uncovered[variant])
            counts[variant].Uncovered();
        else
            return false;
        return true;
    }

    private void Compare(long lead, List<ReplayedPromise> promises, int variant)
    {
        var changed = promises.Where(p => Concerns(p, variant) && p.VerdictIn(variant) != p.WasVerdict(asOf)).ToList();
        if (changed.Count == 0)
            return;
        var draft = variant - 1;
        changedLeads[draft]++;
        if (changes[draft].Count < request.MostChanges)
            changes[draft].Add(new(lead, [.. changed.Select(promise => Changed(promise, variant, promise.Clocks[variant]?.OwedBy))]));
    }

    // The replay's own proof: what was in force gives what was.
    private void Prove(LeadReplay replay, List<ReplayedPromise> promises)
    {
        if (unlike.Count >= request.MostChanges)
            return;
        var differing = promises.Where(promise => Concerns(promise, AsItWas) && IsUnlike(promise))
            .Select(promise => Changed(promise, AsItWas, null))
            .Concat(replay.Unexplained.Where(Concerns).Select(Unexplained))
            .ToList();
        if (differing.Count > 0)
            unlike.Add(new(replay.Lead.Id, differing));
    }

    private bool Concerns(RealClock was) =>
        was.Started.Agreement == request.Agreement && was.Started.StartedAt >= request.From && was.Started.StartedAt < request.To;

    private ChangedPromise Changed(ReplayedPromise promise, int variant, string? owedBy) => new(
        promise.Promise, owedBy ?? promise.Was?.Started.OwedBy ?? promise.OwedBy, promise.From, Was(promise), WouldBe(promise, variant));

    private ChangedPromise Unexplained(RealClock was) => new(
        was.Started.Promise, was.Started.OwedBy, was.Started.StartedAt, Was(was, was.DoneAt), new(Verdict.Uncovered));

    private bool IsUnlike(ReplayedPromise promise) => promise.Was is { } was
        ? WouldBe(promise, AsItWas) with { Excused = was.Excused } is var again
            && (again with { DoneAt = null } != Was(was, null) || again.Verdict == Verdict.Met && again.DoneAt != was.DoneAt)
        : promise.Clocks[AsItWas] is not null || promise.Uncovered[AsItWas] != promise.WasUncovered;

    private Judgement Was(ReplayedPromise promise) =>
        promise.Was is { } was ? Was(was, promise.Clocks[AsItWas]?.DoneAt ?? was.DoneAt) : new(Verdict.Uncovered);

    private Judgement Was(RealClock was, Instant? done) => new(
        was.VerdictAsOf(asOf), was.Started.Agreement, was.Version, was.Commitment, was.DueAt, done,
        was.WasHeld, was.Excused, was.Corrected);

    private static Judgement WouldBe(ReplayedPromise promise, int variant) =>
        promise.Clocks[variant] is not { } clock ? new(Verdict.Uncovered) : new(
        clock.Verdict, clock.Choice.Agreement.Id, clock.Choice.Version.Number, clock.Commitment.Id, clock.DueAt, clock.DoneAt,
        clock.WasHeld, clock.Verdict == Verdict.Breached && promise.Was?.Excused == true, clock.Corrected);

    internal void Add(Comparison other)
    {
        for (var variant = 0; variant < counts.Length; variant++)
            counts[variant].Add(other.counts[variant]);
        unlike.AddRange(other.unlike);
        for (var draft = 0; draft < changes.Length; draft++)
        {
            changedLeads[draft] += other.changedLeads[draft];
            changes[draft].AddRange(other.changes[draft]);
        }
    }

    private List<ChangedLead> FirstOf(List<ChangedLead> leads) => [.. leads.OrderBy(c => c.Lead).Take(request.MostChanges)];

    internal ReplayResult ToResult(long sequence)
    {
        var order = request.Drafts.SelectMany(d => d.Commitments).Select(c => c.Id).Distinct().ToList();
        return new(request.From, request.To, sequence, counts[AsItWas].ToFigures(order),
        [
            .. request.Drafts.Select((draft, i) => new DraftResult(
                draft.Number, counts[i + 1].ToFigures([.. draft.Commitments.Select(c => c.Id)]), changedLeads[i],
                FirstOf(changes[i]))),
        ], FirstOf(unlike));
    }
}
