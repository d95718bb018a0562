using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Engine.Leads;

/// <summary>Whoever was named for a lead was not there, and somebody else has it, or the queue.</summary>
/// <param name="Has">Null: the queue.</param>
public sealed record Substitution(Person Of, Person? Has)
{
    /// <summary>Null: whoever was named has it, or nobody was named.</summary>
    /// <param name="lead">After the trigger was fired.</param>
    public static Substitution? In(Company company, Actor actor, Trigger trigger, TriggerArgs args, Lead lead)
    {
        var named = trigger switch
        {
            Trigger.Assign => Find(args.Owner),
            Trigger.Accept =>
                args.Owner is null && company.Person(actor.PersonId) is { } self && self.Party == lead.Holder ? self : Find(args.Owner),
            Trigger.Offer when args.To?.StartsWith("person:", StringComparison.Ordinal) == true => Find(args.To[7..]),
            _ => null,
        };
        if (named is null)
            return null;
        var has = company.Person(lead.OfferedHandoff is { } offer && offer.To == named.Party ? offer.ToPerson : lead.Owner);
        return has?.Id == named.Id ? null : new(named, has);

        Person? Find(string? text) => string.IsNullOrWhiteSpace(text) ? null : Addressees.FindPerson(text, company);
    }
}
