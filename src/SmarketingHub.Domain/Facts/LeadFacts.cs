using SmarketingHub.Domain.Places;

namespace SmarketingHub.Domain.Facts;

/// <summary>
/// What is known of a lead and is not personal: conditions of commitments look at these. Each stands in <see cref="LeadFields"/>, too.
/// </summary>
public sealed record LeadFacts
{
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public string? Product { get; init; }

    /// <summary>What kind of customer: "enterprise", "smb".</summary>
    public string? Segment { get; init; }

    /// <summary>Which part of our company it is for.</summary>
    public string? BusinessUnit { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>IANA name of the contact's zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>A, B, C or D.</summary>
    public string? Grade { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Score { get; init; }

    /// <summary>In the installation's currency.</summary>
    public decimal? ExpectedValue { get; init; }

    /// <summary>The country by its code, however it was written; what is none stays, to be refused.</summary>
    public LeadFacts Clean() =>
        Country is { } country && Countries.CodeOf(country) is { } code && code != country ? this with { Country = code } : this;

    /// <summary>What is said here, and for the rest what was known before.</summary>
    public LeadFacts Over(LeadFacts known)
    {
        var facts = this;
        foreach (var field in LeadFields.Facts)
            if (!field.IsKnown(facts) && field.IsKnown(known))
                facts = field.Take(facts, known);
        return facts;
    }

    /// <summary>With an inquiry that joins: what was unknown is filled in; of what is judged anew each time the newest stands.</summary>
    public LeadFacts JoinedBy(LeadFacts inquiry)
    {
        var facts = Over(inquiry);
        foreach (var field in LeadFields.Facts)
            if (field.NewestStands && field.IsKnown(inquiry))
                facts = field.Take(facts, inquiry);
        return facts;
    }

    /// <summary>Without these, by their names; other names are none of a fact.</summary>
    public LeadFacts Without(IReadOnlySet<string> cleared)
    {
        var facts = this;
        if (cleared.Count > 0)
            foreach (var field in LeadFields.Facts)
                if (cleared.Contains(field.Name))
                    facts = field.Take(facts, Nothing);
        return facts;
    }

    /// <summary>Checks what changes.</summary>
    /// <param name="known">What older versions let in is no fault of who changes something else.</param>
    /// <exception cref="InvalidArgument">The first that cannot be kept; names the field.</exception>
    public void Check(LeadFacts? known = null)
    {
        foreach (var field in LeadFields.Checked)
            field.Check(this, known ?? Nothing);
    }

    private static readonly LeadFacts Nothing = new();
}
