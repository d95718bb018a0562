using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.People;

/// <summary>Adding people and changing who they are here.</summary>
public static class PeopleCommands
{
    /// <param name="person">Its id is ignored: a new one is given.</param>
    public static Person AddPerson(this Write write, Person person)
    {
        write.AllowPeople();
        var added = Check(write, person with { Id = write.NextId(), Name = person.Name.Trim(), });
        write.Change($"{added.Id}", added);
        return added;
    }

    public static void ChangePerson(this Write write, Person person)
    {
        write.AllowPeople();
        var before = write.Known(person.Id);
        if (IsAdministrator(before) && !IsAdministrator(person)
            && !write.Company.People.Values.Any(p => p.Id != person.Id && IsAdministrator(p)))
            throw new InvalidArgument("role", "Somebody must remain administrator.");
        var leaves = before.Active && !person.Active || before.Party != person.Party;
        var isAnew = (person.AwayFrom, person.AwayUntil, person.StandIn) != (before.AwayFrom, before.AwayUntil, before.StandIn);
        if (isAnew && (person.AwayUntil <= person.AwayFrom || person.AwayFrom is null && person.AwayUntil is not null))
            throw new InvalidArgument("awayUntil", "The absence must end after it begins.");
        // Of whoever goes to another party the one who gets what stays behind, too.
        if (person.StandIn != before.StandIn)
            write.CheckStandIn(person, person.StandIn, before.Party);
        write.Change($"{person.Id}", Check(write, person) with
        {
            LeftAt = leaves ? write.Now : before.LeftAt,
            Departures = before.Departures + (leaves ? 1 : 0),
            Absences = before.Absences + (isAnew ? 1 : 0),
        });
        // Whoever comes back signs in anew: a cookie of before is worth nothing.
        if (before.Active && !person.Active && write.Rows.Users.AsTracking().FirstOrDefault(u => u.Id == person.Id) is { } login)
            login.SecurityStamp = Guid.NewGuid().ToString("N");
        if (before.Active && !person.Active)
            write.ForgetReaches(person.Id);
    }

    // Nothing goes to whoever left, and of where it went nothing is kept; who comes back chooses anew.
    private static void ForgetReaches(this Write write, long person)
    {
        if (write.Company.TellChoices.GetValueOrDefault(person) is { By.IsEmpty: false } told)
            write.Change($"{person}", told with { By = [] });
        if (write.Rows.Reaches.Where(r => r.PersonId == person).ExecuteDelete() > 0)
            write.LeaveNoTrace();
    }

    /// <summary>
    /// Ends somebody's sign-in and takes what they have from them: it goes to the stand-in, else to the queue,
    /// at once and in batches. Nothing comes back with <see cref="Activate"/>.
    /// </summary>
    /// <param name="standIn">Who gets it, now and later; null: who stood in for them last.</param>
    public static void Deactivate(this Write write, long personId, long? standIn)
    {
        write.AllowPeople();
        var person = write.Known(personId);
        write.CheckStandIn(person, standIn);
        write.ChangePerson(person with { Active = false, StandIn = standIn ?? person.StandIn });
    }

    public static void Activate(this Write write, long personId)
    {
        write.AllowPeople();
        write.ChangePerson(write.Known(personId) with { Active = true });
    }

    /// <summary>When somebody is away, and who gets the leads meanwhile. By the person, its team lead, or an administrator.</summary>
    public static void SetAway(this Write write, long personId, Instant? from, Instant? until, long? standIn)
    {
        var person = write.Known(personId);
        if (write.Actor.PersonId != personId && !(write.Actor.Role is Role.Lead && write.Actor.Party == person.Party))
            write.AllowPeople();
        if (until <= from)
            throw new InvalidArgument("awayUntil", "The absence must end after it begins.");
        write.CheckStandIn(person, standIn);
        write.Change($"{personId}", person with { AwayFrom = from, AwayUntil = until, StandIn = standIn, Absences = person.Absences + 1 });
    }

    private static Person Known(this Write write, long id) => write.Company.Person(id) ?? throw new NotFound($"There is no person {id}.");

    private static void CheckStandIn(this Write write, Person person, long? standIn, string? before = null)
    {
        if (standIn is { } id
            && (id == person.Id || write.Company.Person(id) is not { Active: true } other
                || other.Party != person.Party && other.Party != before))
            throw new InvalidArgument("standIn", "The stand-in is another active person of the same party.");
    }

    private static bool IsAdministrator(Person person) => person is { Role: Role.Admin, Active: true };

    /// <exception cref="NotAllowed">Not an administrator.</exception>
    public static void AllowPeople(this Write write)
    {
        if (!write.Actor.EditsPeople())
            throw new NotAllowed("Only administrators change people.");
    }

    private static Person Check(Write write, Person person)
    {
        if (string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > 100)
            throw new InvalidArgument("name", "A name of 1 to 100 characters.");
        person = person with
        {
            Email = Emails.Clean(person.Email)
                ?? throw new InvalidArgument("email", $"'{person.Email}' is no email address: name@example.com."),
        };
        var key = Emails.Key(person.Email);
        // Two of an older version may have one address by now: they stay until one is given another.
        if (Emails.Key(write.Company.Person(person.Id)?.Email) != key
            && write.Company.People.Values.Any(p => p.Id != person.Id && Emails.Key(p.Email) == key))
            throw new InvalidArgument("email", $"Somebody here has {person.Email} already.");
        if (!write.Company.Parties.TryGetValue(person.Party, out var party))
            throw new InvalidArgument("party",
                $"There is no party '{person.Party}'. Known: {string.Join(", ", write.Company.Parties.Keys.Order())}.");
        if (party.IsPartner != (person.Role == Role.Partner))
            throw new InvalidArgument("role",
                party.IsPartner ? Phrase.Of("People of a partner have the role partner.") : "The role partner needs a partner's party.");
        if (person.Team is { } team && write.Company.Teams.GetValueOrDefault(team)?.Party != person.Party)
            throw new InvalidArgument("team", $"{write.Company.Said(party.Key)} has no team '{team}'.");
        return person;
    }
}
