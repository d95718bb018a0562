using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Pauses;

internal static class PauseWords
{
    internal static string Name(this IStringLocalizer<Texts> l, PauseBy by) => l[by switch
    {
        PauseBy.Party => "By party",
        PauseBy.Source => "By source",
        PauseBy.Campaign => "By campaign",
        PauseBy.Country => "By country",
        PauseBy.Grade => "By grade",
        _ => "By person",
    }];

    internal static string Name(this IStringLocalizer<Texts> l, PauseFigure figure) => figure switch
    {
        PauseFigure.Leads => l["report: leads"],
        PauseFigure.Running => l["Going on"],
        PauseFigure.Held => l["Promises held"],
        PauseFigure.Saved => l["Saved"],
        PauseFigure.Breached => l["Missed all the same"],
        _ => l["Pauses"],
    };
}
