using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>The desk's figures as people read them.</summary>
public static class DeskWords
{
    /// <summary>"7 promises of 5 leads chosen": one lead may have several.</summary>
    public static string Chosen(this IStringLocalizer<Texts> l, IReadOnlyList<DeskItem> chosen)
    {
        var leads = chosen.Select(item => item.LeadId).Distinct().Count();
        return chosen.Count switch
        {
            0 => l["None chosen"],
            1 => l["1 promise chosen"],
            _ when leads == 1 => l["{0} promises of 1 lead chosen", chosen.Count],
            _ => l["{0} promises of {1} leads chosen", chosen.Count, leads],
        };
    }

    /// <summary>"3 h 40 min late"; what is missed overnight is late by no open time at all.</summary>
    public static string Late(this IStringLocalizer<Texts> l, Duration late) =>
        late < Duration.FromSeconds(1) ? l["late, by no open time yet"] : l["{0} late", l.Time(Math.Floor(late.TotalSeconds))];
}
