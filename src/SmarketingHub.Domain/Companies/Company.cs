using System.Collections.Immutable;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Companies;

/// <summary>
/// Who is here and what was agreed, as of one moment: parties, teams, people, calendars, agreements.
/// Immutable; a change makes a new one.
/// </summary>
public sealed record Company
{
    /// <summary>IANA name of the installation's zone.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>That zone, by which days, weeks and months of reports begin; UTC where nobody knows the name.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc;

    /// <summary>ISO 4217 code of the one currency.</summary>
    public string Currency { get; init; } = "EUR";

    public ImmutableDictionary<string, Party> Parties { get; init; } = ImmutableDictionary<string, Party>.Empty;
    public ImmutableDictionary<string, Team> Teams { get; init; } = ImmutableDictionary<string, Team>.Empty;
    public ImmutableDictionary<long, Person> People { get; init; } = ImmutableDictionary<long, Person>.Empty;

    /// <summary>What people want to be told beside the bell, by the person; without one nothing.</summary>
    public ImmutableDictionary<long, TellChoices> TellChoices { get; init; } = ImmutableDictionary<long, TellChoices>.Empty;

    /// <summary>When the nightly pace mail goes.</summary>
    public NightlyMail Nightly { get; init; } = new();
    public ImmutableDictionary<CalendarRef, WorkCalendar> Calendars { get; init; } = ImmutableDictionary<CalendarRef, WorkCalendar>.Empty;
    public ImmutableDictionary<CalendarRef, string> CalendarNames { get; init; } = ImmutableDictionary<CalendarRef, string>.Empty;

    /// <summary>From when each calendar version counts.</summary>
    public ImmutableDictionary<CalendarRef, Instant> CalendarsFrom { get; init; } = ImmutableDictionary<CalendarRef, Instant>.Empty;

    /// <summary>What each calendar version calls its holidays, as far as it has names for them.</summary>
    public ImmutableDictionary<CalendarRef, IReadOnlyDictionary<LocalDate, string>> HolidayNames { get; init; } =
        ImmutableDictionary<CalendarRef, IReadOnlyDictionary<LocalDate, string>>.Empty;
    public ImmutableList<Agreement> Agreements
    {
        get => inForce.Agreements;
        init => inForce = new(value);
    }

    /// <summary>Why deadlines are missed, retired ones too: what the team made of the list that every installation begins with.</summary>
    public ImmutableDictionary<string, BreachCause> BreachCauses { get; init; } = BreachCause.StartersByKey;

    /// <summary>Which leads are readied and offered at capture, and to whom.</summary>
    public RoutingRules Routing { get; init; } = RoutingRules.None;

    // With these agreements goes what is known of them: a company that differs in something else shares it, one with others has its own.
    private readonly AgreementsInForce inForce = AgreementsInForce.None;

    /// <summary>The keys of the company's own due points that have fired.</summary>
    public ImmutableHashSet<string> Fired { get; init; } = [];

    /// <summary>Some agreement re-times running clocks, or ends.</summary>
    public bool StepsClocks => inForce.StepsClocks;

    public Person? Person(long? id) => id is { } key ? People.GetValueOrDefault(key) : null;

    public string PersonName(long? id) => Person(id)?.Name ?? "";

    /// <summary>A person's name for <c>person:7</c>; programs and the system as they are.</summary>
    public string ActorName(string actor) =>
        actor.StartsWith("person:", StringComparison.Ordinal) && long.TryParse(actor.AsSpan(7), out var id) ? PersonName(id) : actor;

    public string PartyName(string? key) => key is null ? "" : Parties.GetValueOrDefault(key)?.Name ?? key;

    /// <summary>
    /// Every agreement version in force at an instant; those whose scope asks more first, then in the order of the agreements.
    /// </summary>
    public IReadOnlyList<(Agreement Agreement, AgreementVersion Version)> InForce(Instant at) => inForce.At(at);

    /// <summary>Of these, in the same order, the ones with a commitment to this promise: no other has a say in its clocks.</summary>
    public IReadOnlyList<(Agreement Agreement, AgreementVersion Version)> InForce(Instant at, Promise promise) => inForce.At(at, promise);

    /// <summary>The calendar's version for a clock that starts then: the newest made by that time, else its first.</summary>
    public CalendarRef CalendarFor(CalendarRef named, Instant start)
    {
        var (found, first) = ((CalendarRef?)null, named);
        foreach (var (version, from) in CalendarsFrom)
        {
            if (version.Id != named.Id)
                continue;
            if (from <= start && !(found?.Version > version.Version))
                found = version;
            if (version.Version < first.Version)
                first = version;
        }
        return found ?? first;
    }

    /// <summary>
    /// The one rule for who has it now. What is meant for a person is with that person if there: active, not away, of that party;
    /// else with the stand-in (of the stand-in …) who is; null: in the party's queue.
    /// </summary>
    public Person? ThereFor(long? id, string party, Instant at)
    {
        // Nearly always.
        if (Person(id) is not { } meant || meant.IsThere(at) && meant.Party == party)
            return Person(id);
        var seen = new HashSet<long>();
        for (var person = Person(id); person is not null && seen.Add(person.Id); person = Person(person.StandIn))
            if (person.IsThere(at) && person.Party == party)
                return person;
        return null;
    }

    /// <summary>
    /// Who could take it from the queue: of the team, else of the party, else its team leads, else the administrators. Never nobody.
    /// </summary>
    public IEnumerable<Person> Queue(string party, string? team, Instant at)
    {
        var takers = People.Values.Where(p => p.Party == party && p.Role is Role.Rep or Role.Partner && p.IsThere(at)).ToList();
        var members = team is null ? takers : takers.FindAll(p => p.Team == team);
        return members.Count > 0 ? members : takers.Count > 0 ? takers : Charge(party, team);
    }

    /// <summary>Who answers for the party's queue: its team leads, else the administrators.</summary>
    public IEnumerable<Person> Charge(string party, string? team)
    {
        var leads = TeamLeads(party, team).ToList();
        return leads.Count > 0 ? leads : People.Values.Where(p => p is { Active: true, Role: Role.Admin });
    }

    public IEnumerable<Person> TeamLeads(string party, string? team = null) =>
        People.Values.Where(p => p.Active && p.Party == party && p.Role is Role.Lead && (team is null || p.Team is null || p.Team == team));
}
