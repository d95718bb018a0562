using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Calendars;

/// <summary>Reads calendars as they are stored.</summary>
public static class CalendarList
{
    /// <summary>The newest version of each, by name.</summary>
    public static IReadOnlyList<CalendarDocument> Newest(HubContext rows) =>
        [.. NewestOf(rows, Keys(rows, "")).OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>All of one calendar, the newest first.</summary>
    public static IReadOnlyList<CalendarDocument> Versions(HubContext rows, string id) =>
        [.. Of(rows, Keys(rows, id + "@").Where(key => key.Id == id)).OrderByDescending(c => c.Version)];

    /// <summary>The newest version.</summary>
    /// <exception cref="NotFound">There is no such calendar.</exception>
    public static CalendarDocument One(HubContext rows, string id) =>
        NewestOf(rows, Keys(rows, id + "@").Where(key => key.Id == id)).FirstOrDefault()
            ?? throw new NotFound($"There is no calendar {id}.");

    /// <summary>By the feed's name; those that were never read from an address are missing.</summary>
    public static IReadOnlyDictionary<string, FeedStatus> FeedStatuses(HubContext rows, string id) =>
        ByName(Statuses(rows, FeedStatus.Key(id, "")));

    /// <summary>Of all calendars that have any, by their ids.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, FeedStatus>> FeedStatuses(HubContext rows) =>
        Statuses(rows, "").GroupBy(status => status.Calendar).ToDictionary(calendar => calendar.Key, ByName);

    /// <summary>The calendars of which a feed waits for somebody to say whether its coming days shall go.</summary>
    public static IReadOnlySet<string> WithOpenQuestions(HubContext rows)
    {
        var waiting = FeedStatuses(rows).Where(calendar => calendar.Value.Values.Any(status => status.Question is { Kept: false }))
            .ToDictionary();
        return waiting.Count == 0 ? new HashSet<string>()
            : Newest(rows).Where(c => (c.Feeds ?? []).Any(feed => waiting.GetValueOrDefault(c.Id)?.Of(feed)?.Question is { Kept: false }))
                .Select(c => c.Id).ToHashSet();
    }

    /// <summary>How its address was last read; null: not since the feed was added, or it is a file.</summary>
    public static FeedStatus? Of(this IReadOnlyDictionary<string, FeedStatus> statuses, HolidayFeed feed) =>
        feed.Address is not null && statuses.GetValueOrDefault(feed.Name) is { } status && status.TriedAt >= feed.TakenAt ? status : null;

    // Versions may be many, and each is large: the older ones are not read to know the newest.
    private static IReadOnlyList<CalendarDocument> NewestOf(HubContext rows, IEnumerable<CalendarRef> keys) =>
        Of(rows, keys.GroupBy(key => key.Id).Select(versions => versions.MaxBy(key => key.Version)!));

    private static IReadOnlyList<CalendarDocument> Of(HubContext rows, IEnumerable<CalendarRef> keys) =>
        CompanyStore.Some<CalendarDocument>(rows, keys.Select(key => key.ToString()));

    private static IEnumerable<CalendarRef> Keys(HubContext rows, string prefix)
    {
        var kind = CompanyStore.KindOf<CalendarDocument>();
        foreach (var key in rows.Company.Where(d => d.Kind == kind && d.Key.StartsWith(prefix)).Select(d => d.Key))
        {
            var at = key.LastIndexOf('@');
            yield return new(key[..at], int.Parse(key.AsSpan(at + 1), CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(string Calendar, string Feed, FeedStatus Status)> Statuses(HubContext rows, string prefix)
    {
        var kind = CompanyStore.KindOf<FeedStatus>();
        foreach (var row in rows.Company.AsNoTracking().Where(d => d.Kind == kind && d.Key.StartsWith(prefix)))
            if (row.Key.Split('/', 2) is [var calendar, var feed])
                yield return (calendar, feed, JsonSerializer.Deserialize<FeedStatus>(row.Body, LedgerJson.Options)!);
    }

    // A feed that was removed leaves its status behind, perhaps of a name with other capitals: the newest is meant.
    private static IReadOnlyDictionary<string, FeedStatus> ByName(
        IEnumerable<(string Calendar, string Feed, FeedStatus Status)> statuses) =>
        statuses.GroupBy(status => status.Feed, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(feed => feed.Key, feed => feed.MaxBy(status => status.Status.TriedAt).Status, StringComparer.OrdinalIgnoreCase);
}
