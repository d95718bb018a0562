using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Agreements;

/// <summary>Who may do what with an agreement.</summary>
public static class AgreementRights
{
    /// <summary>Team leads of the two parties, and administrators.</summary>
    public static bool Drafts(this Actor actor, Agreement agreement) =>
        actor.EditsAgreements() && (actor.Role == Role.Admin || actor.Party is null || agreement.IsBetween(actor.Party, null));

    /// <summary>A side's team leads, a partner's people; for a side that has nobody of the kind, administrators.</summary>
    public static bool SignsFor(this Person person, string party, Company company) =>
        person.Active
            && (IsSigner(person, party) || person.Role == Role.Admin && !company.People.Values.Any(p => p.Active && IsSigner(p, party)));

    private static bool IsSigner(Person person, string party) => person.Party == party && person.Role is Role.Lead or Role.Partner;

    internal static Agreement Agreement(this Write write, long id) =>
        write.Company.Agreements.Find(a => a.Id == id) is { } found && write.Actor.Sees(found)
            ? found : throw new NotFound($"There is no agreement {id}.");

    internal static (Agreement Agreement, AgreementVersion Version) Version(this Write write, long id, int number)
    {
        var agreement = write.Agreement(id);
        return (agreement,
            agreement.Version(number) is { } version && write.Actor.Reads(version)
                ? version : throw new NotFound($"The agreement has no version {number}."));
    }

    internal static void Allow(this Write write, Agreement agreement)
    {
        if (!write.Actor.Drafts(agreement))
            throw NotYours();
    }

    /// <summary>Before it is known which: who may change none is told neither names nor parties.</summary>
    internal static void AllowDrafts(this Write write)
    {
        if (!write.Actor.EditsAgreements())
            throw NotYours();
    }

    private static NotAllowed NotYours() => new("Only team leads of the two parties change an agreement.");
}
