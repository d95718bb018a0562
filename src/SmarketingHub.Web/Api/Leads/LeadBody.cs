using System.Collections.Frozen;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>The fields of a lead in JSON, one for each of <see cref="LeadFields"/>: as they are sent, changed and answered.</summary>
public abstract record LeadBody
{
    private static readonly FrozenSet<string> Clearable = LeadFields.All.Select(field => field.Name).ToFrozenSet();

    public string? Email { get; init; }
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public string? Product { get; init; }
    public string? Segment { get; init; }
    public string? BusinessUnit { get; init; }
    public int? Score { get; init; }
    public string? Grade { get; init; }
    public Money? ExpectedValue { get; init; }

    private protected LeadBody()
    {
    }

    private protected LeadBody(Lead lead, Contact contact, string? account, Company company)
    {
        (Email, Company, FirstName, LastName, Phone, Title) = (contact.Email, account, contact.FirstName, contact.LastName, contact.Phone,
            contact.Title);
        var facts = lead.Facts.Clean();
        (Country, TimeZone) = (facts.Country, facts.TimeZone);
        (Source, Campaign, Channel, Product, Segment, BusinessUnit) =
            (facts.Source, facts.Campaign, facts.Channel, facts.Product, facts.Segment, facts.BusinessUnit);
        (Score, Grade, ExpectedValue) = (facts.Score, facts.Grade, Money.Of(facts.ExpectedValue, company));
    }

    /// <param name="company">Whose currency counts.</param>
    /// <param name="emptied">The fields that say nothing.</param>
    internal EditIn ToEdit(Company company, IReadOnlySet<string> emptied) =>
        new(ToProfile(), Clean(Company, LeadFields.Company), ToFacts(company), emptied.Intersect(Clearable).ToFrozenSet());

    private protected Profile ToProfile() => new(
        Clean(FirstName, LeadFields.FirstName), Clean(LastName, LeadFields.LastName), Clean(Email, LeadFields.Email),
        Clean(Phone, LeadFields.Phone), Clean(Title, LeadFields.Title));

    private protected LeadFacts ToFacts(Company company) => new()
    {
        Source = Clean(Source, LeadFields.Source),
        Campaign = Clean(Campaign, LeadFields.Campaign),
        Channel = Clean(Channel, LeadFields.Channel),
        Product = Clean(Product, LeadFields.Product),
        Segment = Clean(Segment, LeadFields.Segment),
        BusinessUnit = Clean(BusinessUnit, LeadFields.BusinessUnit),
        Country = Clean(Country, LeadFields.Country),
        TimeZone = Clean(TimeZone, LeadFields.TimeZone),
        Grade = Clean(Grade, LeadFields.Grade)?.ToUpperInvariant(),
        Score = Score,
        ExpectedValue = ExpectedValue?.In(company, LeadFields.ExpectedValue.Name),
    };

    private protected static string? Clean(string? text, LeadField field) => Clean(text, field.Name, field.Longest);

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
