using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Data;

/// <summary>What other systems call leads.</summary>
public static class NamedElsewhere
{
    /// <summary>Under whatever form of it the id was stored; at most one, but in files of older versions.</summary>
    public static IQueryable<ExternalId> ExternalIdsOf(this HubContext rows, ExternalRef external)
    {
        var key = ExternalKeys.Of(external);
        return rows.ExternalIds.Where(e => e.Key == key).OrderBy(e => e.LeadId);
    }
}
