using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Companies;

/// <summary>The installation's own facts.</summary>
public sealed record Installation(string TimeZone, string Currency);

/// <summary>Reads the company from its documents.</summary>
public static class CompanyStore
{
    // Behind so many lines all of it is read at once; and of so many keys a query is made.
    private const int MostLines = 200;

    public static Company Read(HubContext rows)
    {
        var documents = rows.Company.AsNoTracking().ToLookup(document => document.Kind);
        IEnumerable<T> All<T>() => documents[KindOf<T>()].Select(d => JsonSerializer.Deserialize<T>(d.Body, LedgerJson.Options)!);
        var installation = All<Installation>().FirstOrDefault();
        // The largest of the documents, and the most: read once.
        var calendars = All<CalendarDocument>().ToList();
        var calendarNames = calendars.GroupBy(c => c.Id)
            .ToDictionary(versions => versions.Key, versions => versions.MaxBy(c => c.Version)!.Name);
        return new()
        {
            TimeZone = installation?.TimeZone ?? "Etc/UTC",
            Currency = installation?.Currency ?? "EUR",
            Parties = All<Party>().ToImmutableDictionary(party => party.Key),
            Teams = All<Team>().ToImmutableDictionary(team => team.Key),
            People = All<Person>().ToImmutableDictionary(person => person.Id),
            TellChoices = All<TellChoices>().ToImmutableDictionary(choices => choices.Person),
            Nightly = All<NightlyMail>().FirstOrDefault() ?? new(),
            Calendars = calendars.ToImmutableDictionary(c => c.Ref, c => c.ToCalendar()),
            CalendarsFrom = calendars.ToImmutableDictionary(c => c.Ref, c => c.From),
            // A calendar is called by its newest name, whichever version is meant.
            CalendarNames = calendars.ToImmutableDictionary(c => c.Ref, c => calendarNames[c.Id]),
            HolidayNames = calendars.ToImmutableDictionary(c => c.Ref, c => c.HolidayNames()),
            Fired = [.. documents["fired"].Select(d => d.Key)],
            BreachCauses = BreachCause.StartersByKey.SetItems(All<BreachCause>().Select(c => KeyValuePair.Create(c.Key, c))),
            Routing = All<RoutingRules>().FirstOrDefault() ?? RoutingRules.None,
            Agreements = [.. All<Agreement>().OrderBy(agreement => agreement.Id)],
        };
    }

    /// <summary>The company with one document of it written.</summary>
    /// <param name="rows">Where it stands already.</param>
    /// <param name="known">As it was before.</param>
    /// <param name="body">The document as it is stored.</param>
    internal static Company With<T>(HubContext rows, Company known, string body) where T : class =>
        JsonSerializer.Deserialize<T>(body, LedgerJson.Options) switch
        {
            Agreement agreement => With(known, agreement),
            Person person => known with { People = known.People.SetItem(person.Id, person) },
            TellChoices choices => known with { TellChoices = known.TellChoices.SetItem(choices.Person, choices) },
            Party party => known with { Parties = known.Parties.SetItem(party.Key, party) },
            Team team => known with { Teams = known.Teams.SetItem(team.Key, team) },
            CalendarDocument calendar => With(known, calendar),
            RoutingRules rules => known with { Routing = rules },
            NightlyMail nightly => known with { Nightly = nightly },
            BreachCause cause => known with { BreachCauses = known.BreachCauses.SetItem(cause.Key, cause) },
            _ => Read(rows),
        };

    /// <summary>
    /// The company as of now. Where only agreements and calendars were written since, no others are read again: each word of a draft is
    /// such a change.
    /// </summary>
    /// <param name="rows">Where it stands.</param>
    /// <param name="known">As it was read last …</param>
    /// <param name="after">… at the earliest after this line of the ledger.</param>
    internal static Company Since(HubContext rows, Company known, long after)
    {
        var lines = rows.Ledger.Where(e => e.LeadId == null && e.Sequence > after).OrderBy(e => e.Sequence)
            .Select(e => new { e.Type, e.Body }).Take(MostLines).ToList();
        if (lines.Count == MostLines
            || lines.Exists(line => line.Type is not ("agreementDrafted" or "agreementWritten" or "agreementSigned" or "calendarWritten")))
            return Read(rows);
        var (agreements, calendars) = (new HashSet<string>(), new HashSet<string>());
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line.Body);
            var body = document.RootElement;
            if (line.Type == "calendarWritten")
                calendars.Add(new CalendarRef(body.GetProperty("id").GetString()!, body.GetProperty("version").GetInt32()).ToString());
            else
                agreements.Add((body.TryGetProperty("agreement", out var id) ? id : body.GetProperty("id")).GetRawText());
        }
        known = Some<Agreement>(rows, agreements).Aggregate(known, With);
        return Some<CalendarDocument>(rows, calendars).OrderBy(c => c.Version).Aggregate(known, With);
    }

    // A calendar is called by its newest name, whichever version is meant; what is written is the newest.
    private static Company With(Company known, CalendarDocument calendar) => known with
    {
        Calendars = known.Calendars.SetItem(calendar.Ref, calendar.ToCalendar()),
        CalendarsFrom = known.CalendarsFrom.SetItem(calendar.Ref, calendar.From),
        CalendarNames = known.CalendarNames.SetItem(calendar.Ref, calendar.Name)
            .SetItems(known.CalendarNames.Keys.Where(key => key.Id == calendar.Id).Select(key => KeyValuePair.Create(key, calendar.Name))),
        HolidayNames = known.HolidayNames.SetItem(calendar.Ref, calendar.HolidayNames()),
    };

    private static Company With(Company known, Agreement agreement)
    {
        var at = known.Agreements.FindIndex(a => a.Id >= agreement.Id);
        return known with
        {
            Agreements = at < 0 ? known.Agreements.Add(agreement)
                : known.Agreements[at].Id == agreement.Id ? known.Agreements.SetItem(at, agreement)
                : known.Agreements.Insert(at, agreement),
        };
    }

    /// <summary>All documents of one kind.</summary>
    internal static IEnumerable<T> All<T>(HubContext rows)
    {
        var kind = KindOf<T>();
        return rows.Company.AsNoTracking().Where(d => d.Kind == kind).Select(d => d.Body).AsEnumerable()
            .Select(body => JsonSerializer.Deserialize<T>(body, LedgerJson.Options)!);
    }

    /// <summary>Those documents of one kind that have one of the keys.</summary>
    internal static IReadOnlyList<T> Some<T>(HubContext rows, IEnumerable<string> keys)
    {
        var (kind, found) = (KindOf<T>(), new List<T>());
        foreach (var some in keys.Chunk(MostLines))
            found.AddRange(rows.Company.Where(d => d.Kind == kind && some.Contains(d.Key)).Select(d => d.Body).AsEnumerable()
                .Select(body => JsonSerializer.Deserialize<T>(body, LedgerJson.Options)!));
        return found;
    }

    public static string KindOf<T>() =>
        typeof(T) == typeof(CalendarDocument) ? "calendar" : CamelCase.Of(typeof(T).Name);
}
