using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Routing;

/// <summary>Every version of the rules that was ever in force, as the ledger has them.</summary>
public static class RoutingVersions
{
    /// <summary>The newest first.</summary>
    public static IReadOnlyList<RoutingRules> Read(HubContext rows) =>
        [.. rows.Ledger.AsNoTracking().Where(e => e.LeadId == null && e.Type == RoutingCommands.Written).OrderByDescending(e => e.Sequence)
            .Select(e => e.Body).AsEnumerable().Select(body => JsonSerializer.Deserialize<RoutingRules>(body, LedgerJson.Options)!)];
}
