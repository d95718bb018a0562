using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.People;

/// <summary>What a person has that goes on to others when the person leaves.</summary>
/// <param name="Leads">Open leads that the person owns.</param>
/// <param name="Offers">Leads that are offered to the person by name.</param>
/// <param name="To">Who gets them; null: the queue of the party that has each.</param>
public sealed record Moves(int Leads, int Offers, Person? To)
{
    /// <summary>As of now; the rule itself is asked for each lead when it moves.</summary>
    /// <param name="rows">Where it stands.</param>
    /// <param name="company">As of now.</param>
    /// <param name="person">Who leaves.</param>
    /// <param name="standIn">Who shall get it; null: who stood in last.</param>
    /// <param name="now">For who is there.</param>
    public static Moves Of(HubContext rows, Company company, Person person, long? standIn, Instant now) =>
        new(rows.OwnedBy(person.Id).Count(), rows.OfferedTo(person.Id).Count(), Receiver(company, person, standIn ?? person.StandIn, now));

    /// <summary>Who gets it with this stand-in; null: the queue.</summary>
    public static Person? Receiver(Company company, Person person, long? standIn, Instant now) =>
        (company with { People = company.People.SetItem(person.Id, person with { Active = false, StandIn = standIn }) }).ThereFor(person.Id,
            person.Party, now);
}
