using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.WebForms;

/// <summary>What was typed into a form, and from where.</summary>
public sealed record FormSent
{
    /// <summary>The marks of campaigns in addresses, without their <c>utm_</c>.</summary>
    public static readonly IReadOnlyList<string> UtmNames = ["source", "medium", "campaign", "term", "content"];

    /// <summary>In UTF-16 units; what is longer is cut there.</summary>
    public const int LongestPage = 2_000;

    /// <summary>By names of fields, without those that say nothing.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    public required string Language { get; init; }

    /// <summary>The page that embeds it or led to it; null: unknown.</summary>
    public string? Page { get; init; }
    public IReadOnlyDictionary<string, string> Utm { get; init; } = new Dictionary<string, string>();

    /// <summary>The version of the words that was agreed to; null: none was.</summary>
    public int? Consent { get; init; }

    /// <summary>The words that were agreed to, as they stood.</summary>
    public string? ConsentText { get; init; }

    [JsonIgnore]
    public string? Note => Fields.GetValueOrDefault(FormFields.Note);

    private string? this[LeadField field] => Fields.GetValueOrDefault(field.Name);

    internal InquiryIn ToInquiry(WebForm form, Instant sentAt)
    {
        var profile = LeadFields.Personal.Aggregate(Profile.Empty, (known, field) => field.With(known, this[field]));
        return new(profile, this[LeadFields.Company], new()
        {
            Source = form.Source,
            Campaign = form.Campaign ?? Utm.GetValueOrDefault("campaign"),
            Channel = Utm.GetValueOrDefault("medium"),
            Product = form.Product,
            Country = this[LeadFields.Country],
        }, [], null, Note)
        {
            Form = new(form.Id, Consent, Told(form, sentAt)),
        };
    }

    /// <summary>What is kept beside the inquiry, as JSON: the page, the marks of its address, and the words agreed to.</summary>
    private string Told(WebForm form, Instant at) => JsonSerializer.Serialize(new
    {
        form = form.Name,
        language = Language,
        page = Page,
        utm = Utm.Count > 0 ? Utm : null,
        consent = Consent is null ? null : new { version = Consent, text = ConsentText, at, source = Page ?? $"forms/{form.Key}" },
    }, LedgerJson.Options);

    /// <summary>What is wrong, by fields; empty: nothing is.</summary>
    internal IReadOnlyDictionary<string, Phrase> Mistakes(WebForm form)
    {
        var mistakes = new Dictionary<string, Phrase>();
        foreach (var field in form.Fields)
            if (!Fields.ContainsKey(field) && form.Required.Contains(field))
                mistakes[field] = "Please fill this in.";
        foreach (var (field, text) in Fields)
            Check(mistakes, field, () => PlainText.Check(text, field, FormFields.Longest(field)));
        if (form.HasConsent && form.IsConsentRequired && Consent is null)
            mistakes["consent"] = "Please tick this: without it we may not keep what you send.";
        // One after the other: of several that are wrong, all are told.
        var inquiry = ToInquiry(form, default);
        foreach (var field in LeadFields.Personal)
            if (this[field] is { } said)
                Check(mistakes, field.Name, () => Identities.Profiles.Check(field.With(Profile.Empty, said)));
        Check(mistakes, LeadFields.Country.Name, () => inquiry.Facts.Check());
        if (mistakes.Count == 0)
            Check(mistakes, LeadFields.Email.Name, () => Intake.Check(inquiry));
        return mistakes;
    }

    private static void Check(Dictionary<string, Phrase> mistakes, string field, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidArgument wrong)
        {
            mistakes.TryAdd(field, wrong.Said);
        }
    }
}
