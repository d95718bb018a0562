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

    internal static string Name(this IStringLocalizer<Texts> l, FunnelPart part) => part switch
    {
        FunnelPart.Open => l["Open here"],
        FunnelPart.Ended => l["Ended here"],
        FunnelPart.StillOpen => l["Still open"],
        FunnelPart.Lost => l["Lost"],
        FunnelPart.Disqualified => l["Disqualified"],
        FunnelPart.NotNew => l["Not new"],
        FunnelPart.Placed => l["As an import told"],
        _ => l["Reached"],
    };
}
