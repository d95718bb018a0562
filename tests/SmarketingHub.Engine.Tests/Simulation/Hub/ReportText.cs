using System.Text.Json;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>Rows of reports as text, a row a line, in an order of their own.</summary>
internal static class ReportText
{
    internal static string Of(IEnumerable<IEnumerable<object>> kinds) => string.Join('\n', kinds.SelectMany(rows =>
        rows.Select(row => $"{row.GetType().Name} {JsonSerializer.Serialize(row, row.GetType(), LedgerJson.Options)}")
            .Order(StringComparer.Ordinal)));
}
