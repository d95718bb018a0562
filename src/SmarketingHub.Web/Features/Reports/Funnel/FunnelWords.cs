using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Funnel;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Funnel;

internal static class FunnelWords
{
    internal static string Name(this IStringLocalizer<Texts> l, FunnelBy by) => l[by switch
    {
        FunnelBy.Campaign => "By campaign",
        FunnelBy.Country => "By country",
        FunnelBy.Grade => "By grade",
        _ => "By source",
    }];
}
