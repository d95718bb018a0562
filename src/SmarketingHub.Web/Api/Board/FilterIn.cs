using System.ComponentModel;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Places;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Search;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Board;

/// <summary>Which cards a view holds. What is left out asks nothing.</summary>
public sealed record FilterIn
{
    [Description("A, B, C or D.")]
    public string? Grade { get; init; }
    public string? Source { get; init; }

    [Description("ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }

    [Description("The party that has them.")]
    public string? Holder { get; init; }

    [Description("Owned by or offered to this person: an id or an email.")]
    public string? Owner { get; init; }

    [Description("How they stand: running, atRisk, breached.")]
    public string? Sla { get; init; }

    [Description("Words in any order, each a part of a name, a title, an email or a company, or a phone number in any spelling.")]
    public string? Q { get; init; }

    /// <summary>The engine's filter, as far as this caller may see.</summary>
    /// <exception cref="InvalidArgument">Nobody, or no such standing.</exception>
    internal BoardFilter For(Actor actor, Company company)
    {
        LeadIn.CheckWords(("grade", Grade), ("source", Source), ("country", Country), ("holder", Holder), ("owner", Owner), ("q", Q));
        return ToFilter(company.SeenBy(actor)).For(actor);
    }

    private BoardFilter ToFilter(Company company) => new()
    {
        Grade = Grade,
        Source = Source,
        Country = Country is null ? null : Countries.CodeOf(Country) ?? Country,
        Holder = Holder,
        Person = Owner is null ? null
            : Addressees.FindPerson(Owner, company)?.Id
                ?? throw new InvalidArgument("owner", $"Nobody here is called '{Owner}': a person's id or email."),
        Sla = Sla is null ? null : LeadList.ReadEnum<Sla>(Sla, "sla"),
        Text = SearchQuery.Of(Q),
    };
}
