using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Agreements;

/// <summary>
/// A field of a lead of which a condition lists values. All of them stand in <see cref="Condition.Criteria"/>; here are those that
/// have words of their own.
/// </summary>
public sealed class Criterion
{
    public static readonly Criterion Sources =
        new("sources", LeadFields.Source, c => c.Sources, (c, values) => c with { Sources = values },
            "Sources of 1 to 200 characters each.");

    public static readonly Criterion Grades =
        new("grades", LeadFields.Grade, c => c.Grades, (c, values) => c with { Grades = values },
            "Grades: A, B, C or D.")
        {
            Description = "A to D.",
        };

    public static readonly Criterion Countries =
        new("countries", LeadFields.Country, c => c.Countries, (c, values) => c with { Countries = values },
            "Countries as two letters of ISO 3166, like PL.")
        {
            Description = "ISO 3166-1 alpha-2.",
        };

    public static readonly Criterion Products =
        new("products", LeadFields.Product, c => c.Products, (c, values) => c with { Products = values },
            "Products of 1 to 200 characters each.");

    private readonly Func<Condition, IReadOnlyList<string>> values;
    private readonly Func<Condition, IReadOnlyList<string>, Condition> with;

    // A lead or a text of before may say UK, and means GB.
    private readonly IEqualityComparer<string?>? spellings;

    internal Criterion(
        string name, FactField<string> field, Func<Condition, IReadOnlyList<string>> values,
        Func<Condition, IReadOnlyList<string>, Condition> with, Phrase right)
    {
        (Name, Field, this.values, this.with, Right) = (name, field, values, with, right);
        spellings = field.Kind == FieldKind.Country ? Places.Countries.Comparer : null;
    }

    /// <summary>The list, as the API and refusals call it: <c>businessUnits</c>.</summary>
    public string Name { get; }

    /// <summary>What is looked at.</summary>
    public FactField<string> Field { get; }

    /// <summary>What would be right where a value is not.</summary>
    public Phrase Right { get; }

    /// <summary>What programs have to know of the list, in Markdown; null: nothing more than its name.</summary>
    public string? Description { get; private init; }

    /// <summary>What it is called where it is typed, in English: <c>Business units</c>.</summary>
    public string Label => LeadField.LabelOf(Name);

    /// <summary>The list in a condition; empty: any value will do.</summary>
    public IReadOnlyList<string> Values(Condition condition) => values(condition);

    public Condition With(Condition condition, IReadOnlyList<string> list) => with(condition, list);

    /// <summary>Whether a lead can have this value.</summary>
    public bool CanBe(string value) => value.Length <= PlainText.LongestWord && !string.IsNullOrWhiteSpace(value) && Field.Kind switch
    {
        FieldKind.Grade => LeadGrades.IsOne(value),
        FieldKind.Country => value.Length == 2 && Places.Countries.CodeOf(value) is not null,
        _ => true,
    };

    internal string? WhyNot(Condition condition, LeadFacts facts)
    {
        var wanted = values(condition);
        if (wanted.Count == 0)
            return null;
        var actual = Field.Get(facts);
        return wanted.Contains(actual, StringComparer.OrdinalIgnoreCase) || spellings is not null && wanted.Contains(actual, spellings)
            ? null : $"{Field.Words} {actual ?? "unknown"}, not {string.Join(" or ", wanted)}";
    }

    internal bool SetEquals(Condition one, Condition other) => values(one).ToHashSet(Comparer).SetEquals(values(other));

    /// <summary>Null: they have none in common.</summary>
    internal IReadOnlyList<string>? Intersect(Condition one, Condition other)
    {
        var (ones, others) = (values(one), values(other));
        return ones.Count == 0 ? others
            : others.Count == 0 ? ones
            : ones.Intersect(others, Comparer).ToList() is { Count: > 0 } both ? both : null;
    }

    private IEqualityComparer<string?> Comparer => spellings ?? StringComparer.OrdinalIgnoreCase;
}
