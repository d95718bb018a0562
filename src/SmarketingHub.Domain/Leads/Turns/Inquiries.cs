using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Taking in inquiries.</summary>
internal sealed class Inquiries(
    LeadInHand hand, ClockStarts starts, Assignments assignments, HandoffMoves handoffs, StageMoves stages, Routes routes)
{
    private static readonly Instant EarliestReceipt = NodaConstants.UnixEpoch;

    private Lead Lead => hand.Lead;

    internal void Capture(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous,
        bool heldBySales, long? accountOwner, TextRef? profile, Instant? clocksFrom, long? alsoNames)
    {
        receivedAt = CheckReceivedAt(receivedAt);
        var (owner, insteadOf, _) = assignments.Given(Party.Sales, accountOwner);
        var captured = heldBySales
            ? new LeadCaptured(
                contact, account, inquiry, facts, Stage.Accepted, Party.Sales, owner, receivedAt, previous, false, profile,
                clocksFrom, alsoNames, insteadOf)
            : new LeadCaptured(
                contact, account, inquiry, facts, Stage.Captured, Party.Marketing, null, receivedAt, previous, true, profile,
                clocksFrom, alsoNames);
        hand.Emit(captured);
        starts.After(captured);
        if (!heldBySales)
            RunCaptureRules(facts);
    }

    internal void Join(long inquiry, LeadFacts told, Instant receivedAt, TextRef? profile, Instant? clocksFrom, long? alsoNames)
    {
        receivedAt = CheckReceivedAt(receivedAt);
        var offers = routes.CaptureRuleOf(told) is not null;
        var facts = Lead.Facts.JoinedBy(told) with { Source = offers ? told.Source : Lead.Facts.Source ?? told.Source };
        var joined = new InquiryJoined(inquiry, receivedAt, facts, profile, told.Source ?? "", clocksFrom, alsoNames);
        hand.Emit(joined);
        starts.JudgeAgain();
        assignments.HandOn();
        var runsRules = Lead.IsBeforeHandoff;
        starts.After(joined);
        if (runsRules)
            RunCaptureRules(Lead.Facts with { Source = told.Source });
    }

    private void RunCaptureRules(LeadFacts facts)
    {
        var rule = routes.CaptureRuleOf(facts);
        if (rule is not null && (rule.OfferTo == Lead.Holder || Lead.Bounces(rule.OfferTo) >= HandoffMachine.BounceLimit))
            return;
        if (routes.Go(facts, rule) || rule is null)
            return;
        if (Lead.Stage != Stage.Ready)
            stages.Ready(Actor.System);
        handoffs.Offer(new(rule.OfferTo));
    }

    private Instant CheckReceivedAt(Instant receivedAt)
    {
        if (receivedAt > hand.Now + LeadInHand.ClockSkew)
            throw new InvalidArgument("receivedAt", "An inquiry cannot be received in the future.");
        if (receivedAt < EarliestReceipt)
            throw new InvalidArgument("receivedAt", "An inquiry cannot be older than 1970.");
        return Instant.Min(receivedAt, hand.Now);
    }
}
