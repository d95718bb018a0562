using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Places;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What is known of the lead, and where it belongs.</summary>
public sealed partial class Turn
{
    public void Edit(LeadFacts facts, long? account, TextRef? profile)
    {
        Ask(Trigger.Edit);
        facts.Check(Lead.Facts);
        if (facts == Lead.Facts && account == Lead.AccountId && profile is null)
            return;
        Emit(new LeadEdited(facts, account, profile));
        JudgeAgain();
    }

    public void Note(string? words)
    {
        Ask(Trigger.Note);
        Emit(new NoteAdded(Require(words, "words", "Write the note.")));
    }

    public void Excuse(long clockId, ExcuseReason? reason, string? words)
    {
        if (Lead.Clocks.Find(c => c.Id == clockId) is not { } clock)
            throw new NotFound("The lead has no such clock.");
        if (!Actor.Excuses(clock, Company))
            throw new NotAllowed("A breach is excused by a team lead of the other party of the agreement, by a manager or an administrator.");
        if (clock.State != ClockState.Breached)
            throw new NotPermitted(null, "Only a breached clock can be excused.", []);
        if (reason is null)
            throw new InvalidArgument("reason", "Choose why it is excused.");
        Emit(new BreachExcused(clockId, reason.Value, Actor.PersonId, Keep(words)));
    }

    /// <summary>Makes this lead part of another: its attempts go over, it is closed as a duplicate.</summary>
    /// <param name="target">The lead that goes on; what it lacked it takes from this one.</param>
    /// <param name="words">Why, in the actor's words.</param>
    /// <param name="intoContact">The person whose this lead's is from now on; null: they are one already, or stay two.</param>
    /// <param name="profile">What the other person lacked and takes from this one.</param>
    public void MergeInto(Turn target, string? words, long? intoContact = null, TextRef? profile = null)
    {
        CheckMerge(target);
        target.TakeIn(Lead, profile);
        if (Lead.OpenHandoff is { } handoff)
            Happen(new HandoffClosed(handoff.Id, Trigger.Merge));
        Happen(new LeadMerged(target.Lead.Id, Keep(words), intoContact is null ? null : Lead.ContactId, intoContact));
    }

    /// <exception cref="NotPermitted">A machine or a guard refuses it.</exception>
    /// <exception cref="InvalidArgument">The other lead is none to merge into.</exception>
    public void CheckMerge(Turn target)
    {
        Ask(Trigger.Merge);
        if (!Actor.Sees(target.Lead))
            throw new InvalidArgument("into", "There is no such lead.");
        if (target.Lead.Id == Lead.Id)
            throw new InvalidArgument("into", "A lead cannot be merged into itself.");
        if (!target.Lead.IsOpen)
            throw new InvalidArgument("into", "The lead to merge into is closed.");
    }

    /// <summary>Its person turned out to be another contact.</summary>
    public void MoveToContact(long contact)
    {
        if (contact != Lead.ContactId)
            Emit(new ContactMerged(contact));
    }

    // The duplicate's attempts are evidence here, too, and what was unknown here may be known there.
    private void TakeIn(Lead duplicate, TextRef? profile)
    {
        var news = duplicate.Attempts.Where(a => !Lead.Attempts.Exists(mine => mine.IsSameActivity(a))).ToList();
        Emit(new DuplicateJoined(duplicate.Id, [.. news.Select(a =>
            new AttemptMade(services.NextId(), a.Kind, a.Reached, a.OccurredAt, a.By, a.Party, a.ExternalId, null))]));
        HandOn();
        foreach (var attempt in Lead.Attempts.TakeLast(news.Count).ToList())
            Judge(attempt);
        AskOn();
        var (facts, account) = (Lead.Facts.Over(duplicate.Facts), Lead.AccountId ?? duplicate.AccountId);
        if (facts == Lead.Facts && account == Lead.AccountId && profile is null)
            return;
        Emit(new LeadEdited(facts, account, profile));
        JudgeAgain();
    }

    private void JudgeAgain()
    {
        foreach (var clock in Lead.LiveClocks.ToList())
            if (ChosenFor(clock) is { } chosen && ClockRules.IsJudgedAgain(clock, chosen.Commitment))
                JudgeAgain(clock, chosen);
    }

    private void JudgeAgain(Clock clock, Choice chosen)
    {
        // One that was moved to a version stays with it; else what was in force when it started is asked again.
        (Agreement, AgreementVersion)[] texts = chosen.Version.EffectiveAt > clock.StartedAt ? [(chosen.Agreement, chosen.Version)] : [.. Company.InForce(clock.StartedAt)];
        var tried = new List<Tried>();
        if (Choose(Choice.Again(clock, chosen.Commitment, HandoffOf(clock), Lead.Facts), texts, tried) is not { } next
            || !next.Replaces(clock.Agreement, clock.Commitment) || next.Agreement.InForce(Now) is null)
            return;
        var holds = clock.Holds;
        End(clock, "judged again", null);
        Start(next, tried, clock.StartedAt, Lead.With(clock.OwedBy) is (true, var has) ? has : clock.Person, clock.HandoffId, clock.Round, null, holds, clock.AskedBefore);
    }
}
