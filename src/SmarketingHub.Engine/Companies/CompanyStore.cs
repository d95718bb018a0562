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
    // Behind so many lines all of it is read at once.
    private const int MostLines = 200;

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

    /// <summary>The company with one document of it written.</summary>
    /// <param name="rows">Where it stands already.</param>
    /// <param name="known">As it was before.</param>
    /// <param name="body">The document as it is stored.</param>
    internal static Company With<T>(HubContext rows, Company known, string body) where T : class => JsonSerializer.Deserialize<T>(body, LedgerJson.Options) switch
    {
        Agreement agreement => With(known, agreement),
        Person person => known with { People = known.People.SetItem(person.Id, person) },
        Party party => known with { Parties = known.Parties.SetItem(party.Key, party) },
        Team team => known with { Teams = known.Teams.SetItem(team.Key, team) },
        _ => Read(rows),
    };

    /// <summary>The company as of now. What only agreements were written of since is not read again but for these: each word of a draft is such a change.</summary>
    /// <param name="rows">Where it stands.</param>
    /// <param name="known">As it was read last …</param>
    /// <param name="after">… at the earliest after this line of the ledger.</param>
    internal static Company Since(HubContext rows, Company known, long after)
    {
        var lines = rows.Ledger.Where(e => e.LeadId == null && e.Sequence > after).OrderBy(e => e.Sequence).Select(e => new { e.Type, e.Body }).Take(MostLines).ToList();
        if (lines.Count == MostLines || lines.Exists(line => line.Type is not ("agreementDrafted" or "agreementWritten" or "agreementSigned")))
            return Read(rows);
        var written = new HashSet<string>();
        foreach (var line in lines)
        {
            using var body = JsonDocument.Parse(line.Body);
            written.Add((body.RootElement.TryGetProperty("agreement", out var id) ? id : body.RootElement.GetProperty("id")).GetRawText());
        }
        var kind = KindOf<Agreement>();
        foreach (var body in rows.Company.Where(d => d.Kind == kind && written.Contains(d.Key)).Select(d => d.Body).ToList())
            known = With<Agreement>(rows, known, body);
        return known;
    }

    private static Company With(Company known, Agreement agreement)
    {
        var at = known.Agreements.FindIndex(a => a.Id >= agreement.Id);
        return known with
        {
            Agreements = at < 0 ? known.Agreements.Add(agreement)
                : known.Agreements[at].Id == agreement.Id ? known.Agreements.SetItem(at, agreement) : known.Agreements.Insert(at, agreement),
        };
    }

    /// <summary>All documents of one kind.</summary>
    internal static IEnumerable<T> All<T>(HubContext rows)
    {
        var kind = KindOf<T>();
        return rows.Company.AsNoTracking().Where(d => d.Kind == kind).Select(d => d.Body).AsEnumerable().Select(body => JsonSerializer.Deserialize<T>(body, LedgerJson.Options)!);
    }

    public static string KindOf<T>() => typeof(T) == typeof(CalendarDocument) ? "calendar" : JsonNamingPolicy.CamelCase.ConvertName(typeof(T).Name);
}
