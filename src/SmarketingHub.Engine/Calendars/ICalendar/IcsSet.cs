using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// The occurrences of one event by its rules and dates, exceptions still among them, each under the local time that it is known by.
/// </summary>
internal sealed class IcsSet
{
    private const int MostOccurrences = 4_000, LongestMove = 366;
    private readonly IcsWhen when;
    // An event written in UTC is known by the local time here: that is the day which people mean.
    private readonly DateTimeZone frame;
    private readonly SortedDictionary<LocalDateTime, IcsOccurrence> all = [];
    private readonly ILookup<LocalDate, LocalDateTime> byDay;
    private readonly HashSet<LocalDateTime> gone = [];

    /// <param name="window">Some before it are found too.</param>
    /// <exception cref="OddEvent"></exception>
    public IcsSet(IcsWhen when, DateInterval window)
    {
        this.when = when;
        frame = when.Start.Zone is { } zone && zone != DateTimeZone.Utc ? zone : when.Zones.Here;
        var longest = Math.Min(Math.Max(LongestMove, when.Length.WholeDays), 10 * LongestMove) + 3;
        var within = new DateInterval(window.Start.PlusDays(-longest), window.End.PlusDays(2));
        if (when.Rules.Count == 0)
            Add(when.Start, when.Length);
        foreach (var wall in Starts(when.Rules, within))
            Add(when.Start with { Wall = wall }, when.Length);
        foreach (var (start, length) in when.Also)
            Add(start, length);
        byDay = all.Keys.ToLookup(at => at.Date);
        foreach (var wall in Starts(when.NotRules, within))
            if (KeyOf(when.Start with { Wall = wall }) is var at && all.ContainsKey(at))
                gone.Add(at);
        foreach (var not in when.Not)
        {
            when.Zones.Bounds.CheckTime(when.Source.Line);
            gone.UnionWith(Meant(not));
        }
        // Counted when it is whole: one that recurs too often by itself takes nothing from the others.
        when.Zones.Bounds.CountOccurrences(when.Source.Line, all.Count);
    }

    /// <summary>With what says whether an exception took it out.</summary>
    public IEnumerable<(LocalDateTime At, IcsOccurrence Occurrence, bool IsGone)> All =>
        all.Select(one => (one.Key, one.Value, gone.Contains(one.Key)));

    public IEnumerable<IcsOccurrence> Left => All.Where(one => !one.IsGone).Select(one => one.Occurrence);

    /// <summary>The occurrences that a date or a time means, in whatever form it is written; none: it means none of these.</summary>
    public IReadOnlyList<LocalDateTime> Meant(IcsTime time)
    {
        foreach (var (at, isDay) in Readings(time))
        {
            if (isDay && byDay.Contains(at.Date))
                return [.. byDay[at.Date]];
            if (!isDay && all.ContainsKey(at))
                return [at];
        }
        return [];
    }

    /// <summary>Where among the occurrences it stands, also when it means none of them.</summary>
    public LocalDateTime Place(IcsTime time) => Meant(time) is [var first, ..] ? first
        : Readings(time).First() is var (at, isDay) && isDay ? at.Date + KeyOf(when.Start).TimeOfDay : at;

    /// <summary>On the wall that the series is written for.</summary>
    public LocalDateTime WallAt(LocalDateTime place) =>
        when.Start.Zone is { } zone && !zone.Equals(frame) ? place.InZoneLeniently(frame).WithZone(zone).LocalDateTime : place;

    private IEnumerable<(LocalDateTime At, bool IsDay)> Readings(IcsTime time)
    {
        if (when.Start.IsDate)
        {
            yield return (time.Day(when.Zones).AtMidnight(), true);
            yield return (time.In(when.Zones.Here), true);
            yield break;
        }
        if (time.IsDate)
        {
            yield return (time.Wall, true);
            yield break;
        }
        // The wall of a time without a zone is the series' own; of a series without one, the wall that the time was written for.
        if (time.Zone is null || when.Start.Zone is null && time.Zone != DateTimeZone.Utc)
            yield return (time.Wall, false);
        yield return ((time.Zone is null ? time with { Zone = when.Start.Zone } : time).In(frame), false);
        yield return ((time.Zone is null ? time with { Zone = when.Zones.Here } : time).In(frame), false);
        if (time.IsMidnight)
            yield return (time.Wall, true);
    }

    // On anybody's wall, a time that clocks here skip is as much later, as it is for whoever names it otherwise.
    private LocalDateTime KeyOf(IcsTime start) =>
        when.Start.IsDate ? start.Wall : (start.Zone is null ? start with { Zone = frame } : start).In(frame);

    private void Add(IcsTime start, IcsLength length)
    {
        when.Zones.Bounds.CheckTime(when.Source.Line);
        all.TryAdd(KeyOf(start), new(when.Source, start, length));
        if (all.Count > MostOccurrences)
            throw new OddEvent("It recurs too often to be a holiday.");
    }

    private IEnumerable<LocalDateTime> Starts(IReadOnlyList<IcsRule> rules, DateInterval within) =>
        rules.SelectMany(rule => Bounded(rule)
            .Starts(when.Start, within, at => rule.Until is { } until && IsAfter(when.Start with { Wall = at }, until))
            .Take(MostOccurrences + 1));

    private IcsRule Bounded(IcsRule rule)
    {
        when.Zones.Bounds.CheckTime(when.Source.Line);
        return rule;
    }

    // The last occurrence may be named in any form too.
    private bool IsAfter(IcsTime start, IcsTime until) =>
        start.IsDate ? start.Date > until.Day(when.Zones)
        : until.IsDate ? KeyOf(start).Date > until.Date
        : until.Zone is null ? start.Wall > until.Wall
        : start.At(when.Zones.Here) > until.At(when.Zones.Here);
}
