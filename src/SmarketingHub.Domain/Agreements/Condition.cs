using System.Globalization;
using System.Text.Json.Serialization;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Agreements;

/// <summary>Which leads a commitment, a capture rule or an agreement is about. Empty lists ask nothing.</summary>
public sealed record Condition
{
    public static readonly Condition Every = new();

    public IReadOnlyList<string> Sources { get; init; } = [];
    public IReadOnlyList<string> Grades { get; init; } = [];
    public IReadOnlyList<string> Countries { get; init; } = [];
    public IReadOnlyList<string> Products { get; init; } = [];
    public IReadOnlyList<string> Segments { get; init; } = [];
    public IReadOnlyList<string> BusinessUnits { get; init; } = [];

    /// <summary>In the installation's currency.</summary>
    public decimal? WorthOver { get; init; }

    /// <summary>Null when the lead is meant; else what did not fit, as the explanation shows it.</summary>
    public string? WhyNot(LeadFacts facts) =>
        Misses("source", Sources, facts.Source)
        ?? Misses("grade", Grades, facts.Grade)
        ?? Misses("country", Countries, facts.Country, Places.Countries.Comparer)
        ?? Misses("product", Products, facts.Product)
        ?? Misses("segment", Segments, facts.Segment)
        ?? Misses("business unit", BusinessUnits, facts.BusinessUnit)
        ?? (WorthOver is { } floor && !(facts.ExpectedValue > floor) ? $"value {(facts.ExpectedValue is { } value ? Written(value) : "unknown")}, not over {Written(floor)}" : null);

    // The ledger has it: on every machine the same.
    private static string Written(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>On how many matters it asks something: of two scopes that both fit, the one that asks more goes first.</summary>
    [JsonIgnore] // Worked out: no part of what is signed.
    public int Asks => Lists.Count(list => list.Count > 0) + (WorthOver is null ? 0 : 1);

    public bool Says(Condition other) =>
        WorthOver == other.WorthOver && Lists.Zip(other.Lists, Comparers).All(pair => pair.First.ToHashSet(pair.Third).SetEquals(pair.Second));

    /// <summary>Whether a lead could fit both.</summary>
    public bool Meets(Condition other) => And(other) is not null;

    /// <summary>Which leads fit both; null: none can.</summary>
    public Condition? And(Condition other)
    {
        var both = Lists.Zip(other.Lists, Comparers).Select(pair => Both(pair.First, pair.Second, pair.Third)).ToList();
        return both.Contains(null) ? null : new()
        {
            Sources = both[0]!,
            Grades = both[1]!,
            Countries = both[2]!,
            Products = both[3]!,
            Segments = both[4]!,
            BusinessUnits = both[5]!,
            WorthOver = WorthOver > other.WorthOver ? WorthOver : other.WorthOver ?? WorthOver,
        };
    }

    private static IReadOnlyList<string>? Both(IReadOnlyList<string> mine, IReadOnlyList<string> others, IEqualityComparer<string?> comparer) =>
        mine.Count == 0 ? others
        : others.Count == 0 ? mine
        : mine.Intersect(others, comparer).ToList() is { Count: > 0 } both ? both : null;

    private IReadOnlyList<string>[] Lists => [Sources, Grades, Countries, Products, Segments, BusinessUnits];

    // A lead or a text of before may say UK, and means GB.
    private static readonly IEqualityComparer<string?>[] Comparers =
    [
        StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase, Places.Countries.Comparer,
        StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase,
    ];

    private static string? Misses(string what, IReadOnlyList<string> wanted, string? actual, IEqualityComparer<string?>? comparer = null) =>
        wanted.Count == 0 || wanted.Contains(actual, StringComparer.OrdinalIgnoreCase) || comparer is not null && wanted.Contains(actual, comparer)
            ? null
            : $"{what} {actual ?? "unknown"}, not {string.Join(" or ", wanted)}";
}

/// <summary>What happens to such a lead at capture: it is readied and offered at once.</summary>
public sealed record CaptureRule(Condition Condition, string OfferTo);
