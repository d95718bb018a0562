using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What is known of the lead, and where it belongs.</summary>
internal sealed class FactChanges(
    LeadInHand hand, ClockEnds clocks, ClockStarts starts, Assignments assignments, Evidence evidence, HandoffMoves handoffs,
    TurnsBack turns)
{
    private Lead Lead => hand.Lead;

    internal void Edit(Actor actor, LeadFacts facts, long? account, TextRef? profile)
    {
        hand.Permit(actor, Trigger.Edit);
        facts.Check(Lead.Facts);
        Change(facts, account, profile);
    }

    private void Change(LeadFacts facts, long? account, TextRef? profile)
    {
        if (facts == Lead.Facts && account == Lead.AccountId && profile is null)
            return;
        hand.Emit(new LeadEdited(facts, account, profile));
        starts.JudgeAgain();
    }

    internal void Note(Actor actor, string? words)
    {
        hand.Permit(actor, Trigger.Note);
        hand.Emit(new NoteAdded(hand.Require(words, "words", "Write the note.")));
    }

    internal void NoteToOwner(Actor actor, string? words)
    {
        hand.Permit(actor, Trigger.Note);
        var (party, person) = Lead.OfferedHandoff is { } offer ? (offer.To, offer.ToPerson) : (Lead.Holder, Lead.Owner);
        if (hand.Company.ThereFor(person, party, hand.Now) is not { } owner)
            throw new NotPermitted(null, "Nobody has it now who could read a note.", []);
        hand.Emit(new NoteAdded(hand.Require(words, "words", "Write the note."), owner.Id));
    }

    internal void Cause(Actor actor, long clockId, string? cause, string? words)
    {
        var clock = Known(clockId);
        if (!actor.NamesCauses())
            throw new NotAllowed("The cause of a breach is named by a team lead, a manager or an administrator.");
        if (clock.State != ClockState.Breached)
            throw new NotPermitted(null, "Only a breached clock has a cause.", []);
        if (hand.Company.BreachCauses.GetValueOrDefault(cause ?? "") is not { } known || known.Retired && known.Key != clock.Cause)
            throw new InvalidArgument("cause", "Choose a cause from the list.");
        if (known.Key != clock.Cause || !string.IsNullOrWhiteSpace(words))
            hand.Emit(new BreachCaused(clockId, known.Key, actor.PersonId, hand.Keep(words)));
    }

    private Clock Known(long clockId) => Lead.Clocks.Find(c => c.Id == clockId) ?? throw new NotFound("The lead has no such clock.");

    internal void Excuse(Actor actor, long clockId, ExcuseReason? reason, string? words)
    {
        var clock = Known(clockId);
        if (!actor.Excuses(clock, hand.Company))
            throw new NotAllowed(
                "A breach is excused by a team lead of the other party of the agreement, by a manager or an administrator.");
        if (clock.State != ClockState.Breached)
            throw new NotPermitted(null, "Only a breached clock can be excused.", []);
        if (reason is null)
            throw new InvalidArgument("reason", "Choose why it is excused.");
        hand.Emit(new BreachExcused(clockId, reason.Value, actor.PersonId, hand.Keep(words)));
    }

    /// <exception cref="NotPermitted">A machine or a guard refuses it.</exception>
    /// <exception cref="InvalidArgument">The other lead is none to merge into.</exception>
    internal void CheckMerge(Actor actor, Lead target)
    {
        hand.Permit(actor, Trigger.Merge);
        if (!actor.Sees(target))
            throw new InvalidArgument("into", "There is no such lead.");
        if (target.Id == Lead.Id)
            throw new InvalidArgument("into", "A lead cannot be merged into itself.");
        if (!target.IsOpen)
            throw new InvalidArgument("into", "The lead to merge into is closed.");
    }

    internal void BecomePartOf(long target, string? words, long? intoContact)
    {
        handoffs.Close(Trigger.Merge);
        clocks.Emit(new LeadMerged(target, hand.Keep(words), intoContact is null ? null : Lead.ContactId, intoContact));
        turns.Give(GivenBackBecause.Duplicate);
    }

    /// <summary>The duplicate's attempts are evidence here, too, and what was unknown here may be known there.</summary>
    internal void TakeIn(Lead duplicate, TextRef? profile)
    {
        var news = duplicate.Attempts.FindAll(a => !Lead.Attempts.Exists(mine => mine.IsSameActivity(a)));
        hand.Emit(new DuplicateJoined(duplicate.Id, [.. news.Select(a =>
            new AttemptMade(hand.NextId(), a.Kind, a.Reached, a.OccurredAt, a.By, a.Party, a.ExternalId, null))]));
        assignments.HandOn();
        foreach (var attempt in Lead.Attempts.TakeLast(news.Count).ToList())
            evidence.Judge(attempt);
        evidence.StartRoundOfAddressee();
        Change(Lead.Facts.Over(duplicate.Facts), Lead.AccountId ?? duplicate.AccountId, profile);
    }

    internal void MoveToContact(long contact)
    {
        if (contact != Lead.ContactId)
            hand.Emit(new ContactMerged(contact));
    }

    internal void Forget(Actor actor, ForgetReason reason)
    {
        if (!actor.Forgets())
            throw new NotAllowed("Only administrators forget a person.");
        hand.Emit(new PersonForgotten(reason));
    }
}
