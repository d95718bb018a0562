using System.Collections.Concurrent;
using System.Linq.Expressions;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Rights;

/// <summary>
/// Who sees which lead: the one rule, for queries and in memory. Whoever does not see a lead is told what is told of one that does not
/// exist.
/// </summary>
public static class Sight
{
    private static readonly ConcurrentDictionary<string, Func<Lead, bool>> Compiled = new();

    /// <summary>The leads that are with a party: it holds them, or is offered them and has not answered yet.</summary>
    public static Expression<Func<Lead, bool>> IsWith(string party) =>
        lead => lead.Holder == party || lead.Handoffs.Any(h => h.State == HandoffState.Offered && h.To == party);

    /// <summary>The party that a partner's own sees the leads of; null: sees all.</summary>
    public static string? SeesOnly(this Actor actor) => actor.SeesAll() ? null : actor.Party ?? "";

    /// <summary>Needs the lead's hand-offs.</summary>
    public static bool Sees(this Actor actor, Lead lead) =>
        actor.SeesOnly() is not { } party || Compiled.GetOrAdd(party, only => IsWith(only).Compile())(lead);
}
