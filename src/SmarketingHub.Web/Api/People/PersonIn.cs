using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.People;

/// <summary>
/// Somebody who works here or at a partner. With PUT, what is left out stays; null or an empty text clears team, absence and stand-in.
/// </summary>
public sealed record PersonIn
{
    /// <summary>1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The name to sign in with, nobody else's here; it does not change.</summary>
    public string? Email { get; init; }
    public Role? Role { get; init; }

    /// <summary>A party's key: <c>sales</c>. Whoever goes to another party leaves behind what the first one holds.</summary>
    public string? Party { get; init; }

    /// <summary>A key of one of the party's teams.</summary>
    public string? Team { get; init; }

    /// <summary>False: cannot sign in, and has nothing any more. With PUT only.</summary>
    public bool? Active { get; init; }

    /// <summary>Away from then (inclusive). With PUT only.</summary>
    public Instant? AwayFrom { get; init; }

    /// <summary>Back at that instant; without one: away until further notice. With PUT only.</summary>
    public Instant? AwayUntil { get; init; }

    /// <summary>Who gets everything meanwhile: an active person of the same party, by id or email. With PUT only.</summary>
    public string? StandIn { get; init; }

    internal Person ToNew() => Active is not null || AwayFrom is not null || AwayUntil is not null || StandIn is not null
        ? throw new InvalidArgument(Active is not null ? "active" : StandIn is not null ? "standIn" : "awayFrom",
            "A new person is active and there: change it afterwards.")
        : new()
        {
            Id = 0,
            Name = Word(Name, "name"),
            Email = Word(Email, "email"),
            Party = Word(Party, "party"),
            Team = LeadIn.Clean(Team, "team"),
            Role = Role ?? throw new InvalidArgument("role", "Say the role: rep, lead, manager, admin or partner."),
        };

    internal Person Over(Person known, IReadOnlySet<string> emptied, Company company)
    {
        if (LeadIn.Clean(Email, "email") is { } email && !email.Equals(known.Email, StringComparison.OrdinalIgnoreCase))
            throw new InvalidArgument("email", "The address is the name to sign in with and does not change: add another person.");
        var changed = known with
        {
            Name = LeadIn.Clean(Name, "name") ?? known.Name,
            Role = Role ?? known.Role,
            Party = LeadIn.Clean(Party, "party") ?? known.Party,
            Active = Active ?? known.Active,
            AwayFrom = emptied.Contains("awayFrom") ? null : AwayFrom ?? known.AwayFrom,
            AwayUntil = emptied.Contains("awayUntil") || emptied.Contains("awayFrom") ? null : AwayUntil ?? known.AwayUntil,
            StandIn = emptied.Contains("standIn") ? null : IdOf(StandIn, company) ?? known.StandIn,
        };
        // A team is one party's: whoever goes elsewhere is in none unless one is said.
        return changed with
        {
            Team = LeadIn.Clean(Team, "team") ?? (emptied.Contains("team") || changed.Party != known.Party ? null : known.Team),
        };
    }

    internal static long? IdOf(string? text, Company company) => LeadIn.Clean(text, "standIn") is not { } said ? null
        : Addressees.FindPerson(said, company)?.Id
            ?? throw new InvalidArgument("standIn", $"Nobody here is called '{said}': a person's id or email.");

    private static string Word(string? text, string field) =>
        LeadIn.Clean(text, field, 254) ?? throw new InvalidArgument(field, $"Say the {Phrase.Of(field)}.");
}

/// <summary>Who gets what the person has.</summary>
public sealed record DeactivateIn
{
    /// <summary>An active person of the same party, by id or email; without: whoever stood in last, else the queue.</summary>
    public string? StandIn { get; init; }
}
