using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Feedback;

internal static class FeedbackWords
{
    internal static string Name(this IStringLocalizer<Texts> l, Offered how) => how switch
    {
        Offered.Kept => l["Accepted and kept"],
        Offered.Returned => l["Returned by somebody"],
        Offered.TimedOut => l["Timed out: nobody took it"],
        Offered.Waiting => l["Not answered yet"],
        Offered.Ended => l["Ended with its lead"],
        Offered.Duplicate => l["Duplicates"],
        _ => l["Withdrawn"],
    };

    internal static string Title(this IStringLocalizer<Texts> l, FeedbackShown shown, Company known)
    {
        var name = shown.How is { } how ? l.Name(how) : shown.Reason is { } reason ? l.Name(reason) : shown.Figure switch
        {
            FeedbackFigure.Offered => l["Offered"],
            FeedbackFigure.Judged => l["Kept or returned"],
            FeedbackFigure.Against => l["Against the giver"],
            FeedbackFigure.Disputed => l["Disputed"],
            FeedbackFigure.Bounced => l["Bounced"],
            FeedbackFigure.Answered => l["Answered"],
            FeedbackFigure.Unanswered => l["Waiting"],
            _ => l["Returns"],
        };
        return shown.Party is { } party ? $"{l.Party(known, party)}, {name}" : name;
    }
}
