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
    public decimal? WorthOver { get; init; }

    /// <summary>Null when the lead is meant; else what did not fit, as the explanation shows it.</summary>
    public string? WhyNot(LeadFacts facts) =>
        Misses("source", Sources, facts.Source)
        ?? Misses("grade", Grades, facts.Grade)
        ?? Misses("country", Countries, facts.Country)
        ?? Misses("product", Products, facts.Product)
        ?? (WorthOver is { } floor && !(facts.ExpectedValue > floor) ? $"value {facts.ExpectedValue?.ToString("0.##") ?? "unknown"}, not over {floor:0.##}" : null);

    private static string? Misses(string what, IReadOnlyList<string> wanted, string? actual) =>
        wanted.Count == 0 || wanted.Contains(actual, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"{what} {actual ?? "unknown"}, not {string.Join(" or ", wanted)}";
}

/// <summary>What happens to such a lead at capture: it is readied and offered at once.</summary>
public sealed record CaptureRule(Condition Condition, string OfferTo);
