using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Rights;

/// <summary>
/// The company as somebody knows it. A partner knows its own people; whoever works on the other side it knows as their party and nobody
/// else, of other partners it knows nothing, and of its agreements what was laid before it.
/// </summary>
public static class CompanySight
{
    // Whoever looks again at the same company gets the same object: pages tell by it whether something changed.
    private static readonly ConditionalWeakTable<Company, ConcurrentDictionary<string, Company>> Known = [];

    public static Company SeenBy(this Company company, Actor actor) => actor.SeesOnly() is not { } party ? company
        : Known.GetOrCreateValue(company).GetOrAdd(party, (only, whole) => KnownTo(whole, only), company);

    /// <summary>Whether this party reads it: not a draft, or one given up, that was never laid before both sides.</summary>
    public static bool Reads(this Actor actor, AgreementVersion version) => actor.SeesAll() || version.WasProposed();

    /// <summary>Whether the person is known by name, and not as their party alone.</summary>
    public static bool IsNamed(this Person person) => person.Email.Length > 0;

    private static Company KnownTo(Company company, string party)
    {
        bool IsForeign(string? other) => other != party && company.Parties.GetValueOrDefault(other ?? "") is { IsPartner: true };
        return company with
        {
            BreachCauses = company.BreachCauses.Clear(),
            Routing = RoutingRules.None,
            Parties = company.Parties.RemoveRange(company.Parties.Keys.Where(IsForeign)),
            Teams = company.Teams.RemoveRange(company.Teams.Values.Where(t => t.Party != party).Select(t => t.Key)),
            People = company.People.Values.Where(p => !IsForeign(p.Party))
                .ToImmutableDictionary(p => p.Id, p => p.Party == party ? p : Masked(p, company)),
            Agreements = [.. company.Agreements.Where(a => a.IsReadBy(party)).Select(a => KnownTo(a, party))],
        };
    }

    private static Person Masked(Person person, Company company) => new()
    {
        Id = person.Id,
        Name = company.PartyName(person.Party),
        Email = "",
        Party = person.Party,
        Role = person.Role,
        Active = person.Active,
    };

    // Where the other side signed from is its own.
    private static Agreement KnownTo(Agreement agreement, string party) => agreement with
    {
        Versions =
        [
            .. agreement.Versions.Where(v => v.WasProposed()).Select(v => v with
            {
                Signatures = [.. v.Signatures.Select(s => s.Party == party ? s : s with { From = null })],
            }),
        ],
    };
}
