using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Companies;

/// <summary>The installation's own facts.</summary>
public sealed record Installation(string TimeZone, string Currency);

/// <summary>Reads the company from its documents.</summary>
public static class CompanyStore
{
    public static Company Read(HubContext rows)
    {
        var documents = rows.Company.AsNoTracking().ToLookup(document => document.Kind);
        IEnumerable<T> All<T>() => documents[KindOf<T>()].Select(d => JsonSerializer.Deserialize<T>(d.Body, LedgerJson.Options)!);
        var installation = All<Installation>().FirstOrDefault();
        // The largest of the documents, and the most: read once.
        var calendars = All<CalendarDocument>().ToList();
        var calendarNames = calendars.GroupBy(c => c.Id).ToDictionary(versions => versions.Key, versions => versions.MaxBy(c => c.Version)!.Name);
        return new()
        {
            TimeZone = installation?.TimeZone ?? "Etc/UTC",
            Currency = installation?.Currency ?? "EUR",
            Parties = All<Party>().ToImmutableDictionary(party => party.Key),
            Teams = All<Team>().ToImmutableDictionary(team => team.Key),
            People = All<Person>().ToImmutableDictionary(person => person.Id),
            Calendars = calendars.ToImmutableDictionary(c => c.Ref, c => c.ToCalendar()),
            CalendarsFrom = calendars.ToImmutableDictionary(c => c.Ref, c => c.From),
            // A calendar is called by its newest name, whichever version is meant.
            CalendarNames = calendars.ToImmutableDictionary(c => c.Ref, c => calendarNames[c.Id]),
            HolidayNames = calendars.ToImmutableDictionary(c => c.Ref, c => c.HolidayNames()),
            Fired = [.. documents["fired"].Select(d => d.Key)],
            Agreements = [.. All<Agreement>().OrderBy(agreement => agreement.Id)],
        };
    }

    public static string KindOf<T>() => typeof(T) == typeof(CalendarDocument) ? "calendar" : JsonNamingPolicy.CamelCase.ConvertName(typeof(T).Name);
}
