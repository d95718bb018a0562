using NodaTime;
using SmarketingHub.Domain.Handoffs;
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

/// <param name="At">When it came back, or was offered.</param>
public sealed record FeedbackLead(long LeadId, Instant At);

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

    /// <summary>The leads that came back, the last first; of one reason, or all.</summary>
    public static IReadOnlyList<FeedbackLead> Returned(ReportMoment moment, ReportRequest request, ReturnReason? reason = null) =>
        Returned(moment, request, one => reason is null || one.Reason == reason);

    /// <summary>Those of them whose return was disputed.</summary>
    public static IReadOnlyList<FeedbackLead> Disputed(ReportMoment moment, ReportRequest request) =>
        Returned(moment, request, one => one.Answer == Trigger.Dispute);

    /// <summary>Those of them that wait for their answer.</summary>
    public static IReadOnlyList<FeedbackLead> Unanswered(ReportMoment moment, ReportRequest request) =>
        Returned(moment, request, one => one.AnsweredAt is null);

    /// <summary>Those of them for a reason that counts against the giver.</summary>
    public static IReadOnlyList<FeedbackLead> AgainstGiver(ReportMoment moment, ReportRequest request) =>
        Returned(moment, request, one => one.Reason.CountsAgainstGiver());

    /// <summary>Those of them that had come back from that hand-off before.</summary>
    public static IReadOnlyList<FeedbackLead> Bounced(ReportMoment moment, ReportRequest request) =>
        Returned(moment, request, one => one.Bounced);

    /// <summary>The leads whose hand-off of the period went so, the last offered first; null: all that count as offered.</summary>
    public static IReadOnlyList<FeedbackLead> OfferedAs(ReportMoment moment, ReportRequest request, Offered? how) =>
    [
        .. new FeedbackReading(moment, request).Offers()
            .Where(offer => how is null ? offer.How is not (Feedback.Offered.Withdrawn or Feedback.Offered.Duplicate)
                : offer.How == how)
            .OrderByDescending(offer => offer.OfferedAt).ThenBy(offer => offer.Handoff)
            .Select(offer => new FeedbackLead(offer.LeadId, offer.OfferedAt)),
    ];

    private static IReadOnlyList<FeedbackLead> Returned(ReportMoment moment, ReportRequest request, Func<ReturnedOne, bool> isOne) =>
        [.. new FeedbackReading(moment, request).Returns().Where(isOne).Reverse().Select(one => new FeedbackLead(one.LeadId, one.At))];

    private static Subject Wait(ReturnedOne one, ReportMoment moment)
    {
        var until = Instant.Max(one.AnsweredAt ?? moment.KnownAt, one.At);
        var waited = moment.Company.CalendarOf(one.Calendar, one.CalendarVersion, one.At).Elapsed(one.At, until);
        return new((long)waited.TotalMilliseconds, one.AnsweredAt is null ? Ending.Censored : Ending.Event);
    }
}
