using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>What leads there are to filter by.</summary>
public sealed record ReportChoices(IReadOnlyList<string> Sources, IReadOnlyList<string> Campaigns, IReadOnlyList<string> Countries)
{
    // More than that nobody looks through; those with the most leads are the ones.
    private const int Most = 100;

    public static readonly ReportChoices None = new([], [], []);

    /// <summary>Of the leads that somebody sees.</summary>
    public static async Task<ReportChoices> Read(HubContext rows, Actor actor)
    {
        IQueryable<ReportedLead> leads = rows.Set<ReportedLead>();
        if (!actor.SeesAll())
        {
            var seen = rows.Leads.SeenBy(actor).Select(lead => lead.Id);
            leads = leads.Where(lead => seen.Contains(lead.LeadId));
        }
        return new(await Commonest(leads.Select(l => l.Source)), await Commonest(leads.Select(l => l.Campaign)),
            await Commonest(leads.Select(l => l.Country)));
    }

    private static async Task<IReadOnlyList<string>> Commonest(IQueryable<string?> values) => await values
        .Where(value => value != null && value != "").GroupBy(value => value!)
        .OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Take(Most)
        .Select(same => same.Key).ToListAsync();
}
