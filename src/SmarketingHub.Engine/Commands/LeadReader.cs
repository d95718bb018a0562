using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Loads one lead whole, to be changed. Compiled: it is the hottest read there is.</summary>
public static class LeadReader
{
    private static readonly Func<HubContext, long, Lead?> One =
        EF.CompileQuery((HubContext rows, long id) => rows.Leads.AsTracking().FirstOrDefault(l => l.Id == id));

    private static readonly Func<HubContext, long, IEnumerable<Domain.Handoffs.Handoff>> Handoffs =
        EF.CompileQuery((HubContext rows, long id) => rows.Handoffs.AsTracking().OrderBy(h => h.Id).Where(h => h.LeadId == id));

    private static readonly Func<HubContext, long, IEnumerable<Domain.Clocks.Clock>> Clocks =
        EF.CompileQuery((HubContext rows, long id) => rows.Clocks.AsTracking().OrderBy(c => c.Id).Where(c => c.LeadId == id));

    private static readonly Func<HubContext, long, IEnumerable<Attempt>> Attempts =
        EF.CompileQuery((HubContext rows, long id) => rows.Attempts.AsTracking().OrderBy(a => a.Id).Where(a => a.LeadId == id));

    /// <summary>Tracked, with its hand-offs, clocks and attempts in the order in which they came.</summary>
    public static Lead? Load(HubContext rows, long id)
    {
        if (One(rows, id) is not { } lead)
            return null;
        // The context puts what it reads into the lead's own lists.
        foreach (var _ in Handoffs(rows, id)) { }
        foreach (var _ in Clocks(rows, id)) { }
        foreach (var _ in Attempts(rows, id)) { }
        return lead;
    }
}
