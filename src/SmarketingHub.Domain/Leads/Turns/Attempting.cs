using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What somebody did to reach the contact.</summary>
/// <param name="OccurredAt">Null: now.</param>
/// <param name="By">Who made it; a person at the door may leave it out and means itself.</param>
public sealed record AttemptArgs(
    AttemptKind? Kind, bool Reached = false, Instant? OccurredAt = null, long? By = null, string? ExternalId = null, string? Words = null);

/// <summary>Attempts to reach the contact, and what they bring about.</summary>
internal sealed class Attempting(LeadInHand hand, Evidence evidence, HandoffMoves handoffs, StageMoves stages)
{
    private Lead Lead => hand.Lead;
    private Company Company => hand.Company;
    private Instant Now => hand.Now;

    internal void Attempt(Actor actor, AttemptArgs args)
    {
        var stage = hand.Permit(actor, Trigger.Attempt);
        var (kind, occurredAt, by, party) = Check(actor, args);
        if (args.ExternalId is { } external && Lead.Attempts.Exists(a => a.ExternalId == external))
            return;
        hand.Emit(new AttemptMade(hand.NextId(), kind, args.Reached, occurredAt, by, party, args.ExternalId, hand.Keep(args.Words)));
        var attempt = Lead.Attempts[^1];
        evidence.Judge(attempt);
        if (WhoAccepts(attempt) is { } person)
        {
            handoffs.Accept(person.Id, LeadMachine.Permit(new(Lead, Actor.Of(person)), Trigger.Accept).To!.Value, occurredAt);
            // It is the receiver's first touch, too.
            evidence.Judge(attempt);
            stage = Lead.Stage == Stage.Accepted ? Stage.Working : Lead.Stage;
        }
        evidence.StartRoundOfAddressee();
        if (stage != Lead.Stage && attempt.Counts && Lead.Holder == party)
            stages.Move(Trigger.Attempt, stage);
    }

    /// <summary>Who takes the offered lead by trying to reach its contact: the one it is offered to, since it is.</summary>
    private Person? WhoAccepts(Attempt attempt) =>
        attempt.Counts && Lead.OfferedHandoff is { } offer && attempt.OccurredAt >= offer.OfferedAt
        && Company.Person(attempt.By) is { Active: true } person && person.Party == offer.To && offer.IsFor(person.Id, person.Team)
            ? person : null;

    private (AttemptKind, Instant, long?, string) Check(Actor actor, AttemptArgs args)
    {
        if (args.Kind is not { } kind)
            throw new InvalidArgument("kind", "Say what it was: call, email, meeting, message or sequence.");
        var occurredAt = args.OccurredAt ?? Now;
        if (occurredAt > Now + LeadInHand.ClockSkew)
            throw new InvalidArgument("occurredAt", "An attempt cannot be made in the future.");
        occurredAt = Instant.Min(occurredAt, Now);
        if (occurredAt < Now - LeadInHand.ClockSkew && !actor.Backdates())
            throw new InvalidArgument("occurredAt", "Only connectors and team leads may date an attempt back.");
        if (occurredAt < Now - Turn.BackdateLimit)
            throw new InvalidArgument("occurredAt", $"An attempt can be dated back by {Turn.BackdateLimit.Days} days at most.");
        if (Lead.ClosedAt is { } closed && occurredAt > closed)
            throw new InvalidArgument("occurredAt", "The lead is closed: only attempts from before that fit.");
        var by = args.By ?? actor.PersonId;
        var person = Company.Person(by);
        if (by is not null && person is null)
            throw new InvalidArgument("by", "Nobody here has that id.");
        if (args.By is not null && !actor.ActsFor(person!.Party))
            throw new InvalidArgument("by", $"{person.Name} is of another party.");
        return (kind, occurredAt, by, person?.Party ?? actor.Party
            ?? Lead.OfferedHandoff?.To ?? (Lead.IsOpen ? null : HandoffAtTheEnd?.To) ?? Lead.Holder);
    }

    // Of a closed lead: the one that ended with it, else by which its holder had it, else the last that somebody was let answer.
    private Handoff? HandoffAtTheEnd =>
        Lead.Handoffs.Find(h => h.ClosedAt == Lead.ClosedAt && h.Answer is Trigger.Disqualify or Trigger.Merge)
        ?? Lead.AcceptedHandoff ?? Lead.Handoffs.FindLast(h => h.Answer != Trigger.Withdraw);
}
