using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.WebForms;

/// <summary>What somebody says of a form.</summary>
public sealed record WebFormText
{
    /// <summary>So many sites may embed one.</summary>
    public const int MostOrigins = 20;

    private const int LongestUrl = 1_000;
    private const int LongestWords = 2_000;

    public string? Name { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Product { get; init; }
    public IReadOnlyList<string> Fields { get; init; } = [];
    public IReadOnlyList<string> Required { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<FormWords> Words { get; init; } = [];
    public bool IsConsentRequired { get; init; }
    public string? ThanksUrl { get; init; }
    public IReadOnlyList<string> Origins { get; init; } = [];
    public bool IsOpen { get; init; } = true;

    public static WebFormText Of(WebForm form) => new()
    {
        Name = form.Name,
        Source = form.Source,
        Campaign = form.Campaign,
        Product = form.Product,
        Fields = form.Fields,
        Required = form.Required,
        Languages = form.Languages,
        Words = form.Words,
        IsConsentRequired = form.IsConsentRequired,
        ThanksUrl = form.ThanksUrl,
        Origins = form.Origins,
        IsOpen = form.IsOpen,
    };

    /// <summary>As it is kept.</summary>
    /// <exception cref="InvalidArgument">Of the field that is wrong.</exception>
    internal WebFormText Check()
    {
        var languages = Known(Languages, FormFields.Languages, "languages");
        if (languages.Count == 0)
            throw Wrong("languages", "Choose at least one language.");
        var fields = Known(Fields, FormFields.All, "fields");
        if (fields.Count == 0)
            throw Wrong("fields", "Choose at least one field.");
        var required = Known(Required, FormFields.All, "required");
        if (required.FirstOrDefault(field => !fields.Contains(field)) is { } unasked)
            throw Wrong("required", $"The form does not ask '{unasked}': it cannot be required.");
        if (!required.Intersect(FormFields.OfAnswer).Any())
            throw Wrong("required", "Require at least one of email, phone and company: else nobody could be answered.");
        var name = Clean(Name, "name") ?? throw Wrong("name", "Give the form a name.");
        var words = languages.Select(language => CheckWords(language, name)).ToList();
        if (words.Find(w => w.Consent is null) is { } lacking && words.Exists(w => w.Consent is not null))
            throw Wrong($"words.{lacking.Language}.consent", "Write what is agreed to in every language of the form, or in none.");
        return this with
        {
            Name = name,
            Source = Clean(Source, "source") ?? "web-form",
            Campaign = Clean(Campaign, "campaign"),
            Product = Clean(Product, "product"),
            Fields = [.. FormFields.All.Intersect(fields)],
            Required = [.. FormFields.All.Intersect(required)],
            Languages = languages,
            Words = words,
            IsConsentRequired = IsConsentRequired && words[0].Consent is not null,
            ThanksUrl = CheckUrl(ThanksUrl),
            Origins = CheckOrigins(Origins),
        };
    }

    internal void Over(WebForm form)
    {
        (form.Name, form.Source, form.Campaign, form.Product) = (Name!, Source!, Campaign, Product);
        (form.Fields, form.Required, form.Languages) = (Fields, Required, Languages);
        if (!Agreed(Words).SequenceEqual(Agreed(form.Words)))
            form.ConsentVersion++;
        (form.Words, form.IsConsentRequired, form.ThanksUrl, form.Origins, form.IsOpen) =
            (Words, IsConsentRequired, ThanksUrl, Origins, IsOpen);
    }

    private static IEnumerable<(string, string)> Agreed(IReadOnlyList<FormWords> words) =>
        words.Where(w => w.Consent is not null).Select(w => (w.Language, w.Consent!)).Order();

    private FormWords CheckWords(string language, string name)
    {
        var said = Words.FirstOrDefault(w => w.Language == language);
        string? Said(string? text, string which, int longest = LongestWords) => Clean(text, $"words.{language}.{which}", longest);
        return new(language, Said(said?.Title, "title", PlainText.LongestWord) ?? name, Said(said?.Intro, "intro"),
            Said(said?.Consent, "consent"), Said(said?.Thanks, "thanks"));
    }

    private static List<string> Known(IReadOnlyList<string> said, IReadOnlyList<string> known, string field) =>
        said.FirstOrDefault(one => !known.Contains(one)) is { } unknown
            ? throw Wrong(field, $"There is no '{unknown}'. Known: {string.Join(", ", known)}.")
            : [.. said.Distinct()];

    private static string? CheckUrl(string? url)
    {
        if (Clean(url, "thanksUrl", LongestUrl) is not { } said)
            return null;
        return Uri.TryCreate(said, UriKind.Absolute, out var uri) && OutsideHttp.IsWeb(uri) && uri.Host.Length > 0
            && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : throw Wrong("thanksUrl", "Give an address such as https://example.com/thanks, without a name or password in it.");
    }

    private static List<string> CheckOrigins(IReadOnlyList<string> origins)
    {
        var said = origins.Select(origin => Clean(origin, "origins")).OfType<string>().Select(OriginOf).Distinct().ToList();
        return said.Count <= MostOrigins ? said : throw Wrong("origins", $"At most {MostOrigins} sites.");
    }

    // As browsers say it: no path, the host in ASCII, the port only if it is not the usual one.
    private static string OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && OutsideHttp.IsWeb(uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && !uri.Host.Contains('*', StringComparison.Ordinal)
            ? $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}"
            : throw Wrong("origins", $"'{text}' is no site: give its scheme and host, such as https://www.example.com.");

    private static string? Clean(string? text, string field, int longest = PlainText.LongestWord)
    {
        PlainText.Check(text, field, longest);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static InvalidArgument Wrong(string field, Phrase what) => new(field, what);
}
