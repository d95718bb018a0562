using SmarketingHub.Domain.Leads;

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
        ?? Misses("country", Countries, facts.Country)
        ?? Misses("product", Products, facts.Product)
        ?? Misses("segment", Segments, facts.Segment)
        ?? Misses("business unit", BusinessUnits, facts.BusinessUnit)
        ?? (WorthOver is { } floor && !(facts.ExpectedValue > floor) ? $"value {facts.ExpectedValue?.ToString("0.##") ?? "unknown"}, not over {floor:0.##}" : null);

    /// <summary>On how many matters it asks something: of two scopes that both fit, the one that asks more goes first.</summary>
    public int Asks => Lists.Count(list => list.Count > 0) + (WorthOver is null ? 0 : 1);

    /// <summary>Whether a lead could fit both.</summary>
    public bool Meets(Condition other) => Lists.Zip(other.Lists).All(pair =>
        pair.First.Count == 0 || pair.Second.Count == 0 || pair.First.Intersect(pair.Second, StringComparer.OrdinalIgnoreCase).Any());

    private IReadOnlyList<string>[] Lists => [Sources, Grades, Countries, Products, Segments, BusinessUnits];

    private static string? Misses(string what, IReadOnlyList<string> wanted, string? actual) =>
        wanted.Count == 0 || wanted.Contains(actual, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"{what} {actual ?? "unknown"}, not {string.Join(" or ", wanted)}";
}

/// <summary>What happens to such a lead at capture: it is readied and offered at once.</summary>
public sealed record CaptureRule(Condition Condition, string OfferTo);
