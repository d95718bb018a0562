using NodaTime;

namespace SmarketingHub.Engine.Replay;

/// <summary>What one thread found: figures of each run, and the leads whose verdicts change.</summary>
internal sealed class Findings(ReplayQuestion question, Instant asOf)
{
    /// <summary>The run of what was in force; the drafts follow.</summary>
    internal const int AsItWas = 0;

    private readonly Tally[] tallies = [.. Enumerable.Range(0, question.Drafts.Count + 1).Select(_ => new Tally())];
    private readonly int[] changedLeads = new int[question.Drafts.Count];
    private readonly List<ChangedLead> unlike = [];
    private readonly List<ChangedLead>[] changes = [.. question.Drafts.Select(_ => new List<ChangedLead>())];

    internal void Add(LeadReplay replay)
    {
        var asks = replay.Asks.Where(a => a.From >= question.From && a.From < question.To).ToList();
        if (asks.Count == 0)
            return;
        for (var run = 0; run < tallies.Length; run++)
        {
            var touched = false;
            foreach (var ask in asks.Where(a => Concerns(a, run)))
                touched |= Count(ask, run);
            if (touched)
                tallies[run].Lead();
            if (run > AsItWas)
                Compare(replay.Lead.Id, asks, run);
        }
        Prove(replay, asks);
    }

    private bool Concerns(Ask ask, int run) =>
        ask.Concerns[AsItWas] || ask.Concerns[run] || ask.Was?.Started.Agreement == question.Agreement || run == AsItWas && ask.Concerns.Contains(true);

    private bool Count(Ask ask, int run)
    {
        var clock = ask.Clocks[run];
        var judged = run == AsItWas ? Was(ask) : WouldBe(ask, run);
        if (judged.Agreement is not null)
            tallies[run].Count(judged, ask.Promise, run == AsItWas ? ask.Was!.Started.OwedBy : clock!.Commitment.OwedBy, clock);
        else if (run == AsItWas ? ask.WasUncovered : ask.Uncovered[run])
            tallies[run].Uncovered();
        else
            return false;
        return true;
    }

    private void Compare(long lead, List<Ask> asks, int run)
    {
        var changed = asks.Where(a => Concerns(a, run) && a.VerdictIn(run) != a.WasVerdict(asOf)).ToList();
        if (changed.Count == 0)
            return;
        var draft = run - 1;
        changedLeads[draft]++;
        if (changes[draft].Count < question.MostChanges)
            changes[draft].Add(new(lead, [.. changed.Select(ask => new ChangedPromise(
                ask.Promise, ask.Clocks[run]?.Commitment.OwedBy ?? ask.Was?.Started.OwedBy ?? ask.OwedBy, ask.From, Was(ask), WouldBe(ask, run)))]));
    }

    // The replay's own proof: what was in force gives what was.
    private void Prove(LeadReplay replay, List<Ask> asks)
    {
        if (unlike.Count >= question.MostChanges)
            return;
        var differing = asks.Where(ask => Concerns(ask, AsItWas) && IsUnlike(ask))
            .Select(ask => new ChangedPromise(ask.Promise, ask.Was?.Started.OwedBy ?? ask.OwedBy, ask.From, Was(ask), WouldBe(ask, AsItWas)))
            .Concat(replay.Unasked.Where(was => was.Started.Agreement == question.Agreement && was.Started.StartedAt >= question.From && was.Started.StartedAt < question.To)
                .Select(was => new ChangedPromise(was.Started.Promise, was.Started.OwedBy, was.Started.StartedAt, Was(was, was.DoneAt), new(Verdict.Uncovered))))
            .ToList();
        if (differing.Count > 0)
            unlike.Add(new(replay.Lead.Id, differing));
    }

    private bool IsUnlike(Ask ask) => ask.Was is { } was
        ? WouldBe(ask, AsItWas) with { Excused = was.Excused } is var again
            && again with { DoneAt = null } != Was(was, null) | (again.Verdict == Verdict.Met && again.DoneAt != was.DoneAt)
        : ask.Clocks[AsItWas] is not null || ask.Uncovered[AsItWas] != ask.WasUncovered;

    private Judgement Was(Ask ask) => ask.Was is { } was ? Was(was, ask.Clocks[AsItWas]?.DoneAt ?? was.DoneAt) : new(Verdict.Uncovered);

    private Judgement Was(RealClock was, Instant? done) => new(
        was.VerdictAsOf(asOf), was.Started.Agreement, was.Version, was.Commitment, was.DueAt, done, was.WasHeld, was.Excused, was.Corrected);

    private static Judgement WouldBe(Ask ask, int run) => ask.Clocks[run] is not { } clock ? new(Verdict.Uncovered) : new(
        clock.Verdict, clock.Choice.Agreement.Id, clock.Choice.Version.Number, clock.Commitment.Id, clock.DueAt, clock.DoneAt,
        clock.WasHeld, clock.Verdict == Verdict.Breached && ask.Was?.Excused == true, clock.Corrected);

    internal void Add(Findings other)
    {
        for (var run = 0; run < tallies.Length; run++)
            tallies[run].Add(other.tallies[run]);
        unlike.AddRange(other.unlike);
        for (var draft = 0; draft < changes.Length; draft++)
        {
            changedLeads[draft] += other.changedLeads[draft];
            changes[draft].AddRange(other.changes[draft]);
        }
    }

    private List<ChangedLead> FirstOf(List<ChangedLead> leads) => [.. leads.OrderBy(c => c.Lead).Take(question.MostChanges)];

    internal ReplayResult ToResult(long sequence)
    {
        var order = question.Drafts.SelectMany(d => d.Commitments).Select(c => c.Id).Distinct().ToList();
        return new(question.From, question.To, sequence, tallies[AsItWas].ToFigures(order),
        [
            .. question.Drafts.Select((draft, i) => new DraftResult(
                draft.Number, tallies[i + 1].ToFigures([.. draft.Commitments.Select(c => c.Id)]), changedLeads[i],
                FirstOf(changes[i]))),
        ], FirstOf(unlike));
    }
}
