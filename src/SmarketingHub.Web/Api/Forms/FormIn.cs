using System.ComponentModel;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Api.Forms;

/// <summary>What a form says in one language.</summary>
public sealed record FormWordsBody
{
    [Description("Above it; the form's name without. At most 200 characters.")]
    public string? Title { get; init; }

    [Description("Below the title, at most 2,000 characters, as the others.")]
    public string? Intro { get; init; }

    [Description("What is agreed to by a tick: in every language of the form, or in none.")]
    public string? Consent { get; init; }

    [Description("When it was sent; a sentence of ours without.")]
    public string? Thanks { get; init; }
}

/// <summary>A form. With PUT, what is left out stays; null clears campaign, product and thanksUrl.</summary>
public sealed record FormIn
{
    [Description("At most 200 characters; so source, campaign and product.")]
    public string? Name { get; init; }

    [Description("What its inquiries say of where they came from; web-form without.")]
    public string? Source { get; init; }

    [Description("Null: the utm_campaign of the visitor's address.")]
    public string? Campaign { get; init; }
    public string? Product { get; init; }

    [Description("What it asks: firstName, lastName, email, phone, company, title, country, note.")]
    public IReadOnlyList<string>? Fields { get; init; }

    [Description("Those of its fields that have to be filled in, email, phone or company among them.")]
    public IReadOnlyList<string>? Required { get; init; }

    [Description("en, es, pl, ru; the first is for who reads none of them. Without: those of `words`.")]
    public IReadOnlyList<string>? Languages { get; init; }

    [Description("By languages. What is said of a language is said whole; languages that are left out stay.")]
    public IReadOnlyDictionary<string, FormWordsBody>? Words { get; init; }

    [Description("Whether it cannot be sent without the tick.")]
    public bool? ConsentRequired { get; init; }

    [Description("Where to when it was sent: http or https, at most 1,000 characters. Null: the form thanks itself.")]
    public string? ThanksUrl { get; init; }

    [Description("The sites that may embed it, such as https://www.example.com, at most 20.")]
    public IReadOnlyList<string>? Origins { get; init; }

    [Description("Whether it takes inquiries.")]
    public bool? Open { get; init; }

    /// <exception cref="InvalidArgument">Of words in a language that the form does not speak.</exception>
    internal WebFormText Over(WebFormText known, IReadOnlySet<string> emptied)
    {
        string? Said(string field, string? said, string? before) => emptied.Contains(field) ? null : said ?? before;
        var languages = Languages ?? (known.Languages.Count > 0 ? known.Languages : [.. Words?.Keys ?? []]);
        if (Words?.Keys.FirstOrDefault(language => !languages.Contains(language)) is { } unspoken)
            throw new InvalidArgument($"words.{unspoken}", "The form does not speak that language: name it in languages, too.");
        return known with
        {
            Name = Said("name", Name, known.Name),
            Source = Said("source", Source, known.Source),
            Campaign = Said("campaign", Campaign, known.Campaign),
            Product = Said("product", Product, known.Product),
            Fields = Fields ?? known.Fields,
            Required = Required ?? known.Required,
            Languages = languages,
            Words = [.. known.Words.Where(words => Words?.ContainsKey(words.Language) != true), .. (Words ?? Nothing).Select(Of)],
            IsConsentRequired = ConsentRequired ?? known.IsConsentRequired,
            ThanksUrl = Said("thanksUrl", ThanksUrl, known.ThanksUrl),
            Origins = Origins ?? known.Origins,
            IsOpen = Open ?? known.IsOpen,
        };
    }

    private static readonly Dictionary<string, FormWordsBody> Nothing = [];

    private static FormWords Of(KeyValuePair<string, FormWordsBody> said) =>
        new(said.Key, said.Value?.Title ?? "", said.Value?.Intro, said.Value?.Consent, said.Value?.Thanks);
}
