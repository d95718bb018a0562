using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Companies;

/// <summary>
/// Names that came with the product. Pages say these in the viewer's language while they are as they came;
/// every other name is somebody's own and is said as it is, also where it reads like a word of a page.
/// </summary>
public static class StarterNames
{
    public const string Marketing = "Marketing";
    public const string Sales = "Sales";
    public const string OfficeHours = "Office hours";

    /// <summary>The sources that forms offer; a form or a program may name any other.</summary>
    public static readonly IReadOnlyList<string> Sources =
    [
        "demo-request", "pricing-request", "web-form", "webinar", "trade-fair", "referral", "ads",
    ];

    public static bool HasStarterName(this Party party) => (party.Key, party.Name) is (Party.Marketing, Marketing) or (Party.Sales, Sales);

    public static bool IsStarterCalendar(string id, string name) => (id, name) is (StarterAgreements.Office, OfficeHours);

    /// <summary>What a refusal calls a party.</summary>
    public static object Said(this Company company, string? key) =>
        company.Parties.GetValueOrDefault(key ?? "") is { } party && party.HasStarterName()
            ? (object)Phrase.Of(party.Name) : company.PartyName(key);
}
