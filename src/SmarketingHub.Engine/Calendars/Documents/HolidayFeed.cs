using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Calendars.Documents;

/// <summary>Holidays that come from an iCalendar file or address.</summary>
/// <param name="Name">Within the calendar.</param>
/// <param name="Address">http or https; null: an uploaded file.</param>
/// <param name="Days">Those that count, as last read well: a broken or unreachable feed keeps them.</param>
/// <param name="TakenAt">When they were read, and found to be others than before.</param>
/// <param name="LeftOut">Events that are no holidays, or cannot be read.</param>
/// <param name="Hidden">Its days are kept and refreshed, and none of them is counted as a holiday until it is shown again.</param>
public sealed record HolidayFeed(
    string Name, string? Address, IReadOnlyList<Holiday> Days, Instant TakenAt, int LeftOut = 0, bool Hidden = false)
{
    /// <summary>What of it counts; null: all.</summary>
    public FeedRule? Rule { get; init; }

    /// <summary>
    /// All that it says, kept out or not; null in versions from before there were rules, and in those that another one followed.
    /// </summary>
    public IReadOnlyList<FeedEvent>? Events { get; init; }

    /// <summary>The first of those left out, each with the reason.</summary>
    public IReadOnlyList<LeftOutEvent>? LeftOutEvents { get; init; }

    /// <summary>
    /// The keys of events that came up since the rule was written, and that it says nothing of: they count until somebody looks.
    /// </summary>
    public IReadOnlyList<string>? New { get; init; }

    /// <summary>
    /// How many of its events the rule kept out, told instead of the events in a version that another one followed; null in the newest.
    /// </summary>
    public int? KeptOutOnce { get; init; }

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>All that it says, kept out or not; of a feed from before there were rules, its days by their names.</summary>
    public IReadOnlyList<FeedEvent> AllEvents() =>
        Events ?? [.. Days.GroupBy(day => day.Name).Select(days => new FeedEvent(days.Key, null, null, [.. days.Select(day => day.Date)]))];

    /// <summary>How many of its events the rule keeps out.</summary>
    [JsonIgnore]
    public int KeptOut => KeptOutOnce is { } once ? once : Rule is { } rule ? AllEvents().Count(e => !rule.Counts(e)) : 0;

    internal HolidayFeed Followed() => this with { Events = null, LeftOutEvents = null, New = null, KeptOutOnce = KeptOut };

    /// <summary>With its days made anew of its events by its rule.</summary>
    public HolidayFeed Decided()
    {
        var events = AllEvents();
        return this with { Events = events, Days = FeedEvent.DaysOf(events, Rule) };
    }

    /// <summary>A newer file in the place of an older one: with its rule, and with what it said of the days before today.</summary>
    public HolidayFeed InPlaceOf(HolidayFeed older, LocalDate today) => (this with
    {
        Name = older.Name,
        Hidden = older.Hidden,
        Rule = older.Rule,
        Events = FeedEvent.Since(older.AllEvents(), AllEvents(), today),
    }).Decided();
}
