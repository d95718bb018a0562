using SmarketingHub.Domain.Places;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The one rule for words of leads: upper or lower case is one word, a country is one however it is called, and no word is as good as the
/// empty one.
/// </summary>
internal static class FactWords
{
    /// <summary>Sources, campaigns and grades.</summary>
    internal static readonly IEqualityComparer<string?> Same = StringComparer.OrdinalIgnoreCase;

    internal static IEqualityComparer<string?> SameCountry => Countries.Comparer;

    /// <param name="wanted">Null asks nothing; the empty text: none.</param>
    internal static bool Fits(this IEqualityComparer<string?> same, string? wanted, string? said) =>
        wanted is null || same.Equals(said ?? "", wanted);
}
