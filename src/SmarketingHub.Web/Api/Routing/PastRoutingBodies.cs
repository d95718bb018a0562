using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Routing.Past;

namespace SmarketingHub.Web.Api.Routing;

/// <summary>Rules to be tried on the past.</summary>
public sealed record PastRoutingIn
{
    /// <summary>Leads that came from here on …</summary>
    public Instant? From { get; init; }

    /// <summary>… and before this instant.</summary>
    public Instant? To { get; init; }

    /// <summary>As <c>PUT /routing</c> takes them; left out: those in force.</summary>
    public IReadOnlyList<RuleBody>? Rules { get; init; }
}

/// <summary>Who would have got what. It shows load and reassignment, and says nothing of what would have been won.</summary>
/// <param name="Sequence">Where the ledger ended.</param>
/// <param name="Leads">That came in the period and were not a customer's.</param>
/// <param name="Routed">Of these, offered by one of the rules.</param>
/// <param name="Held">Of these, so many waited for somebody to be free.</param>
/// <param name="Changed">Somebody else would have got it than got it first.</param>
public sealed record PastRoutingOut(
    long Sequence, int Leads, int Routed, int Held, int Changed, IReadOnlyList<PastPersonOut> People, IReadOnlyList<RuleLoad> Rules,
    IReadOnlyList<PastChangeOut> Changes)
{
    internal static PastRoutingOut Of(PastResult found, Company company) => new(
        found.Sequence, found.Leads, found.Routed, found.Held, found.Changed,
        [.. found.People.Select(p => new PastPersonOut(p.Person, company.PersonName(p.Person), p.Leads, p.Was, p.MostADay,
            [.. p.Days.Select(d => new PastDayOut(d.Day.ToString("uuuu-MM-dd", null), d.Leads, d.Was))]))],
        found.Rules, [.. found.Changes.Select(c => new PastChangeOut(c.Lead, c.At, c.Rule, c.Person, c.Was))]);
}

/// <param name="Leads">That the person would have got.</param>
/// <param name="Was">That the person got.</param>
/// <param name="MostADay">Would have got, on the fullest day.</param>
/// <param name="Days">In the company's zone.</param>
public sealed record PastPersonOut(long Person, string Name, int Leads, int Was, int MostADay, IReadOnlyList<PastDayOut> Days);

/// <param name="Day">ISO date.</param>
public sealed record PastDayOut(string Day, int Leads, int Was);

/// <param name="Person">Who would have got it; null: a queue.</param>
/// <param name="Was">Who got it first; null: nobody has.</param>
public sealed record PastChangeOut(long Lead, Instant At, string? Rule, long? Person, long? Was);
