using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Replay;

/// <summary>What became of a promise.</summary>
public enum Verdict
{
    /// <summary>Nothing was promised: no commitment covers the lead.</summary>
    Uncovered,
    Met,
    Breached,

    /// <summary>Not due yet.</summary>
    Open,

    /// <summary>Nobody owed it any more before it was due.</summary>
    Void,
}

/// <param name="Sequence">The ledger was read up to here.</param>
/// <param name="AsItWas">By the clocks that really ran.</param>
/// <param name="Unlike">
/// Leads of which a replay of what really was in force says something else than their clocks: none, but where the ledger
/// is older than what is needed for that. The first of them.
/// </param>
public sealed record ReplayResult(
    Instant From, Instant To, long Sequence, Figures AsItWas, IReadOnlyList<DraftResult> Drafts, IReadOnlyList<ChangedLead> Unlike);

/// <param name="ChangedLeads">Leads with a verdict that differs from what really was.</param>
/// <param name="Changes">The first of them, by their ids.</param>
public sealed record DraftResult(int Version, Figures Figures, int ChangedLeads, IReadOnlyList<ChangedLead> Changes);

/// <summary>Counts of promises, by their first rounds.</summary>
/// <param name="Leads">Leads with at least one promise of these.</param>
/// <param name="Breached">Without the excused.</param>
/// <param name="Uncovered">Called for, and no commitment covers the lead.</param>
/// <param name="Paused">Of all covered: held for a while.</param>
/// <param name="Excused">Breached, and really excused by a team lead.</param>
/// <param name="Corrected">Of the met: by evidence that came late.</param>
public sealed record Figures(
    int Leads, int Met, int Breached, int Open, int Void, int Uncovered, int Paused, int Excused, int Corrected,
    IReadOnlyList<PromiseFigures> Promises, IReadOnlyList<CommitmentFigures> Commitments, IReadOnlyList<WorstHour> WorstHours)
{
    /// <summary>Promises that some commitment covers.</summary>
    public int Judged => Met + Breached + Open + Void + Excused;

    /// <summary>0 to 1; null: nothing was decided.</summary>
    public decimal? Share => ShareOf(Met, Breached);

    internal static decimal? ShareOf(int met, int breached) => met + breached == 0 ? null : (decimal)met / (met + breached);
}

/// <summary>All commitments to one promise together.</summary>
/// <param name="Median">Business time from the start until it was done, in time or not; null: it never was.</param>
public sealed record PromiseFigures(Promise Promise, int Met, int Breached, int Open, int Void, int Excused, Duration? Median)
{
    /// <summary>0 to 1; null: nothing was decided.</summary>
    public decimal? Share => Figures.ShareOf(Met, Breached);
}

/// <param name="Median">Business time from the start until it was done, in time or not; null: it never was.</param>
public sealed record CommitmentFigures(
    long Agreement, string Commitment, Promise Promise, string OwedBy, int Met, int Breached, int Open, int Void, int Excused,
    Duration? Median)
{
    /// <summary>0 to 1; null: nothing was decided.</summary>
    public decimal? Share => Figures.ShareOf(Met, Breached);
}

/// <summary>An hour of the week in the calendar's zone, and how many breaches fell into it.</summary>
/// <param name="Hour">0 to 23.</param>
public sealed record WorstHour(IsoDayOfWeek Day, int Hour, int Breaches);

public sealed record ChangedLead(long Lead, IReadOnlyList<ChangedPromise> Promises);

public sealed record ChangedPromise(Promise Promise, string OwedBy, Instant StartedAt, Judgement Was, Judgement WouldBe);

/// <summary>One verdict and what it rests on; nothing but the verdict where nothing was promised.</summary>
/// <param name="DoneAt">When what was promised was done, in time or not.</param>
public sealed record Judgement(
    Verdict Verdict, long? Agreement = null, int? Version = null, string? Commitment = null, Instant? DueAt = null, Instant? DoneAt = null,
    bool Paused = false, bool Excused = false, bool Corrected = false);
