using System.Collections.Immutable;

namespace SmarketingHub.Domain.Facts;

/// <summary>
/// All that can be known of a lead, as one table: pages, the API, imports, exports, checks and what conditions ask go by it.
/// In the order of the page's form.
/// </summary>
public static class LeadFields
{
    public static readonly PersonField Email =
        new("email", FieldKind.Email, p => p.Email, (p, value) => p with { Email = value })
        {
            Longest = 254,
            Columns = ["emailaddress", "workemail", "mail"],
        };

    public static readonly LeadField Company =
        new("company", FieldKind.Company)
        {
            Columns = ["companyname", "companyaccount", "account", "accountname", "associatedcompany", "organization", "organisation"],
        };

    public static readonly PersonField FirstName =
        new("firstName", FieldKind.Text, p => p.FirstName, (p, value) => p with { FirstName = value })
        {
            Columns = ["givenname", "forename"],
        };

    public static readonly PersonField LastName =
        new("lastName", FieldKind.Text, p => p.LastName, (p, value) => p with { LastName = value })
        {
            Columns = ["surname", "familyname"],
        };

    public static readonly PersonField Phone =
        new("phone", FieldKind.Phone, p => p.Phone, (p, value) => p with { Phone = value })
        {
            Columns = ["phonenumber", "mobile", "mobilephone", "mobilephonenumber", "telephone", "tel"],
        };

    public static readonly PersonField Title =
        new("title", FieldKind.Text, p => p.Title, (p, value) => p with { Title = value })
        {
            Label = "Job title",
            Columns = ["jobtitle", "position"],
        };

    public static readonly FactField<string> Source =
        new("source", FieldKind.Text, f => f.Source, (f, value) => f with { Source = value })
        {
            Description = "Where it came from: `web-form`, `demo-request`, …",
            Columns = ["leadsource", "originalsource", "originaltrafficsource", "utmsource"],
        };

    public static readonly FactField<string> Campaign =
        new("campaign", FieldKind.Text, f => f.Campaign, (f, value) => f with { Campaign = value })
        {
            Columns = ["campaignname", "primarycampaign", "utmcampaign", "originalsourcedrilldown1"],
        };

    public static readonly FactField<string> Channel =
        new("channel", FieldKind.Text, f => f.Channel, (f, value) => f with { Channel = value })
        {
            IsTyped = false,
        };

    public static readonly FactField<string> Product =
        new("product", FieldKind.Text, f => f.Product, (f, value) => f with { Product = value })
        {
            Columns = ["productname", "productinterest"],
        };

    public static readonly FactField<string> Segment =
        new("segment", FieldKind.Text, f => f.Segment, (f, value) => f with { Segment = value })
        {
            Columns = ["customersegment", "marketsegment"],
        };

    public static readonly FactField<string> BusinessUnit =
        new("businessUnit", FieldKind.Text, f => f.BusinessUnit, (f, value) => f with { BusinessUnit = value })
        {
            Columns = ["division"],
        };

    public static readonly FactField<string> Country =
        new("country", FieldKind.Country, f => f.Country, (f, value) => f with { Country = value })
        {
            Description = "ISO 3166-1 alpha-2; a code of three letters or a name in English, Spanish, Polish or Russian is understood too.",
            Columns = ["countryregion", "countrycode", "mailingcountry"],
        };

    public static readonly FactField<string> TimeZone =
        new("timeZone", FieldKind.TimeZone, f => f.TimeZone, (f, value) => f with { TimeZone = value })
        {
            Description = "The contact's, an IANA name.",
            IsTyped = false,
        };

    public static readonly FactField<string> Grade =
        new("grade", FieldKind.Grade, f => f.Grade, (f, value) => f with { Grade = value })
        {
            Description = "A, B, C or D.",
            NewestStands = true,
            Columns = ["rating", "leadgrade"],
        };

    public static readonly FactField<int?> Score =
        new("score", FieldKind.Score, f => f.Score, (f, value) => f with { Score = value })
        {
            Description = "0 to 100.",
            IsTyped = false,
            NewestStands = true,
            Columns = ["leadscore"],
        };

    public static readonly FactField<decimal?> ExpectedValue =
        new("expectedValue", FieldKind.Money, f => f.ExpectedValue, (f, value) => f with { ExpectedValue = value })
        {
            NewestStands = true,
        };

    public static readonly IReadOnlyList<LeadField> All =
    [
        Email, Company, FirstName, LastName, Phone, Title,
        Source, Campaign, Channel, Product, Segment, BusinessUnit, Country, TimeZone, Grade, Score, ExpectedValue,
    ];

    /// <summary>What stands in <see cref="Profile"/>.</summary>
    public static readonly IReadOnlyList<PersonField> Personal = [.. All.OfType<PersonField>()];

    /// <summary>What stands in <see cref="LeadFacts"/>.</summary>
    public static readonly ImmutableArray<FactField> Facts = [.. All.OfType<FactField>()];

    /// <summary>In the order of files and of the API: where the lead is from before what it wants, and a score before the grade.</summary>
    public static readonly IReadOnlyList<LeadField> InFiles =
    [
        .. All.Where(field => field is not FactField),
        .. Facts.OrderBy(field => IsPlace(field) ? 0 : field.Kind == FieldKind.Text ? 1 : field.Kind == FieldKind.Score ? 2 : 3),
    ];

    /// <summary>Of several that are wrong, a place is told last.</summary>
    internal static readonly ImmutableArray<FactField> Checked = [.. Facts.OrderBy(IsPlace)];

    private static bool IsPlace(LeadField field) => field.Kind is FieldKind.Country or FieldKind.TimeZone;
}
