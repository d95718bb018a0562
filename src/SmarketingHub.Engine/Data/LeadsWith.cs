using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Data;

/// <summary>What is with a person.</summary>
public static class WithPerson
{
    /// <summary>The open leads that the person owns.</summary>
    public static IQueryable<Lead> OwnedBy(this HubContext rows, long person) =>
        rows.Leads.Where(l => l.Owner == person && l.ClosedAt == null);

    /// <summary>What is offered to the person by name.</summary>
    public static IQueryable<Handoff> OfferedTo(this HubContext rows, long person) =>
        rows.Handoffs.Where(h => h.ToPerson == person && h.State == HandoffState.Offered);

    /// <summary>Both, in their order, after one of them.</summary>
    internal static IQueryable<long> LeadsWith(this HubContext rows, long person, long after) =>
        rows.OwnedBy(person).Where(l => l.Id > after).Select(l => l.Id)
            .Union(rows.OfferedTo(person).Where(h => h.LeadId > after).Select(h => h.LeadId)).OrderBy(id => id);
}
