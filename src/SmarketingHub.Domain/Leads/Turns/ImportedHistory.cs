using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Where another system had a lead, and since when.</summary>
/// <param name="Dated">The system says when; else it is the last moment that is known of the lead, and proves no promise kept.</param>
/// <param name="InsteadOf">Whom it names and who is not there to hold an open lead.</param>
public sealed record Placing(
    Stage Stage, string Holder, long? Owner, decimal? Amount, string? Reason, Instant At, bool Dated, long? InsteadOf = null);

/// <summary>What happened elsewhere, told afterwards. It fires no rule and no ladder, and invents no hand-off.</summary>
internal sealed class ImportedHistory(LeadInHand hand, ClockEnds clocks, AgreementSteps steps, ClockStarts starts)
{
    private Lead Lead => hand.Lead;

    internal void Capture(LeadCaptured captured, bool judged)
    {
        hand.Emit(captured, captured.ReceivedAt);
        if (judged)
            starts.After(captured);
    }

    internal void Edit(LeadFacts facts, long? account, TextRef? profile, Instant at)
    {
        facts.Check(Lead.Facts);
        if (facts != Lead.Facts || account != Lead.AccountId || profile is not null)
            hand.Emit(new LeadEdited(facts, account, profile), at);
    }

    internal void Place(IReadOnlyList<Placing> steps)
    {
        foreach (var step in steps)
            Place(step, isLast: step == steps[^1]);
    }

    private void Place(Placing step, bool isLast)
    {
        if (Lead.OpenHandoff is { } handoff)
            hand.Emit(new HandoffClosed(handoff.Id, Trigger.Withdraw), step.At);
        BreachBefore(step.At);
        var (reason, words) = step.Reason is null ? (null, null) : CloseReasons.Read(step.Reason, null);
        var placed = new LeadPlaced(
            step.Stage, step.Holder, step.Owner, step.Amount, reason, hand.Company.Person(step.Owner)?.Team,
            step.Dated ? true : null, step.InsteadOf);
        foreach (var ended in ClockEndings.Before(placed, Lead))
            clocks.End(ended, step.At);
        if (isLast)
            clocks.End(new EndedClocks("placed"), step.At);
        hand.Emit(placed, step.At);
        if (hand.Keep(words) is { } kept)
            hand.Emit(new NoteAdded(kept), step.At);
    }

    // Of a past clock its breach alone is told: nobody was warned, and nobody lost the lead to a ladder that did not run.
    private void BreachBefore(Instant at)
    {
        while (true)
        {
            var breach = Lead.LiveClocks.Where(c => c.State == ClockState.Running && c.DueAt < at).MinBy(c => c.DueAt);
            if (steps.Next() is { } step && step.At < at && !(breach?.DueAt < step.At))
                steps.Take(step, step.At);
            else if (breach is not null)
                hand.Emit(new ClockBreached(breach.Id), breach.DueAt);
            else
                return;
        }
    }
}
