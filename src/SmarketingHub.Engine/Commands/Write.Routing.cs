using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Commands;

/// <summary>Whose turn it is, read and written inside the group's transaction: so two processes never take one turn twice.</summary>
public sealed partial class Write
{
    private RoutingServices Routing() => new(TurnOf, Took, person => Changes.Leads.OpenOf(person) + Changes.Leads.OfferedTo(person),
        account => Lookups.Account(account).Owner, LastTurn);

    /// <summary>Whether somebody got a lead that had waited less than so long ago.</summary>
    internal bool Rests(string rule, long person, Duration pace) =>
        Lookups.TurnOf(rule)?.Standings.FirstOrDefault(s => s.Person == person)?.LetOutAt > Now - pace;

    private FairTurn TurnOf(string rule) => Lookups.TurnOf(rule) is not { } turn ? FairTurn.Fresh
        : FairTurn.Of(turn.Standings.Select(s => KeyValuePair.Create(s.Person, s.Balance)));

    private void Took(string rule, FairTurn after, long? letOutTo, Instant at)
    {
        var turn = Lookups.TurnOf(rule);
        if (turn is null)
            Changes.RuleTurns.Add(turn = new() { Rule = RuleTurn.KeyOf(rule) });
        turn.Standings = RuleTurns.Over(turn.Standings, after.Balances, letOutTo, at);
    }

    // A turn that was given back is none.
    private LeadRouted? LastTurn(long lead) => Lookups.LastRouted(lead) is { As: RoutedAs.Offered } last
        && Lookups.Line(last.Sequence) is { } line && LedgerJson.Read(line.Type, line.Body) is LeadRouted routed
        && routed.Candidates.Any(c => c.After is not null) ? routed : null;

    private void NoteRouted(long lead, LeadEvent happened, Instant at)
    {
        var (rule, routedAs, person) = happened switch
        {
            LeadRouted e => (e.Rule, RoutedAs.Offered, e.Person),
            RouteHeld e => (e.Rule, RoutedAs.Held, null),
            TurnGivenBack e => (e.Rule, RoutedAs.GivenBack, (long?)null),
            _ => ("", default, null),
        };
        if (rule.Length > 0)
            Changes.RoutedLeads.Add(new()
            {
                Sequence = head.Sequence,
                LeadId = lead,
                Rule = rule,
                As = routedAs,
                Person = person,
                At = at,
            });
    }
}
