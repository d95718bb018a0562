using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Features.WebForms;

/// <summary>A form while somebody writes it; what is typed stays whatever is refused.</summary>
public sealed class WebFormDraft
{
    public string? Name { get; set; }
    public string? Source { get; set; } = "web-form";
    public string? Campaign { get; set; }
    public string? Product { get; set; }
    public HashSet<string> Fields { get; } = ["firstName", "lastName", "email", "company", "note"];
    public HashSet<string> Required { get; } = ["email"];
    public HashSet<string> Languages { get; } = ["en"];
    public Dictionary<string, WordsDraft> Words { get; } = FormFields.Languages.ToDictionary(l => l, _ => new WordsDraft());
    public bool IsConsentRequired { get; set; } = true;
    public string? ThanksUrl { get; set; }
    public string? Origins { get; set; }
    public bool IsOpen { get; set; } = true;

    /// <summary>The language of those who read none of the form's.</summary>
    public string? First { get; set; } = "en";

    internal static WebFormDraft Of(WebForm form)
    {
        var draft = new WebFormDraft
        {
            Name = form.Name,
            Source = form.Source,
            Campaign = form.Campaign,
            Product = form.Product,
            IsConsentRequired = form.IsConsentRequired || !form.HasConsent,
            ThanksUrl = form.ThanksUrl,
            Origins = string.Join('\n', form.Origins),
            IsOpen = form.IsOpen,
            First = form.Languages[0],
        };
        Put(draft.Fields, form.Fields);
        Put(draft.Required, form.Required);
        Put(draft.Languages, form.Languages);
        foreach (var words in form.Words)
            draft.Words[words.Language] = new()
            {
                Title = words.Title,
                Intro = words.Intro,
                Consent = words.Consent,
                Thanks = words.Thanks,
            };
        return draft;
    }

    internal WebFormText ToText() => new()
    {
        Name = Name,
        Source = Source,
        Campaign = Campaign,
        Product = Product,
        Fields = [.. Fields],
        Required = [.. Required.Intersect(Fields)],
        Languages = [.. FormFields.Languages.Where(Languages.Contains).OrderBy(language => language != First)],
        Words = [.. Words.Select(w => new FormWords(w.Key, w.Value.Title ?? "", w.Value.Intro, w.Value.Consent, w.Value.Thanks))],
        IsConsentRequired = IsConsentRequired,
        ThanksUrl = ThanksUrl,
        Origins = (Origins ?? "").Split(['\n', ',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        IsOpen = IsOpen,
    };

    private static void Put(HashSet<string> into, IReadOnlyList<string> said)
    {
        into.Clear();
        into.UnionWith(said);
    }

    /// <summary>What it says in one language.</summary>
    public sealed class WordsDraft
    {
        public string? Title { get; set; }
        public string? Intro { get; set; }
        public string? Consent { get; set; }
        public string? Thanks { get; set; }
    }
}
