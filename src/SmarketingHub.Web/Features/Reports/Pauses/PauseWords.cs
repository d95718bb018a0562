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
}
