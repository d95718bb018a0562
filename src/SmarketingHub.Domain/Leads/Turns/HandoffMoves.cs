using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>The passing of the lead from one party to another.</summary>
internal sealed class HandoffMoves(
    LeadInHand hand, ClockEnds clocks, ClockStarts starts, Assignments assignments, TurnsBack turns)
{
    private Lead Lead => hand.Lead;
    private Company Company => hand.Company;

    internal void Offer(Actor actor, Addressee? to, string? words)
    {
        hand.Permit(actor, Trigger.Offer);
        if (to is null)
            throw new InvalidArgument("to", "Say to whom it is offered.");
        if (!IsKnown(to))
            throw new InvalidArgument("to", $"Nobody here is called '{to}'.");
        if (to.Party == Lead.Holder)
            throw new InvalidArgument("to", "The lead is with this party already: assign it within the party instead.");
        if (Lead.Bounces(to.Party) >= HandoffMachine.BounceLimit)
            throw hand.Refuse(actor, Trigger.Offer, Why.BouncedTooOften);
        AnswerWith(Trigger.Offer);
        Offer(to, words);
    }

    private bool IsKnown(Addressee to) => Company.Parties.ContainsKey(to.Party)
        && (to.Team is null || Company.Teams.GetValueOrDefault(to.Team)?.Party == to.Party)
        && (to.Person is null || Company.Person(to.Person) is { Active: true } person && person.Party == to.Party);

    /// <summary>By a rule, or by somebody who may.</summary>
    internal void Offer(Addressee to, string? words = null, Instant? at = null)
    {
        assignments.HandOn(at);
        var (person, insteadOf, _) = assignments.Given(to.Party, to.Person);
        var offered = new HandoffOffered(
            hand.NextId(), Lead.Holder, to.Party, Company.Person(person)?.Team ?? to.Team, person, Lead.Owner, hand.Keep(words),
            WorthFor(to.Party), insteadOf);
        clocks.Emit(offered, at);
        starts.After(offered, at);
    }

    /// <summary>
    /// By the agreements with the receiver, the most particular first: what one says of this source and grade, the most particular
    /// line first.
    /// </summary>
    private decimal? WorthFor(string receiver) => Company.InForce(hand.Now)
        .Where(f => f.Agreement.Giver == Lead.Holder && f.Agreement.Receiver == receiver && f.Version.Scope.WhyNot(Lead.Facts) is null)
        .SelectMany(f => f.Version.Worths
            .Where(line => line.Source is null || line.Source.Equals(Lead.Facts.Source, StringComparison.OrdinalIgnoreCase))
            .Where(line => line.Grade is null || line.Grade == Lead.Facts.Grade)
            .OrderBy(line => line.Source is null).ThenBy(line => line.Grade is null))
        .Select(line => (decimal?)line.Worth).FirstOrDefault();

    /// <param name="owner">Who takes it; a person who accepts takes it, a program names somebody or leaves it in the queue.</param>
    internal void Accept(Actor actor, long? owner)
    {
        var stage = hand.Permit(actor, Trigger.Accept);
        var handoff = Lead.OpenHandoff!;
        if (owner is { } id && (Company.Person(id) is not { Active: true } named || named.Party != handoff.To))
            throw new InvalidArgument("owner", $"The owner must be an active person of {Company.Said(handoff.To)}.");
        Accept(owner ?? (actor.Kind != ActorKind.Person ? null : actor.Party == handoff.To ? actor.Id : handoff.ToPerson), stage, hand.Now);
    }

    /// <param name="done">When it was accepted, which may be told later.</param>
    internal void Accept(long? owner, Stage stage, Instant done)
    {
        var handoff = Lead.OpenHandoff!;
        var (person, insteadOf, _) = assignments.Given(handoff.To, owner);
        var accepted = new HandoffAccepted(handoff.Id, person, stage, insteadOf, assignments.GoingWith(handoff.To, person, Promise.Accept));
        clocks.Emit(accepted, done: done);
        starts.After(accepted);
    }

    internal void Return(Actor actor, ReturnReason? reason, string? words)
    {
        hand.Permit(actor, Trigger.Return);
        if (reason is null or ReturnReason.TimedOut)
            throw new InvalidArgument("reason", $"Choose one of: {string.Join(", ", ReturnReasons.Choices.Select(ToApi))}.");
        if (reason == ReturnReason.Unresponsive && !IsEffortDone(Lead.CurrentHandoff!))
            throw new InvalidArgument("reason", "'unresponsive' needs the full effort first: the promised attempts are not all made.");
        Return(reason.Value, hand.Keep(words), null);
        if (reason.Value.CountsAgainstGiver() || reason == ReturnReason.Duplicate)
            turns.Give(reason == ReturnReason.Duplicate ? GivenBackBecause.Duplicate : GivenBackBecause.Returned);
    }

    /// <summary>Nobody answered the offer in time.</summary>
    internal void TimeOut(Instant at)
    {
        hand.Permit(Actor.System, Trigger.TimeOut);
        Return(ReturnReason.TimedOut, null, at);
    }

    private void Return(ReturnReason reason, TextRef? words, Instant? at)
    {
        var returned = new HandoffReturned(Lead.CurrentHandoff!.Id, reason, words);
        clocks.Emit(returned, at);
        assignments.HandOn(at);
        starts.After(returned, at);
    }

    /// <summary>Whether the receiver that wants to return the lead has tried all it promised; at least once where nothing is.</summary>
    private bool IsEffortDone(Handoff handoff)
    {
        var last = Lead.Clocks.FindLast(c => c.Promise == Promise.Effort && c.OwedBy == handoff.To && c.StartedAt >= handoff.AcceptedAt);
        return last is null
            ? Lead.Attempts.Exists(a => a.Counts && a.Party == handoff.To && a.OccurredAt >= handoff.OfferedAt)
            : last.State == ClockState.Met || clocks.EffortOf(last).DoneAt is not null;
    }

    /// <summary>Goes on with a returned lead.</summary>
    internal void Keep(Actor actor)
    {
        hand.Permit(actor, Trigger.Keep);
        AnswerWith(Trigger.Keep);
        assignments.HandOn();
    }

    internal void Dispute(Actor actor, string? words)
    {
        hand.Permit(actor, Trigger.Dispute);
        var kept = hand.Require(words, "words", "Say why the return is disputed.");
        var disputed = new HandoffDisputed(Lead.OpenHandoff!.Id, kept);
        clocks.Emit(disputed);
        assignments.HandOn();
        starts.After(disputed);
    }

    internal void Withdraw(Actor actor)
    {
        hand.Permit(actor, Trigger.Withdraw);
        Close(Trigger.Withdraw);
        assignments.HandOn();
    }

    /// <summary>The giver answers a return: whatever it does next with the lead.</summary>
    internal void AnswerWith(Trigger answer)
    {
        if (Lead.OpenHandoff is { State: HandoffState.Returned })
            Close(answer);
    }

    /// <summary>Ends the open hand-off, if there is one.</summary>
    internal void Close(Trigger by)
    {
        if (Lead.OpenHandoff is { } handoff)
            clocks.Emit(new HandoffClosed(handoff.Id, by));
    }

    private static string ToApi(ReturnReason reason) => CamelCase.Of(reason);
}
