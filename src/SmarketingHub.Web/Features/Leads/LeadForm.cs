using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>What is typed about a lead; it stays while it is refused.</summary>
public sealed class LeadForm
{
    /// <summary>Sources that the pages have words for; any other is taken as it is.</summary>
    public static readonly IReadOnlyList<string> KnownSources = StarterNames.Sources;

    private readonly Dictionary<LeadField, string?> typed = [];

    /// <summary>What stands in the field's input.</summary>
    public string? this[LeadField field]
    {
        get => typed.GetValueOrDefault(field);
        set => typed[field] = value;
    }

    public string? Note { get; set; }

    public static LeadForm Of(LeadPicture picture)
    {
        var form = new LeadForm();
        foreach (var field in LeadFields.All)
            form[field] = field switch
            {
                PersonField personal => personal.Of(picture.Contact.Profile),
                FactField fact => Shown(fact.Of(picture.Lead.Facts)),
                _ => picture.Account?.Name,
            };
        return form;
    }

    public InquiryIn ToInquiry() => new(Profile(), Given(LeadFields.Company), Facts(), [], null, Given(Note));

    /// <summary>
    /// What differs from before; what is the same is left alone, so that nobody else's change is written over. A field that was emptied is
    /// cleared.
    /// </summary>
    /// <exception cref="InvalidArgument">The value is no amount.</exception>
    public EditIn ToEdit(LeadForm before)
    {
        var changed = new LeadForm();
        var cleared = new HashSet<string>();
        foreach (var field in LeadFields.All)
        {
            var (old, now) = (before.Given(field), Given(field));
            if (old is not null && now is null)
                cleared.Add(field.Name);
            else if (old != now)
                changed[field] = now;
        }
        return new(changed.Profile(), changed.Given(LeadFields.Company), changed.Facts(), cleared);
    }

    private Profile Profile() =>
        LeadFields.Personal.Aggregate(Domain.Facts.Profile.Empty,
            (profile, field) => Given(field) is { } text ? field.With(profile, text) : profile);

    private LeadFacts Facts() =>
        LeadFields.Facts.Aggregate(new LeadFacts(), (facts, field) => Given(field) is { } text ? With(facts, field, text) : facts);

    private static LeadFacts With(LeadFacts facts, FactField field, string text) => field switch
    {
        FactField<string> words => words.With(facts, field == LeadFields.Source ? SourceOf(text) : text),
        FactField<int?> number =>
            number.With(facts, Figures.Whole(text, field.Name) ?? throw new InvalidArgument(field.Name, Figures.NoNumber)),
        FactField<decimal?> amount => amount.With(facts, Figures.Read(text, field.Name)),
        _ => throw new InvalidOperationException($"No page takes a {field.Name}."),
    };

    private static string SourceOf(string text) =>
        text.Replace(' ', '-').ToLowerInvariant() is var key && KnownSources.Contains(key) ? key : text;

    private static string? Shown(object? value) => value switch
    {
        decimal amount => Figures.Write(amount),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        var text => (string?)text,
    };

    private string? Given(LeadField field) => Given(this[field]);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
