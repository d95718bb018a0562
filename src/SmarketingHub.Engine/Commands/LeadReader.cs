using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Reads one lead whole, to be looked at. Compiled: a page does so for each that it opens.</summary>
public static class LeadReader
{
    private static readonly Func<HubContext, long, Lead?> One =
        EF.CompileQuery((HubContext rows, long id) => rows.Leads.IgnoreQueryFilters().AsNoTracking().FirstOrDefault(l => l.Id == id));

    private static readonly Func<HubContext, long, IEnumerable<Domain.Handoffs.Handoff>> Handoffs =
        EF.CompileQuery((HubContext rows, long id) => rows.Handoffs.AsNoTracking().OrderBy(h => h.Id).Where(h => h.LeadId == id));

    private static readonly Func<HubContext, long, IEnumerable<Domain.Clocks.Clock>> Clocks =
        EF.CompileQuery((HubContext rows, long id) => rows.Clocks.AsNoTracking().OrderBy(c => c.Id).Where(c => c.LeadId == id));

    private static readonly Func<HubContext, long, IEnumerable<Attempt>> Attempts =
        EF.CompileQuery((HubContext rows, long id) => rows.Attempts.AsNoTracking().OrderBy(a => a.Id).Where(a => a.LeadId == id));

    /// <summary>With its hand-offs, clocks and attempts in the order in which they came; also one that is gone.</summary>
    public static Lead? Load(HubContext rows, long id)
    {
        if (One(rows, id) is not { } lead)
            return null;
        lead.Handoffs.AddRange(Handoffs(rows, id));
        lead.Clocks.AddRange(Clocks(rows, id));
        lead.Attempts.AddRange(Attempts(rows, id));
        return lead;
    }
}
