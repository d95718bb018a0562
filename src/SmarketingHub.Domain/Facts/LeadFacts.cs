using SmarketingHub.Domain.Places;

namespace SmarketingHub.Domain.Facts;

/// <summary>What is known of a lead and is not personal: conditions of commitments look at these.</summary>
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
    public LeadFacts Clean() => Country is { } country && Countries.CodeOf(country) is { } code && code != country ? this with { Country = code } : this;

    /// <summary>What is said here, and for the rest what was known before.</summary>
    public LeadFacts Over(LeadFacts known) => new()
    {
        Source = Source ?? known.Source,
        Campaign = Campaign ?? known.Campaign,
        Channel = Channel ?? known.Channel,
        Product = Product ?? known.Product,
        Segment = Segment ?? known.Segment,
        BusinessUnit = BusinessUnit ?? known.BusinessUnit,
        Country = Country ?? known.Country,
        TimeZone = TimeZone ?? known.TimeZone,
        Grade = Grade ?? known.Grade,
        Score = Score ?? known.Score,
        ExpectedValue = ExpectedValue ?? known.ExpectedValue,
    };

    /// <summary>Without these, named in camelCase; other names are none of a fact.</summary>
    public LeadFacts Without(IReadOnlySet<string> cleared) => cleared.Count == 0 ? this : new()
    {
        Source = cleared.Contains("source") ? null : Source,
        Campaign = cleared.Contains("campaign") ? null : Campaign,
        Channel = cleared.Contains("channel") ? null : Channel,
        Product = cleared.Contains("product") ? null : Product,
        Segment = cleared.Contains("segment") ? null : Segment,
        BusinessUnit = cleared.Contains("businessUnit") ? null : BusinessUnit,
        Country = cleared.Contains("country") ? null : Country,
        TimeZone = cleared.Contains("timeZone") ? null : TimeZone,
        Grade = cleared.Contains("grade") ? null : Grade,
        Score = cleared.Contains("score") ? null : Score,
        ExpectedValue = cleared.Contains("expectedValue") ? null : ExpectedValue,
    };
}
