using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Pace;

/// <summary>How hand-offs were answered.</summary>
/// <param name="Returned">For the giver's reasons.</param>
/// <param name="TimedOut">By the ladder; counts against neither side.</param>
/// <param name="Rerouted">Returned for reasons that are nobody's fault: wrong territory, not now, and so on.</param>
public sealed record Answers(int Accepted, int Returned, int TimedOut, int Rerouted)
{
    public static readonly Answers None = new(0, 0, 0, 0);

    /// <summary>Accepted ÷ (accepted + returned for the giver's reasons), in percent; null: none of them.</summary>
    public decimal? Share => Sample == 0 ? null : 100m * Accepted / Sample;

    public int Sample => Accepted + Returned;

    public static Answers operator +(Answers a, Answers b) =>
        new(a.Accepted + b.Accepted, a.Returned + b.Returned, a.TimedOut + b.TimedOut, a.Rerouted + b.Rerouted);
}

/// <param name="Source">Null: unknown.</param>
public sealed record SourceAnswers(string? Source, Answers Answers);

/// <summary>What a count leaves out, and why; of those that fall into its period.</summary>
/// <param name="Unfit">Outside the agreement's scope or the commitment's condition.</param>
/// <param name="NotPassed">Goals: neither of the two had accepted it from the other.</param>
public sealed record LeftOut(int NotNew, int Withdrawn, int Duplicates, int Unfit, int NotPassed)
{
    public int All => NotNew + Withdrawn + Duplicates + Unfit + NotPassed;
}

/// <summary>Why something is not counted.</summary>
public enum LeftOutWhy
{
    NotNew,
    Withdrawn,
    Duplicate,

    /// <summary>Outside the agreement's scope or the commitment's condition.</summary>
    Unfit,

    /// <summary>Goals: neither of the two had accepted it from the other.</summary>
    NotPassed,
}

/// <summary>One lead, or one answer, that counts for a period or is left out of it, and when it came.</summary>
/// <param name="Amount">1, an amount, or a worth; 0: none is known.</param>
/// <param name="Answers">Of quality: one.</param>
/// <param name="Why">Null: it counts.</param>
public readonly record struct PeriodLead(long LeadId, Instant At, decimal Amount, Answers Answers, LeftOutWhy? Why = null);

