using NodaTime;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>An event and when it happened.</summary>
public sealed record Happened(LeadEvent Event, Instant At);

/// <summary>What a turn needs from outside: ids, a place for texts, and how busy people are.</summary>
/// <param name="NextId">A number not used before, by anything.</param>
/// <param name="Keep">Stores a text of at most so many characters beside the ledger, under the key of the contact.</param>
/// <param name="OpenLeads">How many open leads a person owns.</param>
/// <param name="Clock">The time of the command; a turn at an earlier one tells history.</param>
/// <param name="Routing">Null: everybody's turn begins anew.</param>
public sealed record TurnServices(
    Func<long> NextId, Func<long, string, int, TextRef> Keep, Func<long, int> OpenLeads, Instant Clock = default,
    RoutingServices? Routing = null);
