using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Where the company's rules lead a lead that nobody has been offered yet.</summary>
internal sealed class Routes(LeadInHand hand, HandoffMoves handoffs, StageMoves stages)
{
    private Lead Lead => hand.Lead;
    private Company Company => hand.Company;
    private RoutingRules Rules => Company.Routing;

    /// <summary>Readies the lead, and offers it to whom the first rule that fits says, or holds it.</summary>
    /// <param name="facts">By which conditions are judged.</param>
    /// <param name="capture">What an agreement says of such a lead; null: nothing.</param>
    /// <returns>False: no rule fits, and nothing was done.</returns>
    internal bool Go(LeadFacts facts, CaptureRule? capture)
    {
        if (Rules.Rules.Count == 0 && capture?.Rule is null)
            return false;
        var route = Find(facts, capture, null);
        if (route is null)
            return false;
        if (Lead.Stage != Life.Stage.Ready)
            stages.Ready(Actor.System);
        if (route is { Rule: { IfNobody: IfNobody.Hold } rule, IsNobodyFree: true })
            Hold(route, rule);
        else
            Offer(route, hand.Now);
        return true;
    }

    /// <summary>One that waits goes to whoever is free by now.</summary>
    /// <param name="rests">Of a rule and a person: has just got one of those that waited.</param>
    /// <returns>False: still nobody is.</returns>
    internal bool LetOut(Func<string, long, bool> rests)
    {
        if (Lead.HeldUntil is null || Find(Lead.Facts, CaptureRuleOf(Lead.Facts), rests) is not { IsNobodyFree: false } route)
            return false;
        Offer(route, hand.Now, waited: true);
        return true;
    }

    /// <summary>It has waited as long as it may.</summary>
    internal void EndHold(Instant at)
    {
        var rule = Rules.Called(Lead.HeldBy);
        var to = Target.Of(Lead.HeldFor!, Company) ?? throw new InvalidOperationException($"Lead {Lead.Id} is held for nobody.");
        Offer(new(rule, Lead.HeldBy!, rule?.Method ?? RouteMethod.Queue, to, null, [], [], null, IsNobodyFree: true), at, tells: true);
    }

    /// <summary>By which agreement such a lead is offered, and to whom.</summary>
    internal CaptureRule? CaptureRuleOf(LeadFacts facts) =>
        (from inForce in Company.InForce(hand.Now)
         where inForce.Version.CaptureRules.Count > 0 && inForce.Version.Scope.WhyNot(facts) is null
         from rule in inForce.Version.CaptureRules
         where rule.Condition.WhyNot(facts) is null
         select rule).FirstOrDefault();

    private Route? Find(LeadFacts facts, CaptureRule? capture, Func<string, long, bool>? rests)
    {
        var now = new Situation(facts, hand.Now, Lead.AccountId is { } account ? hand.Routing.AccountOwner(account) : null,
            hand.Routing.Load, hand.Routing.TurnOf, rests);
        return Routing.Choosing.Route.Find(Rules, now, Company,
            new(capture, Lead.Holder, party => Lead.Bounces(party) >= HandoffMachine.BounceLimit));
    }

    private void Hold(Route route, RoutingRule rule) => hand.Emit(new RouteHeld(
        rule.Name, Rules.Version, rule.Method, route.To.Party, route.To.Team, route.Tried, route.Candidates,
        Instant.Min(Routing.Choosing.Hold.Until(rule, Lead.Facts, Lead.Holder, route.To.Party, hand.Now, Company),
            Lead.HeldUntil ?? Instant.MaxValue)));

    private void Offer(Route route, Instant at, bool tells = false, bool waited = false)
    {
        hand.Emit(new LeadRouted(route.Name, Rules.Version, route.Method, route.To.Party, route.To.Team, route.Person, route.Tried,
            route.Candidates, tells || route is { IsNobodyFree: true, Rule.IfNobody: IfNobody.Tell }, waited), at);
        if (route.Turn is not null || waited)
            hand.Routing.Took(route.Name, route.Turn ?? hand.Routing.TurnOf(route.Name), waited ? route.Person : null, hand.Now);
        handoffs.Offer(route.To with { Person = route.Person }, at: at);
    }
}
