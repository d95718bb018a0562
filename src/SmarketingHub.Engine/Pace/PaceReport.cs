using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Pace;

/// <summary>One period commitment at a moment: where it is, where it should be by now, where it will end at this pace.</summary>
/// <param name="Actual">Leads, an amount, or the accepted share in percent; null: nothing was answered that a share could be of.</param>
/// <param name="ShouldBe">Amount × business time passed ÷ business time of the period; of a share all the time what was promised.</param>
/// <param name="Projected">Actual ÷ the passed share of business time; null in the first half business day, and for a share.</param>
/// <param name="Leads">How many leads were counted.</param>
/// <param name="Unpriced">Counted leads without an amount, or without a worth from their hand-off.</param>
/// <param name="Answers">Quality alone.</param>
/// <param name="BySource">Quality alone, when each source must reach it.</param>
public sealed record PaceOf(
    PeriodCommitment Commitment, PeriodSpan Span, decimal? Actual, decimal? ShouldBe, decimal? Projected, WorkingDays Days,
    int Leads, int Unpriced, LeftOut LeftOut, Answers? Answers, IReadOnlyList<SourceAnswers> BySource)
{
    /// <summary>
    /// Of those that must each reach it, the source with the lowest share; of two the one with more answers. Null: none was answered yet.
    /// </summary>
    public SourceAnswers? Lowest => LowestOf(BySource);

    internal static SourceAnswers? LowestOf(IReadOnlyList<SourceAnswers> all) =>
        all.Where(s => s.Answers.Sample > 0).OrderBy(s => s.Answers.Share).ThenByDescending(s => s.Answers.Sample).FirstOrDefault();

    /// <summary>What is held against the promise: where each source must reach it, the lowest.</summary>
    public decimal? Reached => Commitment.BySource ? Lowest?.Answers.Share : Actual;

    /// <summary>Day by day; its last one with something actual is this.</summary>
    public IReadOnlyList<BurnUpPoint> BurnUp { get; init; } = [];

    /// <summary>Each that was counted, in no order.</summary>
    public IReadOnlyList<PeriodLead> Counted { get; init; } = [];

    /// <summary>Each that fell into the period and was not counted.</summary>
    public IReadOnlyList<PeriodLead> NotCounted { get; init; } = [];

    /// <summary>What came in a period that was asked for beside; null: none was.</summary>
    public PaceInPeriod? Beside { get; init; }

    /// <summary>Null: it cannot be said.</summary>
    public bool? OnPace => Commitment.BySource
        ? Lowest is { } lowest ? !(lowest.Answers.Share < Commitment.Amount) : null
        // A part of a time is no exact number: what is a hair below it is there.
        : Actual is null || ShouldBe is null ? null : Actual >= decimal.Round(ShouldBe.Value, 9);

    internal static PaceOf Of(PeriodCount count, Instant at, WorkCalendar calendar, PeriodCount? beside = null)
    {
        var (commitment, days) = (count.Commitment, WorkingDays.Of(count.Span, at, calendar));
        var isShare = commitment.Kind == PeriodKind.Quality;
        return new(commitment, count.Span,
            isShare ? count.Answers.Share : count.Sum,
            isShare ? commitment.Amount : commitment.Amount * days.Share,
            isShare ? null : days.Project(count.Sum),
            days, isShare ? count.Answers.Sample : count.Leads, count.Unpriced, count.LeftOut,
            isShare ? count.Answers : null, isShare && commitment.BySource ? count.BySource : [])
        {
            BurnUp = Pace.BurnUp.Of(count, at, calendar),
            Counted = count.Counted,
            NotCounted = count.NotCounted,
            Beside = beside is null ? null : new(beside.Span, beside.Reached, beside.Counted),
        };
    }
}

/// <summary>What came of a promise in a period of any length.</summary>
/// <param name="Reached">What is held against the promise; null: a share of nothing.</param>
/// <param name="Counted">Each, in no order.</param>
public sealed record PaceInPeriod(PeriodSpan Span, decimal? Reached, IReadOnlyList<PeriodLead> Counted);

/// <summary>
/// The period commitments of one agreement at a moment, from the ledger as of then. Of the rows only which leads may matter is read.
/// </summary>
public static class PaceReport
{
    /// <param name="rows">Of one moment, if others write meanwhile: see <see cref="HubContext.BeginRead"/>.</param>
    /// <param name="company">Who agreed what.</param>
    /// <param name="agreement">Between which parties.</param>
    /// <param name="terms">Which of its texts: as a rule the version in force then.</param>
    /// <param name="at">The moment; its period is counted up to it.</param>
    /// <param name="knownAt">What was recorded later is not known; null: all is.</param>
    /// <param name="only">Of which leads alone; null: of all.</param>
    /// <param name="beside">What came in this period, too; null: in none.</param>
    public static async Task<IReadOnlyList<PaceOf>> Read(
        HubContext rows, Company company, Agreement agreement, Terms terms, Instant at, Instant? knownAt = null,
        Func<LeadFacts, bool>? only = null, PeriodSpan? beside = null)
    {
        var calendar = company.Calendars[company.CalendarFor(terms.Calendar, at)];
        List<PeriodCount> own = [.. terms.PeriodCommitments.Select(c => new PeriodCount(agreement, terms, c,
            PeriodSpan.Of(c.Period, at, calendar.Zone), only))];
        if (own.Count == 0)
            return [];
        List<PeriodCount> besides =
            beside is null ? [] : own.ConvertAll(count => new PeriodCount(agreement, terms, count.Commitment, beside, only));
        List<PeriodCount> counts = [.. own, .. besides];
        var since = counts.Min(c => c.Span.From);
        // What the rows say now may be otherwise than it was known then.
        var leads = knownAt is null ? Candidates(rows, agreement, since, counts.Exists(IsGoal)) : await PathReader.Touched(rows, since);
        await foreach (var path in PathReader.Read(rows, leads, at, knownAt))
            counts.ForEach(count => count.Add(path));
        return [.. own.Select((count, i) => PaceOf.Of(count, at, calendar, besides.ElementAtOrDefault(i)))];
    }

    /// <summary>Leads to which something happened since then, and that were handed off between the two, or came far without.</summary>
    internal static IQueryable<long> Candidates(HubContext rows, Agreement agreement, Instant since, bool goals)
    {
        var (giver, receiver) = (agreement.Giver, agreement.Receiver);
        Stage[] early = goals ? [Stage.Captured, Stage.Nurturing, Stage.Ready] : [.. Enum.GetValues<Stage>()];
        return rows.Leads.Where(l => l.LastAt >= since
            && (!early.Contains(l.Stage)
                || l.Handoffs.Any(h => h.From == giver && h.To == receiver || h.From == receiver && h.To == giver))).Select(l => l.Id);
    }

    private static bool IsGoal(PeriodCount count) => count.Commitment.Kind == PeriodKind.Goal;
}
