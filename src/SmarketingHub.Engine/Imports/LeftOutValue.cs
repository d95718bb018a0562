using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

/// <summary>A value of a file that is not in its lead, as it came. It is kept beside the ledger with the row that brought it.</summary>
/// <param name="Why">Null: its column means nothing here.</param>
public sealed record LeftOutValue(string Column, string Value, Phrase? Why = null)
{
    /// <summary>Null: there are none.</summary>
    internal static string? Write(IReadOnlyList<LeftOutValue> values) =>
        values.Count == 0 ? null : JsonSerializer.Serialize(values, LedgerJson.Options);

    /// <summary>What stands in the text that a <see cref="Domain.Leads.RowImported"/> kept.</summary>
    public static IReadOnlyList<LeftOutValue> Read(string kept) =>
        JsonSerializer.Deserialize<IReadOnlyList<LeftOutValue>>(kept, LedgerJson.Options) ?? [];
}
