using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Calendars.Documents;

/// <summary>A calendar version as it is stored and as the API writes calendars.</summary>
/// <param name="Holidays">All that count: the typed ones and those of the feeds that are not hidden.</param>
/// <param name="From">Clocks that start from then on are counted by it; the first of a calendar also counts for those before.</param>
public sealed record CalendarDocument(
    string Id, int Version, string Name, string TimeZone, IReadOnlyDictionary<string, string[][]> Hours, IReadOnlyList<string> Holidays,
    string DayLength,
    Instant From = default)
{
    /// <summary>One of the file's numbers, the same in all its versions; 0 for those of the beginning.</summary>
    public long Number { get; init; }

    /// <summary>Who made this version, as the ledger writes actors.</summary>
    public string By { get; init; } = "system";

    /// <summary>When this version was made; its first counts from ever.</summary>
    public Instant? MadeAt { get; init; }

    /// <summary>The typed ones, with their names; null in versions from before there were feeds: all.</summary>
    public IReadOnlyList<Holiday>? Typed { get; init; }
    public IReadOnlyList<HolidayFeed>? Feeds { get; init; }

    public CalendarRef Ref => new(Id, Version);

    public static CalendarDocument Of(CalendarRef key, string name, WorkCalendar calendar) => new(
        key.Id, key.Version, name, calendar.Zone.Id, calendar.ToHours(), calendar.ToHolidays(), calendar.ToDayLength());

    public WorkCalendar ToCalendar() => WorkCalendar.Create(TimeZone, Hours, Holidays, DayLength);

    public IReadOnlyList<Holiday> TypedHolidays() =>
        Typed ?? [.. Holidays.Select(day => new Holiday(LocalDatePattern.Iso.Parse(day).Value))];

    public HolidayFeed? Feed(string name) => Feeds?.FirstOrDefault(feed => feed.Is(name));

    /// <summary>
    /// With <see cref="Holidays"/> made of the typed ones and the feeds: a hidden feed keeps its days, and none of them counts.
    /// </summary>
    public CalendarDocument Counted() => this with
    {
        Holidays = [.. Counting().Select(holiday => holiday.Date).Distinct().Order().Select(LocalDatePattern.Iso.Format)],
    };

    /// <summary>By day; a typed name goes before a feed's.</summary>
    public IReadOnlyDictionary<LocalDate, string> HolidayNames()
    {
        var names = new Dictionary<LocalDate, string>();
        foreach (var holiday in Counting())
            if (holiday.Name is { Length: > 0 } name)
                names.TryAdd(holiday.Date, name);
        return names;
    }

    /// <summary>
    /// A secret address opens a whole calendar, and what its events are called, in a rule too, may name people: all that stays out of the
    /// ledger.
    /// </summary>
    internal CalendarDocument ForLedger() => this with
    {
        Typed = Typed is null ? null : Unnamed(Typed),
        Feeds = Feeds is null ? null : [.. Feeds.Select(feed => feed with
        {
            Address = null,
            Days = Unnamed(feed.Days),
            Rule = null,
            Events = null,
            LeftOutEvents = null,
            New = null,
            KeptOutOnce = null,
        })],
    };

    /// <summary>
    /// As a version is kept that another one followed: what counts by it is known for ever, all else that its feeds said is not.
    /// </summary>
    internal CalendarDocument Followed() => this with { Feeds = Feeds is null ? null : [.. Feeds.Select(feed => feed.Followed())] };

    private static List<Holiday> Unnamed(IEnumerable<Holiday> days) => [.. days.Select(day => day with { Name = null })];

    private IEnumerable<Holiday> Counting() =>
        TypedHolidays().Concat((Feeds ?? []).Where(feed => !feed.Hidden).SelectMany(feed => feed.Days));
}
