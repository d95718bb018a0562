using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Rules;

/// <summary>Some of a lead's live clocks, which an event ends.</summary>
/// <param name="Over">Why nobody owes them any more; null: what was promised was done.</param>
/// <param name="Of">Of these promises; null: of any.</param>
/// <param name="OwedBy">By this party; null: by any.</param>
/// <param name="NotOwedBy">By any party but this one.</param>
public sealed record EndedClocks(string? Over = null, IReadOnlyList<Promise>? Of = null, string? OwedBy = null, string? NotOwedBy = null)
{
    public bool Include(IClockFacts clock) => clock.IsLive
        && (Of is null || Of.Contains(clock.Promise)) && (OwedBy is null || clock.OwedBy == OwedBy) && clock.OwedBy != NotOwedBy;
}

/// <summary>Which clocks an event of a lead ends. Pure: one table for a turn and for a replay.</summary>
public static class ClockEndings
{
    private static readonly EndedClocks[] None = [];
    private static readonly EndedClocks[] Decided = [new(Of: [Promise.Decide])];
    private static readonly EndedClocks[] Answered = [new(Of: [Promise.Answer])];
    private static readonly EndedClocks[] Touched = [new(Of: [Promise.Touch])];
    private static readonly EndedClocks[] Merged = [new("merged")];

    /// <summary>What ends before the lead has taken the event in.</summary>
    public static IReadOnlyList<EndedClocks> Before(LeadEvent happened, Lead lead) => happened switch
    {
        HandoffClosed e when lead.Handoff(e.Handoff).State == HandoffState.Returned => Answered,
        HandoffDisputed => Answered,
        LeadMerged => Merged,
        LeadPlaced { Dated: true } e => Proven(e.Stage),
        _ => None,
    };

    // Nobody gets so far without having been in touch.
    private static EndedClocks[] Proven(Stage stage) =>
        stage == Stage.Captured ? None : stage is >= Stage.Working and <= Stage.Won ? [.. Decided, .. Touched] : Decided;

    /// <summary>What ends when the lead has taken the event in.</summary>
    public static IReadOnlyList<EndedClocks> After(LeadEvent happened, Lead lead) => happened switch
    {
        StageMoved e => Moved(e, lead),
        HandoffAccepted => [new(Of: [Promise.Accept]), new("accepted by another party", NotOwedBy: lead.Holder)],
        HandoffReturned { Reason: ReturnReason.TimedOut } e => [new("returned", OwedBy: lead.Handoff(e.Handoff).To)],
        HandoffReturned e => [new(Of: [Promise.Accept]), new("returned", OwedBy: lead.Handoff(e.Handoff).To)],
        HandoffClosed { By: Trigger.Withdraw or Trigger.Disqualify or Trigger.Merge } e =>
            [new(e.By.ToApi(), OwedBy: lead.Handoff(e.Handoff).To)],
        _ => None,
    };

    private static IReadOnlyList<EndedClocks> Moved(StageMoved e, Lead lead)
    {
        var decided = e.Trigger is Trigger.Ready or Trigger.Nurture or Trigger.Disqualify ? Decided : None;
        return e.To.IsClosed() ? [.. decided, new("closed")]
            : e.Trigger == Trigger.Nurture ? [.. decided, new("nurtured")]
            // Two-way contact by another way than an attempt.
            : e.Trigger is Trigger.Book or Trigger.Hold or Trigger.Qualify
                ? [new(Of: [Promise.Touch, Promise.Effort], OwedBy: lead.Holder)]
            : decided;
    }
}
