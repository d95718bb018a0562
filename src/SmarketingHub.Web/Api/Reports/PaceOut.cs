using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>The period commitments of the agreements asked for, at one moment.</summary>
/// <param name="At">The moment whose periods are told of.</param>
/// <param name="FollowUp">How the receivers keep what they promised for leads, in the period that is asked for; without `from` and `to` in
/// the month of that moment.</param>
public sealed record PaceReportOut(
    Instant At, Instant AsKnownAt, IReadOnlyList<PaceOut> Items, IReadOnlyList<FollowUpOut> FollowUp) : ReportOut;

/// <summary>Promises of an agreement's receiver that started in a period.</summary>
/// <param name="To">The first instant after it.</param>
/// <param name="Due">Due by the moment, without excused, paused and void ones.</param>
/// <param name="Met">Of those that are due: what is met ahead of time counts when it is due.</param>
/// <param name="Started">All that started, whatever became of them; the excused, paused and void ones stand beside.</param>
/// <param name="OnPace">Null: nothing is due yet.</param>
public sealed record FollowUpOut(
    AgreementRefOut Agreement, string OwedBy, Instant From, Instant To, int Due, int Met, int Started, bool? OnPace,
    IReadOnlyList<BurnUpPoint> Points, int Excused, int Paused, int Void)
{
    internal static FollowUpOut Of(FollowUp f) => new(
        new(f.Agreement.Id, f.Agreement.Name, f.Version), f.Agreement.Receiver, f.Span.From, f.Span.To, f.Due, f.Met, f.Started, f.OnPace,
        f.Days, f.Counts.Excused, f.Counts.Paused, f.Counts.Void);
}

/// <summary>One period commitment: where it should be, where it is, where it will end.</summary>
/// <param name="Commitment">Its id in the agreement.</param>
/// <param name="OwedBy">Null: both, together.</param>
/// <param name="To">The first instant of the next period.</param>
/// <param name="Amount">What was promised: leads, an amount of money, or percent.</param>
/// <param name="Currency">Null: no money.</param>
/// <param name="ShouldBe">By the business time that has passed; null: the period has none.</param>
/// <param name="Actual">Null: a share of nothing.</param>
/// <param name="Projected">Null: less than half a business day has passed, or a share.</param>
/// <param name="OnPace">Null: it cannot be said.</param>
/// <param name="Leads">How many leads, or answered hand-offs, were counted.</param>
/// <param name="WithoutAmount">Of them without an amount or a worth: they add nothing.</param>
/// <param name="Quality">Null: no share.</param>
/// <param name="Points">Day by day, from the first instant to the end: what should be, and what is; null after the moment.</param>
public sealed record PaceOut(
    AgreementRefOut Agreement, string Commitment, Measure Measure, PeriodKind Kind, string? OwedBy, Period Period, Instant From, Instant To,
    decimal Amount, string? Currency, decimal? ShouldBe, decimal? Actual, decimal? Projected, bool? OnPace, WorkingDaysOut WorkingDays,
    int Leads, int WithoutAmount, LeftOutOut LeftOut, QualityOut? Quality, IReadOnlyList<BurnUpPoint> Points)
{
    internal static PaceOut Of(PaceOf pace, Agreement agreement, int version, Company company, Actor actor)
    {
        var c = pace.Commitment;
        return new(
            new(agreement.Id, agreement.Name, version), c.Id, c.Measure, c.Kind, c.OwedBy, c.Period, pace.Span.From, pace.Span.To, c.Amount,
            MeasureKind.Of(c.Measure).Unit == Unit.Money ? company.Currency : null,
            Round(pace.ShouldBe), Round(pace.Actual), Round(pace.Projected), pace.OnPace,
            new(pace.Days.Passed, pace.Days.Total, Round(pace.Days.Share)),
            pace.Leads, pace.Unpriced, LeftOutOut.Of(pace.LeftOut, actor), QualityOut.Of(pace),
            [.. pace.BurnUp.Select(p => new BurnUpPoint(p.At, Round(p.ShouldBe), Round(p.Actual)))]);
    }

    internal static decimal? Round(decimal? number) => number is { } known ? decimal.Round(known, 4) : null;
}

public sealed record AgreementRefOut(long Id, string Name, int Version);

/// <param name="Passed">Working days that are over.</param>
/// <param name="Share">Of the period's business time, 0 to 1.</param>
public sealed record WorkingDaysOut(int Passed, int Total, decimal? Share);

/// <summary>What fell into the period and is not counted, and why.</summary>
/// <param name="Unfit">Outside the scope or the condition.</param>
/// <param name="NotPassed">Goals: not accepted by one of the two from the other. Null for a partner, whose they are not.</param>
public sealed record LeftOutOut(int NotNew, int Withdrawn, int Duplicates, int Unfit, int? NotPassed)
{
    internal static LeftOutOut Of(LeftOut left, Actor actor) =>
        new(left.NotNew, left.Withdrawn, left.Duplicates, left.Unfit, actor.SeesAll() ? left.NotPassed : null);
}

/// <param name="Returned">For the giver's reasons.</param>
/// <param name="TimedOut">Counts against neither side.</param>
/// <param name="Rerouted">Returned for reasons that are nobody's fault.</param>
/// <param name="BySource">Empty, unless each source must reach the share.</param>
public sealed record QualityOut(int Accepted, int Returned, int TimedOut, int Rerouted, IReadOnlyList<SourceQualityOut> BySource)
{
    internal static QualityOut? Of(PaceOf pace) => pace.Answers is not { } a ? null : new(a.Accepted, a.Returned, a.TimedOut, a.Rerouted,
        [.. pace.BySource.Select(s => new SourceQualityOut(s.Source, s.Answers.Accepted, s.Answers.Returned, s.Answers.TimedOut,
            s.Answers.Rerouted, PaceOut.Round(s.Answers.Share)))]);
}

/// <param name="Share">Percent; null: of nothing.</param>
public sealed record SourceQualityOut(string? Source, int Accepted, int Returned, int TimedOut, int Rerouted, decimal? Share);
