using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Pace;

/// <summary>What a lead is expected to be worth: how often such leads are won × what a deal brings.</summary>
internal static class WorthTable
{
    /// <summary>
    /// A line for each source and grade with enough leads; then for each source, each grade, and all others: a lead is
    /// worth what the first line says that fits, so that one with few of its kind falls back to a broader line.
    /// </summary>
    internal static IReadOnlyList<ExpectedWorth> Of(IReadOnlyList<GroupRates> groups)
    {
        var all = History.Sum(groups);
        if (!all.HasLeads || !all.HasDeals)
            return [];
        var bySource = History.By(groups, g => (g.Source, null)).ToDictionary(g => g.Source ?? "", g => g.Rates);
        // In a line no source and no grade means any: what has none is in the broader lines alone.
        var lines = groups.Where(g => g is { Source: not null, Grade: not null }).OrderBy(g => g.Source, StringComparer.Ordinal)
            .ThenBy(g => g.Grade, StringComparer.Ordinal)
            .Concat(History.By(groups, g => (g.Source, null)).Where(g => g.Source is not null))
            .Concat(History.By(groups, g => (null, g.Grade)).Where(g => g.Grade is not null));
        return
        [
            .. lines.Where(g => g.Rates.HasLeads).Select(g => Line(g, g.Source is null ? all : bySource[g.Source], all)),
            Line(new(null, null, all), all, all),
        ];
    }

    // What a deal brings is taken from the line itself if it has enough of them, else from its source, else from all.
    private static ExpectedWorth Line(GroupRates group, Rates source, Rates all)
    {
        var deal = (group.Rates.HasDeals ? group.Rates : source.HasDeals ? source : all).AverageDeal!.Value;
        return new(group.Source, group.Grade, decimal.Round(group.Rates.LeadToDeal!.Value * deal), group.Rates.HandedOff);
    }
}
