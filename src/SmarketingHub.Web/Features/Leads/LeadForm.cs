using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>What is typed about a lead; it stays while it is refused.</summary>
public sealed class LeadForm
{
    /// <summary>Sources that the pages have words for; any other is taken as it is.</summary>
    public static readonly IReadOnlyList<string> KnownSources = StarterNames.Sources;

    public string? Email { get; set; }
    public string? Company { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Phone { get; set; }
    public string? Title { get; set; }
    public string? Country { get; set; }
    public string? Source { get; set; }
    public string? Campaign { get; set; }
    public string? Product { get; set; }
    public string? Segment { get; set; }
    public string? BusinessUnit { get; set; }
    public string? Grade { get; set; }
    public string? Value { get; set; }
    public string? Note { get; set; }

    public static LeadForm Of(LeadPicture picture) => new()
    {
        Email = picture.Contact.Email,
        Company = picture.Account?.Name,
        FirstName = picture.Contact.FirstName,
        LastName = picture.Contact.LastName,
        Phone = picture.Contact.Phone,
        Title = picture.Contact.Title,
        Country = picture.Lead.Facts.Country,
        Source = picture.Lead.Facts.Source,
        Campaign = picture.Lead.Facts.Campaign,
        Product = picture.Lead.Facts.Product,
        Segment = picture.Lead.Facts.Segment,
        BusinessUnit = picture.Lead.Facts.BusinessUnit,
        Grade = picture.Lead.Facts.Grade,
        Value = Figures.Write(picture.Lead.Facts.ExpectedValue),
    };

    public InquiryIn ToInquiry() => new(Profile(), Given(Company), Facts(), [], null, Given(Note));

    /// <summary>What differs from before; what is the same is left alone, so that nobody else's change is written over. A field that was emptied is cleared.</summary>
    /// <exception cref="InvalidArgument">The value is no amount.</exception>
    public EditIn ToEdit(LeadForm before)
    {
        var changed = new LeadForm();
        var cleared = new HashSet<string>();
        foreach (var property in typeof(LeadForm).GetProperties())
        {
            var (old, now) = (Given((string?)property.GetValue(before)), Given((string?)property.GetValue(this)));
            if (old is not null && now is null)
                cleared.Add(property.Name == nameof(Value) ? "expectedValue" : char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            else if (old != now)
                property.SetValue(changed, now);
        }
        return new(changed.Profile(), changed.Company, changed.Facts(), cleared);
    }

    private Profile Profile() => new(Given(FirstName), Given(LastName), Given(Email), Given(Phone), Given(Title));

    private LeadFacts Facts() => new()
    {
        Source = Given(Source)?.Replace(' ', '-').ToLowerInvariant() is { } key && KnownSources.Contains(key) ? key : Given(Source),
        Campaign = Given(Campaign),
        Product = Given(Product),
        Segment = Given(Segment),
        BusinessUnit = Given(BusinessUnit),
        Country = Given(Country),
        Grade = Given(Grade),
        ExpectedValue = Figures.Read(Value, "expectedValue"),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
