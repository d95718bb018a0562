using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Agreements;

/// <summary>Which leads a commitment, a capture rule or an agreement is about. Empty lists ask nothing.</summary>
// A set of leads, by what they have in common: hence SetEquals, Overlaps and Intersect.
public record Condition
{
    public static readonly Condition Every = new();

    /// <summary>The fields that it can look at, in the order in which a lead is judged: the one table of them.</summary>
    public static readonly ImmutableArray<Criterion> Criteria =
    [
        Criterion.Sources,
        Criterion.Grades,
        Criterion.Countries,
        Criterion.Products,
        new("segments", LeadFields.Segment, c => c.Segments, (c, values) => c with { Segments = values },
            "Segments of 1 to 200 characters each."),
        new("businessUnits", LeadFields.BusinessUnit, c => c.BusinessUnits, (c, values) => c with { BusinessUnits = values },
            "Business units of 1 to 200 characters each."),
    ];

    public IReadOnlyList<string> Sources { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Grades { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Products { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Segments { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> BusinessUnits { get; init => field = value ?? []; } = [];

    /// <summary>In the installation's currency.</summary>
    public decimal? WorthOver { get; init; }

    /// <summary>Null when the lead is in it; else what keeps it out, as the explanation shows it.</summary>
    public string? WhyNot(LeadFacts facts)
    {
        foreach (var criterion in Criteria)
            if (criterion.WhyNot(this, facts) is { } why)
                return why;
        return WorthOver is { } floor && !(facts.ExpectedValue > floor)
            ? $"value {(facts.ExpectedValue is { } value ? Written(value) : "unknown")}, not over {Written(floor)}" : null;
    }

    /// <summary>How many fields it looks at: of two scopes that both have a lead, the one that looks at more goes first.</summary>
    [JsonIgnore] // Worked out: no part of what is signed.
    public int CriteriaCount
    {
        get
        {
            var count = WorthOver is null ? 0 : 1;
            foreach (var criterion in Criteria)
                count += criterion.Values(this).Count > 0 ? 1 : 0;
            return count;
        }
    }

    /// <summary>Whether both are of the same leads, in whatever order and spelling.</summary>
    public bool SetEquals(Condition other) => WorthOver == other.WorthOver && Criteria.All(c => c.SetEquals(this, other));

    /// <summary>Whether a lead could be in both.</summary>
    public bool Overlaps(Condition other) => Intersect(other) is not null;

    /// <summary>The leads that are in both; null: none can be.</summary>
    public Condition? Intersect(Condition other)
    {
        var both = new Condition { WorthOver = WorthOver > other.WorthOver ? WorthOver : other.WorthOver ?? WorthOver };
        foreach (var criterion in Criteria)
            if (criterion.Intersect(this, other) is { } values)
                both = criterion.With(both, values);
            else
                return null;
        return both;
    }

    /// <summary>The countries by their codes, however they were written; what is none stays, to be refused.</summary>
    public Condition Clean() => new(this)
    {
        Countries = [.. Countries.Select(text => Places.Countries.CodeOf(text ?? "") ?? text!).Distinct()],
    };

    // The ledger has it: on every machine the same.
    private static string Written(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>What happens to such a lead at capture: it is readied and offered at once.</summary>
/// <param name="Rule">The routing rule that says to whom of that party; null: the first that fits.</param>
public sealed record CaptureRule(Condition Condition, string OfferTo, string? Rule = null);
