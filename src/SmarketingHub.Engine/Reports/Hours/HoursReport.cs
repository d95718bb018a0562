using System.Globalization;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>What hours are told by.</summary>
public enum HoursBy
{
    /// <summary>The party whose turn it was; of what was paused or waited, which held the lead.</summary>
    Holder,

    /// <summary>The person in it.</summary>
    Person,
    Source,

    /// <summary>In the installation's zone, like the hour.</summary>
    Weekday,
    Hour,
}

/// <summary>The hours of one party, person, source, weekday or hour of the day.</summary>
/// <param name="Key">As a filter takes it: a party's key, a person's id, a source (empty: without one, or nobody's); mon to sun; 00 to
/// 23.</param>
public sealed record HoursBar(string Key, HoursParts Parts);

/// <summary>How many seconds of a lead fell into what was asked.</summary>
public sealed record LeadHours(long LeadId, long Seconds);

/// <summary>
/// What the hours of leads were, from receipt to close, as far as they lie in a period, as it was known at a moment. Each second is in one
/// part.
/// </summary>
/// <param name="Leads">How many had any.</param>
/// <param name="Bars">All of them add up to the total, unless it is told by nothing: then there are none. In the order of names, weekdays
/// and hours.</param>
public sealed record HoursReport(ReportRequest Request, HoursParts Total, int Leads, HoursBy? By, IReadOnlyList<HoursBar> Bars)
{
    public static HoursReport Read(ReportMoment moment, ReportRequest request, HoursBy? by = null)
    {
        var reading = new HoursReading(moment, request);
        var (total, leads, keys) = (new HoursParts(), new HashSet<long>(), new HoursKeys(moment.Company, reading, by));
        var bars = new ByWord<HoursParts>(keys.Comparer);
        // As they are written: many stretches are of few.
        var written = new Dictionary<string, (HoursParts Parts, long Times)>(StringComparer.Ordinal);
        var grid = keys.IsByTime ? Grid(moment, reading, request) : null;
        var bar = new HoursParts();
        var splitter = new Splitter(request.From, request.Until, (part, from, to) =>
        {
            bar.Add(part, to - from);
            grid?.Add(part, from, to);
        });
        foreach (var stretch in reading.Stretches)
        {
            bar.Clear();
            splitter.Split(reading.Of(stretch));
            if (bar.Total == 0)
                continue;
            leads.Add(stretch.LeadId);
            total.Add(bar);
            if (by is null || keys.IsByTime)
                continue;
            var key = keys.Of(stretch);
            var (parts, times) = written.TryGetValue(key, out var known) ? known : (new(), 0);
            parts.Add(bar);
            written[key] = (parts, times + 1);
        }
        foreach (var (key, (parts, times)) in written)
            bars.Of(key, times).Add(parts);
        foreach (var (day, hour, part, seconds) in grid?.Sums() ?? [])
            bars.Of(keys.Of(day, hour)).Add(part, seconds);
        return new(request, total, leads.Count, by, [.. keys.Order(bars.All.Select(pair => new HoursBar(pair.Key, pair.Group)))]);
    }

    /// <summary>The leads behind a figure, those with the most seconds first.</summary>
    /// <param name="moment">As it was known.</param>
    /// <param name="request">Of which hours.</param>
    /// <param name="part">Null: of all parts.</param>
    /// <param name="bar">Null: of all bars.</param>
    public static IReadOnlyList<LeadHours> LeadsBehind(
        ReportMoment moment, ReportRequest request, HoursPart? part = null, (HoursBy By, string Key)? bar = null)
    {
        var reading = new HoursReading(moment, request);
        var keys = new HoursKeys(moment.Company, reading, bar?.By);
        var grid = keys.IsByTime ? Grid(moment, reading, request) : null;
        var found = new Dictionary<long, long>();
        var lead = 0L;
        var splitter = new Splitter(request.From, request.Until, (of, from, to) =>
        {
            if (part is not null && of != part)
                return;
            var seconds = grid is null ? to - from
                : grid.Of(from, to).Where(cell => keys.Of(cell.Day, cell.Hour) == bar!.Value.Key).Sum(cell => cell.Seconds);
            if (seconds > 0)
                found[lead] = found.GetValueOrDefault(lead) + seconds;
        });
        foreach (var stretch in reading.Stretches)
        {
            if (bar is { } asked && grid is null && !keys.Comparer.Equals(keys.Of(stretch), asked.Key))
                continue;
            lead = stretch.LeadId;
            splitter.Split(reading.Of(stretch));
        }
        return [.. found.Select(pair => new LeadHours(pair.Key, pair.Value)).OrderByDescending(l => l.Seconds).ThenBy(l => l.LeadId)];
    }

    /// <summary>Whether there is such a bar at all, be it in this period or in another.</summary>
    public static bool Knows(ReportMoment moment, HoursBy by, string key) => by switch
    {
        HoursBy.Holder => moment.Company.Parties.ContainsKey(key),
        HoursBy.Person => key.Length == 0
            || long.TryParse(key, CultureInfo.InvariantCulture, out var person) && moment.Company.Person(person) is not null,
        HoursBy.Source => key.Length == 0
            || moment.Leads.Ask(rows => rows.Select(l => l.Source).Distinct()).Contains(key, StringComparer.OrdinalIgnoreCase),
        _ => HoursKeys.IsOfTime(by, key),
    };

    private static HourGrid Grid(ReportMoment moment, HoursReading reading, ReportRequest request) => new(
        Spans.Second(reading.From), Spans.Second(request.Until), moment.Company.Zone);
}
