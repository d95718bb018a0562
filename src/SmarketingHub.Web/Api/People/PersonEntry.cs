using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.People;

/// <summary>Somebody who works here or at a partner.</summary>
public sealed record PersonEntry
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required Role Role { get; init; }
    public required string Party { get; init; }
    public string? Team { get; init; }

    /// <summary>Can sign in and gets leads.</summary>
    public required bool Active { get; init; }

    /// <summary>Away now.</summary>
    public required bool Away { get; init; }
    public Instant? AwayFrom { get; init; }
    public Instant? AwayUntil { get; init; }
    public PersonOut? StandIn { get; init; }

    /// <summary>
    /// Of an answer to <c>POST /people</c> alone, and not of one given before: shown once; at the first sign-in another is asked for.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; init; }

    /// <summary>Of an answer to <c>deactivate</c> alone: what goes on to others, in batches, at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MovesOut? Moves { get; init; }

    internal static PersonEntry Of(Person person, Company company, Instant now) => new()
    {
        Id = person.Id,
        Name = person.Name,
        Email = person.Email,
        Role = person.Role,
        Party = person.Party,
        Team = person.Team,
        Active = person.Active,
        Away = person.IsAway(now),
        AwayFrom = person.AwayFrom,
        AwayUntil = person.AwayUntil,
        StandIn = PersonOut.Of(person.StandIn, company),
    };
}

/// <summary>What moves.</summary>
/// <param name="Leads">Open leads that the person owned.</param>
/// <param name="Offers">Leads that were offered to the person by name.</param>
/// <param name="To">Who gets them; null: the queue.</param>
public sealed record MovesOut(int Leads, int Offers, PersonOut? To)
{
    internal static MovesOut Of(Moves moves) => new(moves.Leads, moves.Offers, moves.To is { } to ? new(to.Id, to.Name) : null);
}
