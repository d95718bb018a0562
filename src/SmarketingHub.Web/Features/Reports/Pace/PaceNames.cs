using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Pace;

/// <summary>What figures of pace, and what they leave out, are called.</summary>
internal static class PaceNames
{
    internal static string Name(this IStringLocalizer<Texts> l, PaceFigure figure) => figure switch
    {
        PaceFigure.Chosen => l["In the chosen period"],
        PaceFigure.LeftOut => l["Not counted"],
        _ => l["Counted"],
    };

    internal static string Name(this IStringLocalizer<Texts> l, FollowUpFigure figure) => figure switch
    {
        FollowUpFigure.Judged => l["Met, breached or running"],
        FollowUpFigure.Due => l["due by then"],
        FollowUpFigure.Met => l["due by then and met"],
        FollowUpFigure.Beside => l["Not counted"],
        FollowUpFigure.Excused => l["Excused"],
        FollowUpFigure.Paused => l["Paused"],
        FollowUpFigure.Void => l["Void"],
        _ => l["Started"],
    };

    internal static string Name(this IStringLocalizer<Texts> l, LeftOutWhy why) => why switch
    {
        LeftOutWhy.NotNew => l["Not new"],
        LeftOutWhy.Withdrawn => l["Withdrawn"],
        LeftOutWhy.Duplicate => l["Duplicate"],
        LeftOutWhy.Unfit => l["Outside scope or condition"],
        _ => l["Not handed off between the two"],
    };

    /// <summary>Of one hand-off.</summary>
    internal static string Name(this IStringLocalizer<Texts> l, Answers answer) =>
        answer.Accepted > 0 ? l["Accepted"] : answer.Returned > 0 ? l["Returned"]
        : answer.TimedOut > 0 ? l["Timed out: nobody took it"] : l["Returned, and nobody's fault"];
}
