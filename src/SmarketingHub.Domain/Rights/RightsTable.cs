using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Rights;

/// <summary>The table of rights, asked at the door on every command and in every query.</summary>
public static class RightsTable
{
    /// <summary>A person's rights are those of now, whatever the page that sent the command remembers.</summary>
    /// <exception cref="NotAllowed">Unknown here, or no longer active.</exception>
    public static Actor AsKnownTo(this Actor actor, Company company) => actor.Kind != ActorKind.Person ? actor
        : company.Person(actor.Id) is { Active: true } person ? Actor.Of(person)
        : throw new NotAllowed("Your account is no longer active. Ask your administrator.");

    /// <summary>May speak and act for this party.</summary>
    public static bool ActsFor(this Actor actor, string? party) =>
        actor.SeesAll() && (actor.Role is Role.Admin or Role.Manager || actor.Party is null) || actor.Party == party;

    /// <summary>Everybody in the company sees one board; a partner sees only its own: <see cref="Sight"/>.</summary>
    public static bool SeesAll(this Actor actor) => actor.Role != Role.Partner;

    public static bool Sees(this Actor actor, Agreement agreement) => actor.SeesOnly() is not { } party || agreement.IsReadBy(party);

    /// <summary>The agreement, if it is this actor's to see: of others they know that a lead went by one, and not what it says.</summary>
    public static Agreement? AgreementSeenBy(this Company company, Actor actor, long id) =>
        company.Agreements.Find(a => a.Id == id) is { } found && actor.Sees(found) ? found : null;

    /// <summary>
    /// The commitments that were looked at, as far as they are this actor's to see: why another party's agreement did not fit tells what it
    /// says.
    /// </summary>
    public static IEnumerable<Tried> TriedSeenBy(this Company company, Actor actor, IEnumerable<Tried> tried) =>
        tried.Where(t => t.WhyNot is null || company.AgreementSeenBy(actor, t.Agreement) is not null);

    /// <summary>May say that something happened earlier than now.</summary>
    public static bool Backdates(this Actor actor) =>
        actor.Kind == ActorKind.Key && actor.Role != Role.Partner || actor.Role is Role.Lead or Role.Manager or Role.Admin;

    /// <summary>
    /// A breach is excused by the other side of the agreement, never by who owed it; managers and administrators stand above both.
    /// </summary>
    public static bool Excuses(this Actor actor, Clock clock, Company company) => actor.Role is Role.Manager or Role.Admin
        || actor.Role is Role.Lead && (actor.Party is not { } party
            || party != clock.OwedBy && company.Agreements.Find(a => a.Id == clock.Agreement)?.IsBetween(party, clock.OwedBy) == true);

    /// <summary>
    /// May say why a deadline was missed: the side that missed it knows best, so that team leads of either side may. It excuses nothing.
    /// </summary>
    public static bool NamesCauses(this Actor actor) => actor.Role is Role.Lead or Role.Manager or Role.Admin;

    /// <summary>May change the list from which causes are chosen.</summary>
    public static bool EditsCauses(this Actor actor) => actor.Role is Role.Lead or Role.Admin;

    public static bool EditsAgreements(this Actor actor) => actor.Role is Role.Lead or Role.Admin;

    /// <summary>May say which leads go to whom.</summary>
    public static bool EditsRouting(this Actor actor) => actor.Role is Role.Lead or Role.Admin;

    public static bool EditsPeople(this Actor actor) => actor.Role == Role.Admin;

    public static bool Forgets(this Actor actor) => actor.Role == Role.Admin;

    /// <summary>Other systems hear everything: who says which ones decides where all of it goes.</summary>
    public static bool KeepsWebhooks(this Actor actor) => actor.Role == Role.Admin;

    /// <summary>Messages to people that were given up: they say how people are reached.</summary>
    public static bool KeepsLetters(this Actor actor) => actor.Role == Role.Admin;

    /// <summary>What comes in by a form goes to Marketing: its team leads say what is asked.</summary>
    public static bool KeepsForms(this Actor actor) =>
        actor.Role == Role.Admin || actor.Role == Role.Lead && actor.ActsFor(Party.Marketing);

    public static bool Imports(this Actor actor) => actor.Role is Role.Lead or Role.Manager or Role.Admin;

    /// <summary>May tell the history of leads that this party has in the end: a team lead of its own party's.</summary>
    public static bool ImportsHistoryOf(this Actor actor, string party) => actor.Imports() && actor.ActsFor(party);
}
