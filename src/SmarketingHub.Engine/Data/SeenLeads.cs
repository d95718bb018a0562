using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Engine.Data;

/// <summary>The rule of who sees a lead, <see cref="Sight"/>, for queries.</summary>
public static class SeenLeads
{
    public static IQueryable<Lead> SeenBy(this IQueryable<Lead> leads, Actor actor) =>
        actor.SeesOnly() is { } party ? leads.Where(Sight.IsWith(party)) : leads;
}
