using NodaTime;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What routing needs from outside: balances and loads, as this command leaves them so far.</summary>
/// <param name="TurnOf">How the balances of a rule stand.</param>
/// <param name="Took">They stand so from now on; to whom a lead that had waited was let out at that time, null: to nobody.</param>
/// <param name="Load">How many leads somebody has open, with the offers that wait.</param>
/// <param name="AccountOwner">Who owns a company in the world; null: nobody.</param>
/// <param name="LastTurn">What the last turn that was taken for a lead moved; null: none was, or it was given back.</param>
public sealed record RoutingServices(
    Func<string, FairTurn> TurnOf, Action<string, FairTurn, long?, Instant> Took, Func<long, int> Load, Func<long, long?> AccountOwner,
    Func<long, LeadRouted?> LastTurn)
{
    /// <summary>Everybody is at zero, and nothing is kept.</summary>
    public static readonly RoutingServices None = new(_ => FairTurn.Fresh, (_, _, _, _) => { }, _ => 0, _ => null, _ => null);
}
