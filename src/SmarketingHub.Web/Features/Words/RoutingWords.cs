using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Web.Resources;
using Route = SmarketingHub.Domain.Routing.Choosing.Route;

namespace SmarketingHub.Web.Features.Words;

/// <summary>What routing weighed, in the viewer's words.</summary>
public static class RoutingWords
{
    private static readonly HashSet<string> Known =
    [
        Route.NobodyFree, Route.NoSuchRule, Route.NoSuchTarget, Route.OtherParty, Route.HasItAlready, Route.CameBackTooOften,
    ];

    /// <summary>Why a rule was not the one.</summary>
    public static string RuleWhyNot(this IStringLocalizer<Texts> l, string why) => Known.Contains(why) ? l[why] : l.WhyNot(why);

    /// <summary>Why somebody was not asked.</summary>
    public static string Skipped(this IStringLocalizer<Texts> l, SkippedBecause why) => l[$"skipped: {why}".ToLowerInvariant()];

    /// <summary>What somebody is owed, in leads, to two places: +0.50, −0.50.</summary>
    public static string Balance(decimal leads) => leads.ToString("+0.00;−0.00;0.00", CultureInfo.CurrentCulture);

    public static string Weight(decimal weight) => weight.ToString("0.##", CultureInfo.CurrentCulture);
}
