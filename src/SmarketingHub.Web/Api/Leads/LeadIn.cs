using System.Collections.Frozen;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>An inquiry as a program sends it. At least one of email, phone, company and an external id.</summary>
public sealed record LeadIn
{
    private const int LongestNote = 10_000;
    private const int MostIds = 20;

    private static readonly string[] Clearable =
    [
        "email", "company", "firstName", "lastName", "phone", "title", "country", "timeZone",
        "source", "campaign", "channel", "product", "segment", "businessUnit", "score", "grade", "expectedValue",
    ];

    public string? Email { get; init; }
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Phone { get; init; }
    public string? Title { get; init; }

    /// <summary>ISO 3166-1 alpha-2; a code of three letters or a name in English, Spanish, Polish or Russian is understood too.</summary>
    public string? Country { get; init; }

    /// <summary>The contact's, an IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Where it came from: <c>web-form</c>, <c>demo-request</c>, …</summary>
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public string? Product { get; init; }
    public string? Segment { get; init; }
    public string? BusinessUnit { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Score { get; init; }

    /// <summary>A, B, C or D.</summary>
    public string? Grade { get; init; }
    public Money? ExpectedValue { get; init; }

    /// <summary>Short for one external id: the key's name as system, <c>lead</c> as type.</summary>
    public string? ExternalId { get; init; }
    public IReadOnlyList<ExternalIdIn>? ExternalIds { get; init; }

    /// <summary>Now, unless it says otherwise.</summary>
    public Instant? ReceivedAt { get; init; }
    public string? Note { get; init; }

    internal InquiryIn ToInquiry(string keyName, Company company, params ExternalRef[] more) =>
        new(ToProfile(), Clean(Company, "company"), ToFacts(company), [.. more, .. Ids(keyName)], ReceivedAt, Clean(Note, "note", LongestNote));

    /// <param name="emptied">The fields that say nothing.</param>
    internal EditIn ToEdit(Company company, IReadOnlySet<string> emptied) =>
        new(ToProfile(), Clean(Company, "company"), ToFacts(company), emptied.Intersect(Clearable).ToFrozenSet());

    internal IEnumerable<ExternalRef> Ids(string keyName)
    {
        if (Clean(ExternalId, "externalId") is { } id)
            yield return new(keyName, "lead", id);
        if (ExternalIds?.Count > MostIds)
            throw new InvalidArgument("externalIds", $"At most {MostIds}.");
        foreach (var (external, index) in (ExternalIds ?? []).Select((external, index) => (external, index)))
            yield return external?.ToRef(keyName, $"externalIds[{index}]") ?? throw new InvalidArgument($"externalIds[{index}]", "Give an object.");
    }

    private Profile ToProfile() => new(
        Clean(FirstName, "firstName"), Clean(LastName, "lastName"), Clean(Email, "email", 254), Clean(Phone, "phone"), Clean(Title, "title"));

    private LeadFacts ToFacts(Company company) => new()
    {
        Source = Clean(Source, "source"),
        Campaign = Clean(Campaign, "campaign"),
        Channel = Clean(Channel, "channel"),
        Product = Clean(Product, "product"),
        Segment = Clean(Segment, "segment"),
        BusinessUnit = Clean(BusinessUnit, "businessUnit"),
        Country = Clean(Country, "country"),
        TimeZone = Clean(TimeZone, "timeZone"),
        Grade = Clean(Grade, "grade")?.ToUpperInvariant(),
        Score = Score,
        ExpectedValue = ExpectedValue?.In(company, "expectedValue"),
    };

    /// <exception cref="InvalidArgument">One is too long, or no text.</exception>
    internal static void CheckWords(params ReadOnlySpan<(string Field, string? Text)> words)
    {
        foreach (var (field, text) in words)
            PlainText.Check(text, field);
    }

    /// <summary>Without spaces around it; null when nothing is left.</summary>
    /// <exception cref="InvalidArgument">Too long, or no text.</exception>
    internal static string? Clean(string? text, string field, int longest = PlainText.LongestWord)
    {
        if (text?.Trim() is not { Length: > 0 } clean)
            return null;
        PlainText.Check(clean, field, longest);
        return clean;
    }
}

/// <summary>What another system calls the lead.</summary>
public sealed record ExternalIdIn
{
    /// <summary>Without one, the key's name.</summary>
    public string? System { get; init; }

    /// <summary>Without one, <c>lead</c>.</summary>
    public string? Type { get; init; }
    public string? Id { get; init; }

    internal ExternalRef ToRef(string keyName, string field) => new(
        LeadIn.Clean(System, $"{field}.system") ?? keyName,
        LeadIn.Clean(Type, $"{field}.type") ?? "lead",
        LeadIn.Clean(Id, $"{field}.id") ?? throw new InvalidArgument($"{field}.id", "Say the id."));
}
