using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>An inquiry as a program sends it. At least one of email, phone, company and an external id.</summary>
public sealed record LeadIn : LeadBody
{
    private const int LongestNote = 10_000;
    private const int MostIds = 20;

    /// <summary>Short for one external id: the key's name as system, <c>lead</c> as type.</summary>
    [JsonPropertyOrder(1)]
    public string? ExternalId { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<ExternalIdIn>? ExternalIds { get; init; }

    /// <summary>Now, unless it says otherwise.</summary>
    [JsonPropertyOrder(1)]
    public Instant? ReceivedAt { get; init; }

    [JsonPropertyOrder(1)]
    public string? Note { get; init; }

    internal InquiryIn ToInquiry(string keyName, Company company, params ExternalRef[] more) =>
        new(ToProfile(), Clean(Company, LeadFields.Company), ToFacts(company), [.. more, .. Ids(keyName)], ReceivedAt,
            Clean(Note, "note", LongestNote));

    internal IEnumerable<ExternalRef> Ids(string keyName)
    {
        if (Clean(ExternalId, "externalId") is { } id)
            yield return new(keyName, "lead", id);
        if (ExternalIds?.Count > MostIds)
            throw new InvalidArgument("externalIds", $"At most {MostIds}.");
        foreach (var (external, index) in (ExternalIds ?? []).Select((external, index) => (external, index)))
            yield return external?.ToRef(keyName, $"externalIds[{index}]")
                ?? throw new InvalidArgument($"externalIds[{index}]", "Give an object.");
    }

    /// <exception cref="InvalidArgument">One is too long, or no text.</exception>
    internal static void CheckWords(params ReadOnlySpan<(string Field, string? Text)> words)
    {
        foreach (var (field, text) in words)
            PlainText.Check(text, field);
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
