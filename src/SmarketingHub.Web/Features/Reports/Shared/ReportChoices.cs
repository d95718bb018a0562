using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>What leads there are to filter by.</summary>
public sealed record ReportChoices(IReadOnlyList<string> Sources, IReadOnlyList<string> Campaigns, IReadOnlyList<string> Countries)
{
    // More than that nobody looks through; those with the most leads are the ones.
    private const int Most = 100;

    public static readonly ReportChoices None = new([], [], []);

    public static async Task<ReportChoices> Read(HubContext rows) => new(
        await Commonest(rows.Set<ReportedLead>().Select(l => l.Source)),
        await Commonest(rows.Set<ReportedLead>().Select(l => l.Campaign)),
        await Commonest(rows.Set<ReportedLead>().Select(l => l.Country)));

    private static async Task<IReadOnlyList<string>> Commonest(IQueryable<string?> values) => await values
        .Where(value => value != null && value != "").GroupBy(value => value!).OrderByDescending(same => same.Count()).Take(Most)
        .Select(same => same.Key).ToListAsync();
}
