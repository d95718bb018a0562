using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Rules;

/// <summary>A promise that an event calls for: a clock starts by the first commitment that fits, or it is uncovered.</summary>
/// <param name="OwedBy">By one of these; null: by any.</param>
/// <param name="Other">The party that it is promised to; null: any.</param>
/// <param name="From">When its clock starts.</param>
/// <param name="Person">Who is asked; null: the queue. Of an inquiry whoever has the lead in the party that the commitment names.</param>
public sealed record PromiseStart(
    Promise Promise, StartsAt Starts, IReadOnlyList<string>? OwedBy, string? Other, LeadFacts Facts, Instant From, long? Person,
    Handoff? Handoff = null)
{
    /// <summary>
    /// A touch that an inquiry calls for: an earlier deadline replaces a later one.
    /// Where no commitment promises it from receipt nothing is uncovered: it may be promised from acceptance.
    /// </summary>
    public bool OfInquiry { get; init; }

    /// <summary>It is called for only if it is not promised yet.</summary>
    public bool UnlessPromised { get; init; }

    /// <summary>Whether one of the lead's clocks answers it already.</summary>
    public bool IsPromisedBy(IReadOnlyList<IClockFacts> clocks, string holder) => UnlessPromised
        && (Handoff is { } handoff ? ClockRules.IsTouchPromised(clocks, holder, handoff.OfferedAt) : clocks.Any(c => c.Promise == Promise));
}

/// <summary>Which promises an event of a lead calls for. Pure: one table for a turn and for a replay.</summary>
public static class PromiseStarts
{
    private static readonly PromiseStart[] None = [];

    /// <param name="lead">As it is when all that the event moved has moved.</param>
    /// <param name="now">The time of the turn: what starts late burns nobody's time.</param>
    public static IReadOnlyList<PromiseStart> Of(LeadEvent happened, Lead lead, Instant now) => happened switch
    {
        LeadCaptured { Stage: Stage.Accepted } e =>
        [
            Touch(e.Facts, e.ClocksFrom ?? e.ReceivedAt, [Party.Sales]),
            AtAcceptance(Promise.Touch, lead, null, now) with { UnlessPromised = true },
        ],
        LeadCaptured e => [Decide(lead, e.ClocksFrom ?? e.ReceivedAt), Touch(e.Facts, e.ClocksFrom ?? e.ReceivedAt, null)],
        InquiryJoined e => [Joined(e, lead)],
        StageMoved { Trigger: Trigger.LookAgain } => [Decide(lead, now)],
        StageMoved { Trigger: Trigger.Reopen } e => Reopened(e.To, lead, now),
        HandoffOffered e => [Offered(lead.Handoff(e.Handoff), lead, now)],
        HandoffDisputed e => [Offered(lead.Handoff(e.Handoff), lead, now)],
        HandoffAccepted e => Accepted(lead.Handoff(e.Handoff), lead, now),
        HandoffReturned e when lead.Handoff(e.Handoff) is var h =>
            [new(Promise.Answer, StartsAt.Return, [h.From], h.To, lead.Facts, now, lead.Owner, h)],
        _ => None,
    };

    private static PromiseStart Decide(Lead lead, Instant from) =>
        new(Promise.Decide, StartsAt.Receipt, [lead.Holder], null, lead.Facts, from, lead.Owner);

    private static PromiseStart Touch(LeadFacts facts, Instant from, IReadOnlyList<string>? owedBy) =>
        new(Promise.Touch, StartsAt.Receipt, owedBy, null, facts, from, null) { OfInquiry = true };

    // By what the inquiry itself says. Not offered yet, anybody may owe it; else those who have the lead in hand.
    private static PromiseStart Joined(InquiryJoined e, Lead lead)
    {
        var facts = e.Source is { } source ? lead.Facts with { Source = source.Length == 0 ? null : source } : lead.Facts;
        return Touch(facts, e.ClocksFrom ?? e.ReceivedAt,
            lead.IsBeforeHandoff ? null : lead.OfferedHandoff is { } offer ? [lead.Holder, offer.To] : [lead.Holder]);
    }

    private static IReadOnlyList<PromiseStart> Reopened(Stage to, Lead lead, Instant now)
    {
        if (to is Stage.Captured or Stage.Nurturing)
            return [Decide(lead, now)];
        if (!to.IsSelling())
            return None;
        var giver = lead.AcceptedHandoff?.From;
        return [AtAcceptance(Promise.Touch, lead, giver, now), AtAcceptance(Promise.Effort, lead, giver, now)];
    }

    private static PromiseStart Offered(Handoff handoff, Lead lead, Instant now) =>
        new(Promise.Accept, StartsAt.Offer, [handoff.To], handoff.From, lead.Facts, now, handoff.ToPerson, handoff);

    // What the receiver owes from acceptance on: the first touch, unless it is promised from receipt already, and the effort.
    private static PromiseStart[] Accepted(Handoff handoff, Lead lead, Instant now) =>
    [
        AtAcceptance(Promise.Touch, lead, handoff.From, now) with { Handoff = handoff, UnlessPromised = true },
        AtAcceptance(Promise.Effort, lead, handoff.From, now) with { Handoff = handoff },
    ];

    private static PromiseStart AtAcceptance(Promise promise, Lead lead, string? giver, Instant now) =>
        new(promise, StartsAt.Acceptance, [lead.Holder], giver, lead.Facts, now, lead.Owner);
}
