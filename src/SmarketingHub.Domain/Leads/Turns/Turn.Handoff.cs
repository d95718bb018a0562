using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>The passing of the lead from one party to another.</summary>
public sealed partial class Turn
{
    public void Offer(Addressee? to, string? words = null)
    {
        Ask(Trigger.Offer);
        if (to is null)
            throw new InvalidArgument("to", "Say to whom it is offered.");
        if (!IsKnown(to))
            throw new InvalidArgument("to", $"Nobody here is called '{to}'.");
        if (to.Party == Lead.Holder)
            throw new InvalidArgument("to", "The lead is with this party already: assign it within the party instead.");
        if (Lead.Bounces(to.Party) >= HandoffMachine.BounceLimit)
            throw Refuse(Trigger.Offer, Why.BouncedTooOften);
        AnswerWith(Trigger.Offer);
        OfferNow(to, words);
    }

    private bool IsKnown(Addressee to) => Company.Parties.ContainsKey(to.Party)
        && (to.Team is null || Company.Teams.GetValueOrDefault(to.Team)?.Party == to.Party)
        && (to.Person is null || Company.Person(to.Person) is { Active: true } person && person.Party == to.Party);

    private void OfferNow(Addressee to, string? words = null)
    {
        HandOn();
        var (person, insteadOf, _) = Given(to.Party, to.Person);
        var id = services.NextId();
        var offered = new HandoffOffered(
            id, Lead.Holder, to.Party, Company.Person(person)?.Team ?? to.Team, person, Lead.Owner, Keep(words), WorthFor(to.Party), insteadOf);
        Emit(offered);
        StartAfter(offered);
    }

    /// <summary>By the agreements with the receiver, the most particular first: what one says of this source and grade, the most particular line first.</summary>
    private decimal? WorthFor(string receiver) => Company.InForce(Now)
        .Where(f => f.Agreement.Giver == Lead.Holder && f.Agreement.Receiver == receiver && f.Version.Scope.WhyNot(Lead.Facts) is null)
        .SelectMany(f => f.Version.Worths
            .Where(line => (line.Source is null || line.Source.Equals(Lead.Facts.Source, StringComparison.OrdinalIgnoreCase)) && (line.Grade is null || line.Grade == Lead.Facts.Grade))
            .OrderBy(line => line.Source is null).ThenBy(line => line.Grade is null))
        .Select(line => (decimal?)line.Worth).FirstOrDefault();

    /// <param name="owner">Who takes it; a person who accepts takes it, a program names somebody or leaves it in the queue.</param>
    public void Accept(long? owner = null)
    {
        var stage = Ask(Trigger.Accept);
        var handoff = Lead.OpenHandoff!;
        if (owner is { } id && (Company.Person(id) is not { Active: true } named || named.Party != handoff.To))
            throw new InvalidArgument("owner", $"The owner must be an active person of {Company.Said(handoff.To)}.");
        AcceptAs(owner ?? (Actor.Kind != ActorKind.Person ? null : Actor.Party == handoff.To ? Actor.Id : handoff.ToPerson), stage, Now);
    }

    private void AcceptAs(long? owner, Stage stage, Instant done)
    {
        var handoff = Lead.OpenHandoff!;
        var (person, insteadOf, _) = Given(handoff.To, owner);
        var accepted = new HandoffAccepted(handoff.Id, person, stage, insteadOf, Running(handoff.To, person, Promise.Accept));
        Happen(accepted, done: done);
        StartAfter(accepted);
    }

    public void Return(ReturnReason? reason, string? words = null)
    {
        Ask(Trigger.Return);
        if (reason is null or ReturnReason.TimedOut)
            throw new InvalidArgument("reason", $"Choose one of: {string.Join(", ", ReturnReasons.Choices.Select(ToApi))}.");
        if (reason == ReturnReason.Unresponsive && !EffortIsDone(Lead.CurrentHandoff!))
            throw new InvalidArgument("reason", "'unresponsive' needs the full effort first: the promised attempts are not all made.");
        ReturnNow(reason.Value, Keep(words), null);
    }

