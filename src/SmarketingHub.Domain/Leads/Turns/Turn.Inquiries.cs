using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Taking in inquiries.</summary>
public sealed partial class Turn
{
    private static readonly Instant EarliestReceipt = NodaConstants.UnixEpoch;

    /// <summary>A new lead. Its rules run at once: a hand-raise is readied and offered, a customer's goes straight to Sales.</summary>
    /// <param name="heldBySales">For a customer, or an account with an open opportunity: accepted at once by its owner, else in the queue.</param>
    /// <param name="clocksFrom">An import of older inquiries: its clocks start no earlier; null: at receipt.</param>
    public void Capture(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous,
        bool heldBySales, long? accountOwner, TextRef? profile, Instant? clocksFrom = null, long? alsoNames = null)
    {
        receivedAt = CheckReceivedAt(receivedAt);
        var (owner, insteadOf, _) = Given(Party.Sales, accountOwner);
        var captured = heldBySales
            ? new LeadCaptured(contact, account, inquiry, facts, Stage.Accepted, Party.Sales, owner, receivedAt, previous, false, profile, clocksFrom, alsoNames, insteadOf)
            : new LeadCaptured(contact, account, inquiry, facts, Stage.Captured, Party.Marketing, null, receivedAt, previous, true, profile, clocksFrom, alsoNames);
        Emit(captured);
        StartAfter(captured);
        if (!heldBySales)
            RunCaptureRules(facts);
    }

    /// <summary>An inquiry while the lead is open: what was unknown is filled in, and it may be more urgent.</summary>
    public void Join(long inquiry, LeadFacts asked, Instant receivedAt, TextRef? profile, Instant? clocksFrom = null, long? alsoNames = null)
    {
        receivedAt = CheckReceivedAt(receivedAt);
        var offers = CaptureRuleFor(asked) is not null;
        var facts = Lead.Facts.JoinedBy(asked) with { Source = offers ? asked.Source : Lead.Facts.Source ?? asked.Source };
        var joined = new InquiryJoined(inquiry, receivedAt, facts, profile, asked.Source ?? "", clocksFrom, alsoNames);
        Emit(joined);
        JudgeAgain();
        HandOn();
        var isAhead = Lead.IsBeforeHandoff;
        StartAfter(joined);
        if (isAhead)
            RunCaptureRules(Lead.Facts with { Source = asked.Source });
    }

    private CaptureRule? CaptureRuleFor(LeadFacts facts) =>
        (from inForce in Company.InForce(Now)
         where inForce.Version.CaptureRules.Count > 0 && inForce.Version.Scope.WhyNot(facts) is null
         from rule in inForce.Version.CaptureRules
         where rule.Condition.WhyNot(facts) is null
         select rule).FirstOrDefault();

    private void RunCaptureRules(LeadFacts facts)
    {
        if (CaptureRuleFor(facts) is not { } rule || rule.OfferTo == Lead.Holder || Lead.Bounces(rule.OfferTo) >= HandoffMachine.BounceLimit)
            return;
        AsSystem(() =>
        {
            if (Lead.Stage != Stage.Ready)
                Ready();
            OfferNow(new(rule.OfferTo));
        });
    }

    private Instant CheckReceivedAt(Instant receivedAt)
    {
        if (receivedAt > Now + ClockSkew)
            throw new InvalidArgument("receivedAt", "An inquiry cannot be received in the future.");
        if (receivedAt < EarliestReceipt)
            throw new InvalidArgument("receivedAt", "An inquiry cannot be older than 1970.");
        return Instant.Min(receivedAt, Now);
    }
}
