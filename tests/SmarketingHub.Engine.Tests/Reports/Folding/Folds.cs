using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Tests.Reports.Folding;

/// <summary>Leads of the ledger as reports see them, folded here and now.</summary>
internal static class Folds
{
    internal static LeadReport Fold(this HubFixture hub, long lead, Instant? knownAt = null)
    {
        using var rows = hub.Rows();
        using var reading = rows.BeginRead();
        return LeadReport.Of(lead, Histories.Read(rows, [lead], knownAt: knownAt).Single().Lines);
    }
}
