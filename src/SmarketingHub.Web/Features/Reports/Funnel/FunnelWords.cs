using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Life;
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

    /// <summary>What a list has: "Came to “Qualified” or further".</summary>
    internal static string Title(this IStringLocalizer<Texts> l, Stage step, FunnelPart part) => part switch
    {
        FunnelPart.Reached when step == Stage.Captured => l["Received in the period"],
        FunnelPart.Reached => l["Came to “{0}” or further", l.Name(step)],
        FunnelPart.Open => l["Came to “{0}”, no further, and may still go on", l.Name(step)],
        FunnelPart.Ended => l["Came to “{0}”, no further, and are over", l.Name(step)],
        _ => l["Received in the period: {0}", l.Name(part)],
    };

    private static string Name(this IStringLocalizer<Texts> l, FunnelPart part) => part switch
    {
        FunnelPart.StillOpen => l["Still open"],
        FunnelPart.Lost => l["Lost"],
        FunnelPart.Disqualified => l["Disqualified"],
        FunnelPart.NotNew => l["Not new"],
        _ => l["As an import told"],
    };
}
