using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>A row that cannot be taken, by what stands in it.</summary>
/// <param name="column">The one that is wrong, as the file calls it; null: the row as a whole.</param>
internal sealed class RowRefused(string? column, Phrase why) : Refusal(why)
{
    internal string? Column => column;
}
