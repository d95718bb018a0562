using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Feedback;

/// <summary>What feedback is told by.</summary>
public enum FeedbackBy
{
    Source,
    Campaign,
}

/// <param name="Key">As a filter takes it; empty: without one.</param>
public sealed record FeedbackGroup(string Key, FeedbackCounts Counts);

/// <summary>How long one party takes to answer what came back, in business time of the lead's calendar.</summary>
/// <param name="Times">
/// Kaplan and Meier's curve of the share that still waits, in milliseconds: what waits is counted for as long as it has waited.
/// </param>
/// <param name="Answers">How it was answered, the most frequent first.</param>
public sealed record FeedbackAnswers(string Party, Curve Times, IReadOnlyList<(Trigger Answer, long Count)> Answers);

/// <summary>Why leads came back in a period, against what was offered in it, and how that was answered.</summary>
/// <param name="Groups">Those with the most returns first; empty, unless it is told by something.</param>
/// <param name="Answers">Of each party that was to answer.</param>
public sealed record FeedbackReport(
    ReportRequest Request, FeedbackCounts All, FeedbackBy? By, IReadOnlyList<FeedbackGroup> Groups, IReadOnlyList<FeedbackAnswers> Answers)
{
    public static FeedbackReport Read(ReportMoment moment, ReportRequest request, FeedbackBy? by = null)
    {
        var reading = new FeedbackReading(moment, request);
        var (all, groups) = (new FeedbackCounts(), new ByWord<FeedbackCounts>());
        FeedbackCounts? Group(string? source, string? campaign) =>
            by is null ? null : groups.Of(by == FeedbackBy.Source ? source : campaign);
        foreach (var offer in reading.Offers())
        {
            all.Offer(offer.How);
            Group(offer.Source, offer.Campaign)?.Offer(offer.How);
        }
        var returns = reading.Returns().ToList();
        foreach (var one in returns)
        {
            var (disputed, unanswered) = (one.Answer == Trigger.Dispute, one.AnsweredAt is null);
            all.Return(one.Reason, disputed, unanswered, one.Bounced);
            Group(one.Source, one.Campaign)?.Return(one.Reason, disputed, unanswered, one.Bounced);
        }
        return new(request, all, by,
            [
                .. groups.All.Select(pair => new FeedbackGroup(pair.Key, pair.Group)).OrderByDescending(group => group.Counts.Returns)
                    .ThenByDescending(group => group.Counts.Offered).ThenBy(group => group.Key, StringComparer.Ordinal),
            ],
            [
                .. returns.GroupBy(one => one.To).OrderBy(party => party.Key, StringComparer.Ordinal).Select(party => new FeedbackAnswers(
                    party.Key, KaplanMeier.Of(party.Select(one => Wait(one, moment))),
                    [
                        .. party.Where(one => one.Answer is not null).GroupBy(one => one.Answer!.Value)
                            .Select(same => (same.Key, (long)same.Count())).OrderByDescending(same => same.Item2).ThenBy(same => same.Key),
                    ])),
            ]);
    }

    /// <summary>All hand-offs of the period, also those that do not count as offered; the last offered first.</summary>
    public static IReadOnlyList<OfferedOne> Offers(ReportMoment moment, ReportRequest request) =>
        [.. new FeedbackReading(moment, request).Offers().OrderByDescending(offer => offer.OfferedAt).ThenBy(offer => offer.Handoff)];

    /// <summary>All returns of the period, the last first.</summary>
    public static IReadOnlyList<ReturnedOne> Returns(ReportMoment moment, ReportRequest request) =>
        [.. new FeedbackReading(moment, request).Returns().Reverse()];

    private static Subject Wait(ReturnedOne one, ReportMoment moment)
    {
        var until = Instant.Max(one.AnsweredAt ?? moment.KnownAt, one.At);
        var waited = moment.Company.CalendarOf(one.Calendar, one.CalendarVersion, one.At).Elapsed(one.At, until);
        return new((long)waited.TotalMilliseconds, one.AnsweredAt is null ? Ending.Censored : Ending.Event);
    }
}
