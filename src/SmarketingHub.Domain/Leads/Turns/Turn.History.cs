using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Leads.Rules;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Where another system had a lead, and since when.</summary>
/// <param name="Dated">The system says when; else it is the last moment that is known of the lead, and proves no promise kept.</param>
/// <param name="InsteadOf">Whom it names and who is not there to hold an open lead.</param>
public sealed record Placing(Stage Stage, string Holder, long? Owner, decimal? Amount, string? Reason, Instant At, bool Dated, long? InsteadOf = null);

/// <summary>What happened elsewhere, told afterwards. It fires no rule and no ladder, and invents no hand-off.</summary>
public sealed partial class Turn
{
    /// <summary>A lead of another system, at its own time.</summary>
    /// <param name="judged">Something later is known of it: promises from receipt are judged by the agreement of then.</param>
    public void CaptureForImport(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous, TextRef? profile,
        bool countsAsNew = true, bool judged = false, long? alsoNames = null)
    {
        var captured = new LeadCaptured(
            contact, account, inquiry, facts, Stage.Captured, Party.Marketing, null, receivedAt, previous, countsAsNew, profile, AlsoNames: alsoNames);
        Emit(captured, receivedAt);
        if (judged)
            StartAfter(captured);
    }

    /// <summary>An inquiry of then.</summary>
    public void JoinHistory(long inquiry, LeadFacts asked, Instant receivedAt, TextRef? profile, long? alsoNames = null) =>
        Emit(new InquiryJoined(inquiry, receivedAt, Lead.Facts.JoinedBy(asked), profile, AlsoNames: alsoNames), receivedAt);

    /// <summary>What the other system knows now. The lead's clocks stay as they are.</summary>
    public void EditHistory(LeadFacts facts, long? account, TextRef? profile, Instant at)
    {
        facts.Check(Lead.Facts);
        if (facts != Lead.Facts || account != Lead.AccountId || profile is not null)
            Emit(new LeadEdited(facts, account, profile), at);
    }

    public void Place(Stage stage, string holder, long? owner, decimal? amount, string? reason, Instant at) =>
        Place([new(stage, holder, owner, amount, reason, at, Dated: false)]);

    /// <summary>Puts the lead where its own system had it, step by step.</summary>
    public void Place(IReadOnlyList<Placing> steps)
    {
        foreach (var step in steps)
        {
            if (Lead.OpenHandoff is { } handoff)
                Emit(new HandoffClosed(handoff.Id, Trigger.Withdraw), step.At);
            BreachBefore(step.At);
            var (reason, words) = step.Reason is null ? (null, null) : CloseReasons.Read(step.Reason, null);
            var placed = new LeadPlaced(
                step.Stage, step.Holder, step.Owner, step.Amount, reason, Company.Person(step.Owner)?.Team, step.Dated ? true : null, step.InsteadOf);
            foreach (var ended in ClockEndings.Before(placed, Lead))
                End(ended, step.At);
            if (step == steps[^1])
                End(new EndedClocks("placed"), step.At);
            Emit(placed, step.At);
            if (Keep(words) is { } kept)
                Emit(new NoteAdded(kept), step.At);
        }
    }

    // Of a past clock its breach alone is told: nobody was warned, and nobody lost the lead to a ladder that did not run.
    private void BreachBefore(Instant at)
    {
        while (true)
        {
            var breach = Lead.LiveClocks.Where(c => c.State == ClockState.Running && c.DueAt < at).MinBy(c => c.DueAt);
            if (NextStep() is { } step && step.At < at && !(breach?.DueAt < step.At))
                Take(step, step.At);
            else if (breach is not null)
                Emit(new ClockBreached(breach.Id), breach.DueAt);
            else
                return;
        }
    }
}
