using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Companies;

/// <summary>The installation's own facts.</summary>
public sealed record Installation(string TimeZone, string Currency);

/// <summary>A calendar version as it is stored and as the API writes calendars.</summary>
/// <param name="From">Clocks that start from then on are counted by it; the first of a calendar also counts for those before.</param>
public sealed record CalendarDocument(
    string Id, int Version, string Name, string TimeZone, IReadOnlyDictionary<string, string[][]> Hours, IReadOnlyList<string> Holidays, string DayLength,
    Instant From = default)
{
    public CalendarRef Ref => new(Id, Version);

    public static CalendarDocument Of(CalendarRef key, string name, WorkCalendar calendar) => new(
        key.Id, key.Version, name, calendar.Zone.Id, calendar.ToHours(), calendar.ToHolidays(), calendar.ToDayLength());

    public WorkCalendar ToCalendar() => WorkCalendar.Create(TimeZone, Hours, Holidays, DayLength);
}

/// <summary>Reads the company from its documents.</summary>
public static class CompanyStore
{
    public static Company Read(HubContext rows)
    {
        var documents = rows.Company.AsNoTracking().ToLookup(document => document.Kind);
        IEnumerable<T> All<T>() => documents[KindOf<T>()].Select(d => JsonSerializer.Deserialize<T>(d.Body, LedgerJson.Options)!);
        var installation = All<Installation>().FirstOrDefault();
        return new()
        {
            TimeZone = installation?.TimeZone ?? "Etc/UTC",
            Currency = installation?.Currency ?? "EUR",
            Parties = All<Party>().ToImmutableDictionary(party => party.Key),
            Teams = All<Team>().ToImmutableDictionary(team => team.Key),
            People = All<Person>().ToImmutableDictionary(person => person.Id),
            Calendars = All<CalendarDocument>().ToImmutableDictionary(c => c.Ref, c => c.ToCalendar()),
            CalendarsFrom = All<CalendarDocument>().ToImmutableDictionary(c => c.Ref, c => c.From),
            CalendarNames = All<CalendarDocument>().ToImmutableDictionary(c => c.Ref, c => c.Name),
            Agreements = [.. All<Agreement>().OrderBy(agreement => agreement.Id)],
        };
    }

    public static string KindOf<T>() => typeof(T) == typeof(CalendarDocument) ? "calendar" : JsonNamingPolicy.CamelCase.ConvertName(typeof(T).Name);
}