/// <summary>Counts one period commitment over leads' ways. A lead that passed through two agreements counts in both.</summary>
internal sealed class PeriodCount(
    Agreement agreement, Terms terms, PeriodCommitment commitment, PeriodSpan span, Func<LeadFacts, bool>? only = null)
{
    private readonly ByWord<Total> bySource = new();
    private readonly List<PeriodLead> counted = [], leftOut = [];

    private sealed class Total
    {
        internal Answers Answers { get; set; } = Answers.None;
    }

    internal PeriodCommitment Commitment => commitment;

    /// <summary>Each that was counted, in no order: together they are all of the sums.</summary>
    internal IReadOnlyList<PeriodLead> Counted => counted;
    internal PeriodSpan Span => span;

    /// <summary>Leads or an amount; not for quality.</summary>
    internal decimal Sum { get; private set; }
    internal int Leads { get; private set; }

    /// <summary>Counted leads of which no amount or worth is known.</summary>
    internal int Unpriced { get; private set; }
    internal Answers Answers => BySource.Aggregate(Answers.None, (sum, s) => sum + s.Answers);
    internal LeftOut LeftOut => new(Left(LeftOutWhy.NotNew), Left(LeftOutWhy.Withdrawn), Left(LeftOutWhy.Duplicate), Left(LeftOutWhy.Unfit),
        Left(LeftOutWhy.NotPassed));

    /// <summary>Each that fell into the period and was not counted.</summary>
    internal IReadOnlyList<PeriodLead> NotCounted => leftOut;

    /// <summary>What is held against the promise: of those that each source must reach, the lowest; null: a share of nothing.</summary>
    internal decimal? Reached => commitment.Kind != PeriodKind.Quality ? Sum
        : commitment.BySource ? PaceOf.LowestOf(BySource)?.Answers.Share : Answers.Share;

    internal IReadOnlyList<SourceAnswers> BySource =>
    [
        .. bySource.All.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new SourceAnswers(
            s.Key.Length == 0 ? null : s.Key, s.Group.Answers)),
    ];

    internal void Add(LeadPath path)
    {
        switch (commitment.Measure)
        {
            case Measure.Leads or Measure.ExpectedWorth: Volume(path); break;
            case Measure.AcceptedShare: Quality(path); break;
            case Measure.Qualified: Goal(path, path.Qualified, false); break;
            case Measure.Pipeline: Goal(path, path.Converted, true); break;
            default: Goal(path, path.Won, true); break;
        }
    }

    private void Volume(LeadPath path)
    {
        if (path.First(agreement.Giver, agreement.Receiver) is not { } first)
        {
            if (path.Passes.Find(p => p.Is(agreement.Giver, agreement.Receiver) && span.Contains(p.At)) is { } withdrawn)
                LeaveOut(path, withdrawn.At, LeftOutWhy.Withdrawn);
            return;
        }
        if (!span.Contains(first.At))
            return;
        if (!path.CountsAsNew)
            LeaveOut(path, first.At, LeftOutWhy.NotNew);
        else if (Counts(path, first.Facts, first.At))
            Take(path, first.At, first.Worth, commitment.Measure == Measure.ExpectedWorth);
    }

    // Each hand-off counts once: as it was answered last, in the period of that answer.
    private void Quality(LeadPath path)
    {
        foreach (var pass in path.Passes)
        {
            if (!pass.Is(agreement.Giver, agreement.Receiver) || pass.AnsweredAt is not { } answered || !span.Contains(answered))
                continue;
            if (pass.Withdrawn)
                LeaveOut(path, answered, LeftOutWhy.Withdrawn);
            else if (Counts(path, pass.Facts, answered))
            {
                var answer = Of(pass.Returned);
                bySource.Of(pass.Facts.Source).Answers += answer;
                counted.Add(new(path.Id, answered, 0, answer));
            }
        }
    }

    private static Answers Of(ReturnReason? returned) => returned switch
    {
        null => new(1, 0, 0, 0),
        ReturnReason.TimedOut => new(0, 0, 1, 0),
        { } reason when reason.CountsAgainstGiver() => new(0, 1, 0, 0),
        _ => new(0, 0, 0, 1),
    };

    private void Goal(LeadPath path, Reached? reached, bool amount)
    {
        if (reached is null || !span.Contains(reached.At))
            return;
        if (!path.HadPassed(agreement.Giver, agreement.Receiver, reached.At))
            LeaveOut(path, reached.At, LeftOutWhy.NotPassed);
        else if (Counts(path, reached.Facts, reached.At))
            Take(path, reached.At, reached.Amount, amount);
    }

    private bool Counts(LeadPath path, LeadFacts facts, Instant at)
    {
        if (only?.Invoke(facts) == false)
            return false;
        var fits = terms.Scope.WhyNot(facts) is null && commitment.Condition.WhyNot(facts) is null;
        if (path.IsDuplicate || !fits)
            LeaveOut(path, at, path.IsDuplicate ? LeftOutWhy.Duplicate : LeftOutWhy.Unfit);
        return fits && !path.IsDuplicate;
    }

    private void LeaveOut(LeadPath path, Instant at, LeftOutWhy why) => leftOut.Add(new(path.Id, at, 0, Answers.None, why));

    private int Left(LeftOutWhy why) => leftOut.Count(lead => lead.Why == why);

    private void Take(LeadPath path, Instant at, decimal? price, bool priced)
    {
        Leads++;
        var amount = priced ? price ?? 0 : 1;
        Sum += amount;
        counted.Add(new(path.Id, at, amount, Answers.None));
        Unpriced += priced && price is null ? 1 : 0;
    }
}
