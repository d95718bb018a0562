using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>Which past period is judged.</summary>
public sealed record ReplayIn
{
    /// <summary>Promises that started from here on …</summary>
    public Instant? From { get; init; }

    /// <summary>… and before this instant.</summary>
    public Instant? To { get; init; }

    /// <summary>Further versions to be judged beside this one, three at most.</summary>
    public IReadOnlyList<int>? Against { get; init; }
}

/// <param name="Sequence">The ledger was read up to here.</param>
/// <param name="AsItWas">By the clocks that really ran.</param>
/// <param name="Versions">The version asked for first, then those in <c>against</c>.</param>
/// <param name="Unlike">Leads whose clocks cannot be told again from what the ledger has of them; their figures as it was stand.</param>
public sealed record ReplayOut(
    long Agreement, Instant From, Instant To, long Sequence, FiguresOut AsItWas, IReadOnlyList<ReplayedVersionOut> Versions,
    IReadOnlyList<long> Unlike)
{
    internal static ReplayOut Of(long agreement, ReplayResult result) => new(
        agreement, result.From, result.To, result.Sequence, FiguresOut.Of(result.AsItWas), [.. result.Drafts.Select(ReplayedVersionOut.Of)],
        [.. result.Unlike.Select(l => l.Lead)]);
}

/// <param name="ChangedLeads">Leads with a verdict that differs from what really was.</param>
/// <param name="Changes">The first of them, by their ids; <c>limit</c> says how many.</param>
public sealed record ReplayedVersionOut(int Version, FiguresOut Figures, int ChangedLeads, IReadOnlyList<ChangedLeadOut> Changes)
{
    internal static ReplayedVersionOut Of(DraftResult draft) => new(
        draft.Version, FiguresOut.Of(draft.Figures), draft.ChangedLeads,
        [.. draft.Changes.Select(c => new ChangedLeadOut(c.Lead, c.Promises))]);
}

/// <summary>Counts of promises, by their first rounds.</summary>
/// <param name="Judged">Promises that some commitment covers: met, breached, excused, open and void.</param>
/// <param name="Share">Met ÷ (met + breached), 0 to 1; null: nothing was decided.</param>
/// <param name="Breached">Without the excused.</param>
/// <param name="Paused">Of the judged: held for a while.</param>
/// <param name="Corrected">Of the met: by evidence that came late.</param>
public sealed record FiguresOut(
    int Leads, int Judged, decimal? Share, int Met, int Breached, int Open, int Void, int Uncovered, int Paused, int Excused, int Corrected,
    IReadOnlyList<PromiseFiguresOut> Promises, IReadOnlyList<CommitmentFiguresOut> Commitments, IReadOnlyList<WorstHourOut> WorstHours)
{
    internal static FiguresOut Of(Figures f) => new(
        f.Leads, f.Judged, Round(f.Share), f.Met, f.Breached, f.Open, f.Void, f.Uncovered, f.Paused, f.Excused, f.Corrected,
        [.. f.Promises.Select(PromiseFiguresOut.Of)], [.. f.Commitments.Select(CommitmentFiguresOut.Of)],
        [.. f.WorstHours.Select(h => new WorstHourOut(h.Day.ToString().ToLowerInvariant()[..3], h.Hour, h.Breaches))]);

    internal static decimal? Round(decimal? share) => share is { } known ? decimal.Round(known, 4) : null;
}

/// <summary>All commitments to one promise together.</summary>
/// <param name="Median">Business time until it was done, in time or not.</param>
public sealed record PromiseFiguresOut(
    Promise Promise, decimal? Share, int Met, int Breached, int Open, int Void, int Excused, string? Median)
{
    internal static PromiseFiguresOut Of(PromiseFigures p) => new(
        p.Promise, FiguresOut.Round(p.Share), p.Met, p.Breached, p.Open, p.Void, p.Excused,
        p.Median is { } median ? IsoDuration.Of(median) : null);
}

/// <param name="Agreement">The one that has the commitment; another than asked for where that one goes first.</param>
/// <param name="Median">Business time until it was done, in time or not.</param>
public sealed record CommitmentFiguresOut(
    long Agreement, string Commitment, Promise Promise, string OwedBy, decimal? Share, int Met, int Breached, int Open, int Void,
    int Excused, string? Median)
{
    internal static CommitmentFiguresOut Of(CommitmentFigures c) => new(
        c.Agreement, c.Commitment, c.Promise, c.OwedBy, FiguresOut.Round(c.Share), c.Met, c.Breached, c.Open, c.Void, c.Excused,
        c.Median is { } median ? IsoDuration.Of(median) : null);
}

/// <param name="Day"><c>mon</c> to <c>sun</c>, in the calendar's zone.</param>
/// <param name="Hour">0 to 23: from then on, for an hour.</param>
public sealed record WorstHourOut(string Day, int Hour, int Breaches);

/// <param name="Promises">Each verdict that differs: as it was, and as it would have been.</param>
public sealed record ChangedLeadOut(long Lead, IReadOnlyList<ChangedPromise> Promises);
