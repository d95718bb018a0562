using NodaTime;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Engine.Routing.Past;

/// <summary>What routing rules would have made of a past period, had they been in force.</summary>
/// <param name="From">Leads that came from here on …</param>
/// <param name="To">… and before this instant.</param>
/// <param name="MostChanges">How many leads that somebody else would have got are told one by one, 0 to 1,000; all are counted.</param>
public sealed record PastRequest(Instant From, Instant To, IReadOnlyList<RoutingRule> Rules, int MostChanges = 200)
{
    public const int MostTold = 1_000;
}

/// <summary>Who would have got what: load and reassignment, and no word of what would have been won.</summary>
/// <param name="Sequence">Where the ledger ended.</param>
/// <param name="Leads">That came in the period and were not a customer's.</param>
/// <param name="Routed">Of these, offered by one of the rules; to somebody or to a queue.</param>
/// <param name="Held">Of these, so many waited for somebody to be free.</param>
/// <param name="Changed">Somebody else would have got it, or nobody in particular.</param>
/// <param name="People">By number, everybody who got one or would have.</param>
/// <param name="Rules">In their order; the leads that each would have led on.</param>
public sealed record PastResult(
    long Sequence, int Leads, int Routed, int Held, int Changed, IReadOnlyList<PersonLoad> People, IReadOnlyList<RuleLoad> Rules,
    IReadOnlyList<ChangedLead> Changes);

/// <param name="Leads">That the person would have got.</param>
/// <param name="Was">That the person got.</param>
/// <param name="MostADay">On the fullest day of the company's zone.</param>
/// <param name="Days">By the day on which each was, or would have been, offered.</param>
public sealed record PersonLoad(long Person, int Leads, int Was, int MostADay, IReadOnlyList<DayLoad> Days);

public sealed record DayLoad(LocalDate Day, int Leads, int Was);

public sealed record RuleLoad(string Rule, int Leads, int NobodyFree);

/// <param name="Person">Who would have got it; null: a queue, or it was not routed.</param>
/// <param name="Was">Who got it first; null: nobody has.</param>
public sealed record ChangedLead(long Lead, Instant At, string? Rule, long? Person, long? Was);
