using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Gives back the turn of whoever got a lead that was none.</summary>
internal sealed class TurnsBack(LeadInHand hand)
{
    internal void Give(GivenBackBecause because)
    {
        if (Last() is not { } taken)
            return;
        var before = hand.Routing.TurnOf(taken.Rule);
        var after = before.Without(taken.Candidates.Where(c => c.After is not null)
            .Select(c => new Move(c.Person, c.Before!.Value, c.After!.Value)));
        hand.Routing.Took(taken.Rule, after, null, hand.Now);
        hand.Emit(new TurnGivenBack(taken.Rule, because, [.. taken.Candidates.Where(c => c.After is not null)
            .Select(c => new Move(c.Person, before.Of(c.Person), after.Of(c.Person)))]));
    }

    private LeadRouted? Last() => hand.Events.LastOrDefault(e => e.Event is LeadRouted or TurnGivenBack)?.Event switch
    {
        null => hand.Routing.LastTurn(hand.Lead.Id),
        LeadRouted routed when routed.Candidates.Any(c => c.After is not null) => routed,
        _ => null,
    };
}
