using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Feedback;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What came back in a period, against what was offered in it.</summary>
/// <param name="To">The first instant after the period.</param>
/// <param name="Groups">Empty, unless <paramref name="By"/> was asked for; those with the most returns first.</param>
/// <param name="Answers">Of each party that was to answer a return.</param>
public sealed record FeedbackOut(
    Instant From, Instant To, Instant AsKnownAt, FeedbackCountsOut Total, FeedbackBy? By, IReadOnlyList<FeedbackGroupOut> Groups,
    IReadOnlyList<FeedbackAnswersOut> Answers) : ReportOut
{
    private const int MillisecondsPerSecond = 1000;

    internal static FeedbackOut Of(FeedbackReport report) => new(
        report.Request.From, report.Request.To, report.Request.AsKnownAt, FeedbackCountsOut.Of(report.All), report.By,
        [.. report.Groups.Select(group => new FeedbackGroupOut(group.Key, FeedbackCountsOut.Of(group.Counts)))],
        [
            .. report.Answers.Select(a => new FeedbackAnswersOut(
                a.Party, a.Times.Events, a.Times.Censored, a.Times.Median is { } median ? (double)median / MillisecondsPerSecond : null,
                [.. a.Answers.Select(how => new AnswerCountOut(how.Answer, how.Count))])),
        ]);
}

/// <param name="Offered">Hand-offs first offered in the period: kept + returned + timedOut + waiting + ended.</param>
/// <param name="TimedOut">Counts against neither side.</param>
/// <param name="Withdrawn">By the giver; not among the offered.</param>
/// <param name="Ended">With their lead, before anybody answered.</param>
/// <param name="Duplicates">Of leads that went into another one, which is offered itself; not among the offered.</param>
/// <param name="Share">Returned of those that somebody answered, 0 to 1; null: none is answered.</param>
/// <param name="Low">Of its 95% interval by Wilson.</param>
/// <param name="Returns">In the period, one for each time that a lead was given back.</param>
/// <param name="Bounced">Of the returns, those of a lead that had come back from that hand-off before.</param>
/// <param name="AgainstGiver">Of the returns, those for bad data or not our market.</param>
/// <param name="Reasons">Of the returns, the most frequent first.</param>
public sealed record FeedbackCountsOut(
    long Offered, long Kept, long Returned, long TimedOut, long Waiting, long Withdrawn, long Ended, long Duplicates, double? Share,
    double? Low, double? High, long Returns, long Disputed, long Unanswered, long Bounced, long AgainstGiver,
    IReadOnlyList<ReasonCountOut> Reasons)
{
    internal static FeedbackCountsOut Of(FeedbackCounts counts) => new(
        counts.Offered, counts.Kept, counts.Returned, counts.TimedOut, counts.Waiting, counts.Withdrawn, counts.Ended,
        counts.Duplicates, counts.Share?.Share, counts.Share?.Low, counts.Share?.High, counts.Returns, counts.Disputed,
        counts.Unanswered, counts.Bounced, counts.AgainstGiver,
        [
            .. Enum.GetValues<ReturnReason>().Select(reason => new ReasonCountOut(reason, counts.Of(reason))).Where(r => r.Count > 0)
                .OrderByDescending(r => r.Count),
        ]);
}

public sealed record ReasonCountOut(ReturnReason Reason, long Count);

/// <param name="Key">As the filter takes it; empty: without one.</param>
public sealed record FeedbackGroupOut(string Key, FeedbackCountsOut Counts);

/// <param name="Open">They wait for their answer.</param>
/// <param name="Median">In seconds of business time, open ones counted for as long as they have waited; null: it is not reached.</param>
/// <param name="How">The most frequent answer first.</param>
public sealed record FeedbackAnswersOut(string Party, int Answered, int Open, double? Median, IReadOnlyList<AnswerCountOut> How);

public sealed record AnswerCountOut(Trigger Answer, long Count);
