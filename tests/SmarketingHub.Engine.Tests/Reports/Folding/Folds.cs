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
        var (_, lines, known) = Histories.Read(rows, [lead], knownAt: knownAt).Single();
        return LeadReport.Of(lead, lines, known);
    }
}
