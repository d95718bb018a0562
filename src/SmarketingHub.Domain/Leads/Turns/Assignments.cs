using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>
/// Who has the lead inside a party. Nothing stays with somebody who is not there: absence stops no clock, the lead goes on.
/// </summary>
internal sealed class Assignments(LeadInHand hand, ClockStarts starts)
{
    private Lead Lead => hand.Lead;
    private Company Company => hand.Company;

    /// <summary>Moves the lead inside a party: its owner, or on an offered lead the one addressed.</summary>
    /// <param name="owner">Null: the queue.</param>
    /// <param name="within">In which party, of the two that may have it; null: as the owner tells, or who assigns.</param>
    internal void Assign(Actor actor, long? owner, string? within)
    {
        hand.Permit(actor, Trigger.Assign);
        var offer = Lead.OfferedHandoff;
        var meant = within ?? (owner is null ? actor.Party : Company.Person(owner)?.Party);
        var party = offer is not null && meant == offer.To ? offer.To : Lead.Holder;
        if (within is not null && within != party)
            throw new InvalidArgument("owner", $"{Company.Said(within)} neither has this lead nor is offered it.");
        if (owner is { } id && (Company.Person(id) is not { Active: true } named || named.Party != party))
            throw new InvalidArgument("owner", $"The owner must be an active person of {Company.Said(party)}.");
        if (!actor.ActsFor(party))
            throw new InvalidArgument("owner", $"Only {Company.Said(party)} assigns its own people.");
        var (person, insteadOf, because) = Given(party, owner);
        if (Reassign(party, person, because, null, insteadOf) && person is { } there)
            StartNextRounds(party, there);
    }

    /// <summary>What is with somebody who is not there any more goes to whoever has it by the rule: a stand-in, else the queue.</summary>
    internal void HandOn(Instant? at = null)
    {
        if (!Lead.IsOpen)
            return;
        HandOn(Lead.Holder, Lead.Owner, at);
        if (Lead.OfferedHandoff is { } offer)
            HandOn(offer.To, offer.ToPerson, at);
    }

    private void HandOn(string party, long? person, Instant? at)
    {
        if (person is not { } has || Given(party, has) is not { InsteadOf: not null } given)
            return;
        // What begins afterwards is asked of the next one, and so are the rounds that a breach started.
        if (Reassign(party, given.Person, given.Because, at, given.InsteadOf) && given.Person is { } next)
            StartNextRounds(party, next);
    }

    /// <summary>Who gets what is meant for a person, and whom that one stands in for.</summary>
    internal (long? Person, long? InsteadOf, AssignedBy Because) Given(string party, long? meant)
    {
        var there = Company.ThereFor(meant, party, hand.Now)?.Id;
        if (there == meant)
            return (there, null, AssignedBy.Person);
        var isAway = Company.Person(meant) is { Active: true } person && person.Party == party;
        return (there, meant, isAway ? AssignedBy.Absence : AssignedBy.Departure);
    }

    /// <summary>False when nothing changes.</summary>
    internal bool Reassign(string party, long? person, AssignedBy because, Instant? at = null, long? insteadOf = null)
    {
        if (Lead.With(party).Person == person)
            return false;
        // A ladder searches on in the team, or the whole party, in which it began.
        var team = because is AssignedBy.Ladder or AssignedBy.Correction ? null : Company.Person(person)?.Team;
        var clocks = GoingWith(party, person);
        if (Lead.OfferedHandoff is { } offer && offer.To == party)
            hand.Emit(new AddresseeChanged(offer.Id, team ?? offer.ToTeam, person, because, insteadOf, clocks), at);
        else
            hand.Emit(new LeadAssigned(person, team ?? Lead.Team, because, insteadOf, clocks), at);
        return true;
    }

    /// <summary>The clocks that go to a person with the lead; null: none.</summary>
    internal long[]? GoingWith(string party, long? person, Promise? but = null)
    {
        var going = Lead.Clocks.FindAll(c => ClockRules.GoesWithLead(c, party, person, but));
        return going.Count > 0 ? [.. going.Select(c => c.Id)] : null;
    }

    // A breach stays with the round in which it came; whoever has the lead now gets a fresh one, unless one is running.
    private void StartNextRounds(string party, long person)
    {
        var newest = Lead.LiveClocks.Where(c => c.OwedBy == party)
            .Where(c => !Lead.LiveClocks.Any(later => later.IsRoundOf(c) && later.Round > c.Round)).ToList();
        foreach (var clock in newest.Where(c => c.BreachedAt is not null && c.Person != person))
            starts.StartNextRound(clock, person);
    }
}
