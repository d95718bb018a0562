using System.Collections.Immutable;

namespace SmarketingHub.Domain.Companies;

/// <summary>Why a deadline is missed: one of the list from which the cause of a breach is chosen.</summary>
/// <param name="Key">Stable; breaches are found by it, whatever the name.</param>
/// <param name="Retired">Not to be chosen any more. Breaches that have it keep it.</param>
public sealed record BreachCause(string Key, string Name, bool Retired = false)
{
    /// <summary>In UTF-16 units.</summary>
    public const int LongestName = 60;

    /// <summary>What every installation begins with, said in the viewer's language until somebody renames it.</summary>
    public static readonly ImmutableArray<BreachCause> Starters =
    [
        new("overload", "Too many leads at once"),
        new("absence", "Absent, without a stand-in"),
        new("unclear", "Unclear whose move it was"),
        new("priorities", "Other work came first"),
        new("waiting", "Waited for somebody else"),
        new("bad-data", "Contact data wrong or missing"),
        new("system", "A system failed or told it late"),
        new("too-tight", "The deadline was too tight"),
    ];

    public static readonly ImmutableDictionary<string, BreachCause> StartersByKey = Starters.ToImmutableDictionary(cause => cause.Key);

    public bool HasStarterName => StartersByKey.GetValueOrDefault(Key)?.Name == Name;
}