    private void ReturnNow(ReturnReason reason, TextRef? words, Instant? at)
    {
        var handoff = Lead.CurrentHandoff!;
        var returned = new HandoffReturned(handoff.Id, reason, words);
        Happen(returned, at);
        HandOn(at);
        StartAfter(returned, at);
    }

    /// <summary>Goes on with a returned lead.</summary>
    public void Keep()
    {
        Ask(Trigger.Keep);
        AnswerWith(Trigger.Keep);
        HandOn();
    }

    public void Dispute(string? words)
    {
        Ask(Trigger.Dispute);
        var kept = Require(words, "words", "Say why the return is disputed.");
        var disputed = new HandoffDisputed(Lead.OpenHandoff!.Id, kept);
        Happen(disputed);
        HandOn();
        StartAfter(disputed);
    }

    public void Withdraw()
    {
        Ask(Trigger.Withdraw);
        Happen(new HandoffClosed(Lead.OpenHandoff!.Id, Trigger.Withdraw));
        HandOn();
    }

    /// <summary>Moves the lead inside a party: its owner, or on an offered lead the one addressed.</summary>
    /// <param name="owner">Null: the queue.</param>
    public void Assign(long? owner)
    {
        Ask(Trigger.Assign);
        var offer = Lead.OfferedHandoff;
        var forReceiver = offer is not null && (owner is null ? Actor.Party == offer.To : Company.Person(owner)?.Party == offer.To);
        var party = forReceiver ? offer!.To : Lead.Holder;
        if (owner is { } id && (Company.Person(id) is not { Active: true } named || named.Party != party))
            throw new InvalidArgument("owner", $"The owner must be an active person of {Company.Said(party)}.");
        if (!Actor.ActsFor(party))
            throw new InvalidArgument("owner", $"Only {Company.Said(party)} assigns its own people.");
        var (person, insteadOf, because) = Given(party, owner);
        if (Reassign(party, person, because, null, insteadOf) && person is { } there)
            StartNextRounds(party, there);
    }

    // A breach stays with the round in which it came; whoever has the lead now gets a fresh one, unless one is running.
    private void StartNextRounds(string party, long person)
    {
        var newest = Lead.LiveClocks.Where(c => c.OwedBy == party)
            .Where(c => !Lead.LiveClocks.Any(later => later.IsRoundOf(c) && later.Round > c.Round)).ToList();
        foreach (var clock in newest.Where(c => c.BreachedAt is not null && c.Person != person))
            StartNextRound(clock, person, null);
    }

    /// <summary>False when nothing changes.</summary>
    private bool Reassign(string party, long? person, AssignedBy because, Instant? at, long? insteadOf = null)
    {
        if (Lead.With(party).Person == person)
            return false;
        // A ladder searches on in the team, or the whole party, in which it began.
        var team = because is AssignedBy.Ladder or AssignedBy.Correction ? null : Company.Person(person)?.Team;
        var clocks = Running(party, person);
        if (Lead.OfferedHandoff is { } offer && offer.To == party)
            Emit(new AddresseeChanged(offer.Id, team ?? offer.ToTeam, person, because, insteadOf, clocks), at);
        else
            Emit(new LeadAssigned(person, team ?? Lead.Team, because, insteadOf, clocks), at);
        return true;
    }

    // What goes to a person with the lead; a breach stays with whose it was. Null: nothing.
    private long[]? Running(string party, long? person, Promise? but = null) =>
        Lead.Clocks.FindAll(c => ClockRules.GoesWithLead(c, party, person, but)) is { Count: > 0 } going ? [.. going.Select(c => c.Id)] : null;

    // The giver answers a return: whatever it does next with the lead.
    private void AnswerWith(Trigger answer)
    {
        if (Lead.OpenHandoff is not { State: HandoffState.Returned } handoff)
            return;
        Happen(new HandoffClosed(handoff.Id, answer));
    }

    private static string ToApi(ReturnReason reason) => char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..];
}
