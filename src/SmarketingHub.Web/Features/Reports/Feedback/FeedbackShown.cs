using SmarketingHub.Domain;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Feedback;

/// <summary>Which figure of feedback.</summary>
internal enum FeedbackFigure
{
    /// <summary>Hand-offs that count as offered; or only those that went so.</summary>
    Offered,

    /// <summary>… that somebody answered: what the share returned is of.</summary>
    Judged,

    /// <summary>Returns, all or for one reason.</summary>
    Returns,

    /// <summary>… for a reason that counts against the giver,</summary>
    Against,

    /// <summary>… that the giver disputed,</summary>
    Disputed,

    /// <summary>… of leads that had come back before,</summary>
    Bounced,

    /// <summary>… that one party was to answer, and has,</summary>
    Answered,

    /// <summary>… and that wait for its answer.</summary>
    Unanswered,
}

/// <summary>
/// A figure of feedback, as the address writes it: <c>offered:kept</c>, <c>returns:badData</c>, <c>unanswered:marketing</c>.
/// </summary>
internal sealed record FeedbackShown(FeedbackFigure Figure, Offered? How = null, ReturnReason? Reason = null, string? Party = null)
{
    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static FeedbackShown? Read(string? show)
    {
        if (show?.Split(':', 2) is not [var word, .. var rest])
            return null;
        var which = rest is [var one] ? one : null;
        return CamelCase.Read<FeedbackFigure>(word) is not { } figure ? throw Wrong()
            : which is null ? new(figure)
            : figure switch
            {
                FeedbackFigure.Offered => new(figure, How: CamelCase.Read<Offered>(which) ?? throw Wrong()),
                FeedbackFigure.Returns => new(figure, Reason: CamelCase.Read<ReturnReason>(which) ?? throw Wrong()),
                FeedbackFigure.Answered or FeedbackFigure.Unanswered => new(figure, Party: which),
                _ => throw Wrong(),
            };

        static InvalidArgument Wrong() =>
            new("show", "Give a figure of what was offered or came back, such as offered:kept or returns:badData.");
    }

    internal bool IsOfOffers => Figure is FeedbackFigure.Offered or FeedbackFigure.Judged;

    internal bool Counts(OfferedOne offer) => How is { } how ? offer.How == how
        : Figure == FeedbackFigure.Judged ? offer.How is Offered.Kept or Offered.Returned
        : offer.How is not (Offered.Withdrawn or Offered.Duplicate);

    internal bool Counts(ReturnedOne one) => (Reason is null || one.Reason == Reason) && (Party is null || one.To == Party)
        && Figure switch
        {
            FeedbackFigure.Against => one.Reason.CountsAgainstGiver(),
            FeedbackFigure.Disputed => one.Answer == Trigger.Dispute,
            FeedbackFigure.Bounced => one.Bounced,
            FeedbackFigure.Answered => one.AnsweredAt is not null,
            FeedbackFigure.Unanswered => one.AnsweredAt is null,
            _ => true,
        };

    internal string Href(ReportAddress address) =>
        (address with { Show = Written, Page = 1 }).Href(ReportPage.Feedback.Path) + "#leads";

    private string Written =>
        CamelCase.Of(Figure) + ((How is { } how ? CamelCase.Of(how) : Reason is { } reason ? CamelCase.Of(reason) : Party) is { } which
            ? $":{which}" : "");
}
