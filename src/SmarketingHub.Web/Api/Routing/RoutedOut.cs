using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Web.Api.Routing;

/// <summary>What became of a lead by a rule.</summary>
public enum Became
{
    Offered,

    /// <summary>Nobody was free.</summary>
    Held,

    /// <summary>The turn that it took never was.</summary>
    GivenBack,
}

/// <summary>Why a lead went where it went, one decision.</summary>
/// <param name="Sequence">Its line in the ledger.</param>
/// <param name="Version">Of the rules; null: of what was given back.</param>
/// <param name="To">A party.</param>
/// <param name="Person">Null: the queue; by number.</param>
/// <param name="Waited">It was held until somebody was free.</param>
/// <param name="HeldUntil">Then it goes into the queue.</param>
/// <param name="Because">Why a turn was given back.</param>
/// <param name="Tried">The rules before it, and why they were not the one.</param>
/// <param name="Candidates">Who was weighed, and the balances before and after.</param>
public sealed record RoutedOut(
    long Sequence, Instant At, Became Became, string Rule, int? Version, RouteMethod? Method, string? To, string? Team, long? Person,
    string? PersonName, bool Waited, Instant? HeldUntil, GivenBackBecause? Because, IReadOnlyList<TriedRuleOut> Tried,
    IReadOnlyList<CandidateOut> Candidates)
{
    internal static RoutedOut? Of(LedgerEvent line, Company company) => LedgerJson.Read(line.Type, line.Body) switch
    {
        LeadRouted e => new(line.Sequence, line.At, Became.Offered, e.Rule, e.Version, e.Method, e.To, e.Team, e.Person,
            e.Person is null ? null : company.PersonName(e.Person), e.Waited, null, null, Tries(e.Tried, company),
            Weighed(e.Candidates, company)),
        RouteHeld e => new(line.Sequence, line.At, Became.Held, e.Rule, e.Version, e.Method, e.To, e.Team, null, null, false, e.Until, null,
            Tries(e.Tried, company), Weighed(e.Candidates, company)),
        TurnGivenBack e => new(
            line.Sequence, line.At, Became.GivenBack, e.Rule, null, null, null, null, null, null, false, null, e.Because, [],
            [.. e.Moves.Select(m => new CandidateOut(m.Person, company.PersonName(m.Person), null, null, null, m.Before, m.After))]),
        _ => null,
    };

    internal static IReadOnlyList<CandidateOut> Weighed(IEnumerable<Candidate> candidates, Company company) =>
        [.. candidates.Select(c =>
            new CandidateOut(c.Person, company.PersonName(c.Person), c.Weight, c.Skipped, c.Open, c.Before, c.After))];

    private static IReadOnlyList<TriedRuleOut> Tries(IEnumerable<TriedRule> tried, Company company) =>
        [.. tried.Select(t => new TriedRuleOut(t.Rule, t.WhyNot, t.Nobody is null ? null : Weighed(t.Nobody, company)))];
}

/// <param name="WhyNot">What keeps the lead out of it, or what else was in the way.</param>
/// <param name="Candidates">Those who were weighed, where nobody was free; null: it did not come to that.</param>
public sealed record TriedRuleOut(string Rule, string WhyNot, IReadOnlyList<CandidateOut>? Candidates);

/// <param name="Skipped">Null: could have had it.</param>
/// <param name="Open">Open leads, and offers that wait; null: nobody asked for it.</param>
/// <param name="Before">What the person was owed, in leads; negative: was ahead. Null: no turn was taken.</param>
public sealed record CandidateOut(
    long Person, string Name, decimal? Weight, SkippedBecause? Skipped, int? Open, decimal? Before, decimal? After);
