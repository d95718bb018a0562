using System.Text.Json.Nodes;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>The ledger's own words for who may not see every agreement.</summary>
internal static class TriedSeen
{
    /// <summary>
    /// Without why commitments of agreements that are not the caller's to see did not fit (<see cref="RightsTable.TriedSeenBy"/>),
    /// and to a partner without the lead of somebody else whom an inquiry also names.
    /// </summary>
    internal static JsonObject TriedSeenBy(this JsonObject data, Actor actor, Company company)
    {
        if (!actor.SeesAll() && data["tried"] is JsonArray tried)
            tried.RemoveAll(t => t?["whyNot"] is not null && company.AgreementSeenBy(actor, t["agreement"]!.GetValue<long>()) is null);
        if (!actor.SeesAll())
            data.Remove("alsoNames");
        return data;
    }
}
