using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Data;

/// <summary>The door's rule of who sees a lead, <see cref="Rights.Sees(Actor, Lead)"/>, for queries.</summary>
public static class SeenLeads
{
    public static IQueryable<Lead> SeenNowBy(this IQueryable<Lead> leads, Actor actor)
    {
        if (actor.SeesAll())
            return leads;
        var party = actor.Party;
        return leads.Where(l => l.Holder == party || l.Handoffs.Any(h => h.State == HandoffState.Offered && h.To == party));
    }
}
