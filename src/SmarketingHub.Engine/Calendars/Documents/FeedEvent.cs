using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Calendars.Documents;

/// <summary>Events of a feed that are called and described alike, with all their days: feeds often have one for each year.</summary>
/// <param name="Name">Null: they have none.</param>
/// <param name="Categories">Null: none.</param>
/// <param name="Description">At most <see cref="LongestDescription"/> characters.</param>
/// <param name="Days">In order, each once.</param>
public sealed record FeedEvent(string? Name, IReadOnlyList<string>? Categories, string? Description, IReadOnlyList<LocalDate> Days)
{
    public const int LongestDescription = 200, MostCategories = 5;

    /// <summary>What the feed calls it, where it has no name.</summary>
    public string? Uid { get; init; }

    /// <summary>
    /// What it is known by when the feed is read again, never empty. A name stays; many feeds give their events new UIDs each time.
    /// </summary>
    [JsonIgnore]
    public string Key => Name ?? Uid ?? "?";

    internal string Kind => string.Join('\n', [Key, .. Categories ?? [], "", Description]);

    public static IReadOnlyList<FeedEvent> Of(HolidaysRead read) =>
        Joined(read.Events.Where(e => e.Days.Count > 0).Select(e => new FeedEvent(
            e.Name, e.Categories.Count == 0 ? null : [.. e.Categories.Take(MostCategories)], Cut(e.Description), e.Days)
        {
            Uid = e.Name is null ? e.Uid : null,
        }));

    /// <summary>The days of those that count, each once, by the first name that one of its events has.</summary>
    public static IReadOnlyList<Holiday> DaysOf(IEnumerable<FeedEvent> events, FeedRule? rule) =>
    [
        .. from e in events
           where rule is null || rule.Counts(e)
           from day in e.Days
           group e.Name by day into names
           orderby names.Key
           select new Holiday(names.Key, names.FirstOrDefault(name => name is not null)),
    ];

    /// <summary>What a feed says from today on, and what it said of the days before: feeds forget the past.</summary>
    internal static IReadOnlyList<FeedEvent> Since(IReadOnlyList<FeedEvent> before, IReadOnlyList<FeedEvent> now, LocalDate today) =>
        [.. Joined([.. Cut(now, day => day >= today), .. Cut(before, day => day < today)]).Where(e => e.Days.Count > 0)];

    private static IEnumerable<FeedEvent> Cut(IEnumerable<FeedEvent> events, Func<LocalDate, bool> which) =>
        events.Select(e => e with { Days = [.. e.Days.Where(which)] });

    private static List<FeedEvent> Joined(IEnumerable<FeedEvent> events) =>
        [.. events.GroupBy(e => e.Kind, StringComparer.Ordinal)
            .Select(alike => alike.First() with { Days = [.. alike.SelectMany(e => e.Days).Distinct().Order()] })];

    private static string? Cut(string? text) => text is null || text.Length <= LongestDescription ? text
        : text[..(char.IsHighSurrogate(text[LongestDescription - 1]) ? LongestDescription - 1 : LongestDescription)].TrimEnd();
}
