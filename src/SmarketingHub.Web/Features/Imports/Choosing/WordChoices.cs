using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Places;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>What a word of a file can stand for here.</summary>
public sealed class WordChoices(Company company)
{
    /// <summary>As a profile says it, and as the viewer reads it. Money of another currency is nobody's choice.</summary>
    public IEnumerable<(string Value, string Label)> Of(string field, IStringLocalizer<Texts> l) => field switch
    {
        "stage" => Enum.GetValues<Stage>().Select(stage => (stage.ToString(), l.Name(stage))),
        "owner" => InOrder(company.People.Values.Where(person => person.Email.Length > 0)
            .Select(person => (person.Email, person.Active ? person.Name : $"{person.Name} ({l["inactive"]})"))),
        "holder" => InOrder(company.Parties.Values.Select(party => (party.Key, l.Name(party)))),
        "country" => InOrder(Countries.Codes.Select(code => (code, CountryNames.Of(code)))),
        "grade" => LeadGrades.All.Select(grade => (grade, grade)),
        "timeZone" => DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/')).Select(id => (id, id.Replace('_', ' '))),
        _ => [],
    };

    /// <summary>What a value reads like; one that is none of the choices reads as it is.</summary>
    public string Label(string field, string value, IStringLocalizer<Texts> l) =>
        Of(field, l).Where(choice => choice.Value.Equals(value, StringComparison.OrdinalIgnoreCase)).Select(choice => choice.Label)
            .FirstOrDefault(value);

    private static IEnumerable<(string Value, string Label)> InOrder(IEnumerable<(string Value, string Label)> choices) =>
        choices.OrderBy(choice => choice.Label, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true));
}
