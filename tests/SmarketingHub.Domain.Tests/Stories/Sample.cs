using System.Collections.Immutable;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Tests.Stories;

/// <summary>A company in Warsaw, open Monday to Friday 09:00-17:00: marketing, sales in two teams, one partner.</summary>
internal static class Sample
{
    public const string Altamar = "partner:altamar";
    public static readonly CalendarRef Office = new(StarterAgreements.Office, 1);
    private static readonly Instant Beginning = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly WorkCalendar OfficeHours = StarterAgreements.OfficeHours("Europe/Warsaw");

    public static readonly Person Mia = Someone(1, "Mia", Party.Marketing, Role.Rep);
    public static readonly Person Max = Someone(2, "Max", Party.Marketing, Role.Lead);
    public static readonly Person Ann = Someone(11, "Ann", Party.Sales, Role.Rep, "east");
    public static readonly Person Ben = Someone(12, "Ben", Party.Sales, Role.Rep, "east");
    public static readonly Person Lea = Someone(14, "Lea", Party.Sales, Role.Lead, "east");
    public static readonly Person Wes = Someone(21, "Wes", Party.Sales, Role.Rep, "west");
    public static readonly Person Pia = Someone(31, "Pia", Altamar, Role.Partner);
    public static readonly Person Pol = Someone(32, "Pol", Altamar, Role.Partner);
    public static readonly Person Ada = Someone(41, "Ada", Party.Marketing, Role.Admin);

    /// <summary>A program with a key of its own: a connector that syncs calls.</summary>
    public static readonly Actor Connector = new(ActorKind.Key, 1, Role.Rep, null);

    public static readonly IReadOnlyList<Person> Everybody = [Mia, Max, Ann, Ben, Lea, Wes, Pia, Pol, Ada];

    private static readonly Party Partner = new(Altamar, "Altamar", PartyKind.Partner);

    public static readonly Agreement Starter = StarterAgreements.MarketingAndSales(1, Beginning, Office);
    public static readonly Agreement WithAltamar = StarterAgreements.WithPartner(2, Party.Sales, Partner, Beginning, Office);

    public static readonly Company Firm = new()
    {
        TimeZone = "Europe/Warsaw",
        Parties = new[] { new(Party.Marketing, "Marketing", PartyKind.Marketing), new(Party.Sales, "Sales", PartyKind.Sales), Partner }
            .ToImmutableDictionary(party => party.Key),
        Teams = new[] { new Team("east", "East", Party.Sales), new Team("west", "West",
            Party.Sales) }.ToImmutableDictionary(team => team.Key),
        People = Everybody.ToImmutableDictionary(person => person.Id),
        Calendars = ImmutableDictionary<CalendarRef, WorkCalendar>.Empty.Add(Office, OfficeHours),
        Agreements = [Starter, WithAltamar],
    };

    public static Company With(this Company company, params Person[] changed) =>
        company with { People = company.People.SetItems(changed.Select(p => KeyValuePair.Create(p.Id, p))) };

    /// <summary>The starter agreement with one commitment changed.</summary>
    public static Company Promising(this Company company, string commitment, Func<Commitment, Commitment> change) => company with
    {
        Agreements = company.Agreements.ConvertAll(agreement => agreement with
        {
            Versions = agreement.Versions.ConvertAll(version => version with
            {
                Commitments = [.. version.Commitments.Select(c => c.Id == commitment ? change(c) : c)],
            }),
        }),
    };

    /// <summary>The starter agreement with one commitment more, before the others.</summary>
    public static Company PromisingFirst(this Company company, Commitment first) => company with
    {
        Agreements = company.Agreements.SetItem(0, company.Agreements[0] with
        {
            Versions = company.Agreements[0].Versions.ConvertAll(version => version with { Commitments = [first, .. version.Commitments] }),
        }),
    };

    public static Person Away(this Person person, Person? standIn = null) =>
        person with { AwayFrom = Beginning, StandIn = standIn?.Id };

    private static Person Someone(long id, string name, string party, Role role, string? team = null) =>
        new() { Id = id, Name = name, Email = $"{name.ToLowerInvariant()}@example.com", Party = party, Role = role, Team = team };
}
