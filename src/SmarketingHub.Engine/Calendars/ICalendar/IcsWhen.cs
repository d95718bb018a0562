using System.Globalization;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>Of several versions of one event the highest counts.</summary>
/// <param name="Stamp">As written, in UTC, so that its letters sort.</param>
internal readonly record struct IcsRevision(int Sequence, string Stamp, string Modified) : IComparable<IcsRevision>
{
    public int CompareTo(IcsRevision other) =>
        (Sequence.CompareTo(other.Sequence), string.CompareOrdinal(Stamp, other.Stamp),
            string.CompareOrdinal(Modified, other.Modified)) switch
        {
            (not 0 and var by, _, _) => by,
            (_, not 0 and var by, _) => by,
            (_, _, var by) => by,
        };
}

/// <summary>Which occurrences of a series an event replaces.</summary>
internal enum IcsRange { One, AndLater, AndEarlier }

/// <summary>What an event says of when it takes place. Of a cancelled one nothing else matters than what it cancels.</summary>
internal sealed class IcsWhen
{
    private IcsWhen(IcsEvent source, IcsZones zones) => (Source, Zones) = (source, zones);

    public IcsEvent Source { get; }
    public IcsZones Zones { get; }
    public IcsTime Start { get; private init; }
    public IcsLength Length { get; private init; }
    public IReadOnlyList<IcsRule> Rules { get; private init; } = [];
    public IReadOnlyList<IcsRule> NotRules { get; private init; } = [];
    public IReadOnlyList<(IcsTime Start, IcsLength Length)> Also { get; private init; } = [];
    public IReadOnlyList<IcsTime> Not { get; private init; } = [];

    /// <summary>The occurrence of the series of its UID that it replaces; null: it is the series, or stands alone.</summary>
    public IcsTime? Replaces { get; private init; }

    public IcsRange Range { get; private init; }
    public IcsRevision Revision { get; private init; }
    public bool IsCancelled { get; private init; }

    /// <summary>Of a cancelled one: when what it cancels begins; null: it does not say so.</summary>
    public IcsTime? CancelledStart { get; private init; }

    /// <exception cref="OddEvent"></exception>
    public static IcsWhen Of(IcsEvent e, IcsZones zones)
    {
        if (e.Odd is { } odd)
            throw new OddEvent(odd);
        if (e.Lines.FirstOrDefault(line => line.IsBroken) is { } broken)
            throw new OddEvent($"Its line {broken.Name} cannot be read.");
        var revision = new IcsRevision(
            int.TryParse(e.Value("SEQUENCE")?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            e.Value("DTSTAMP")?.Trim() ?? "", e.Value("LAST-MODIFIED")?.Trim() ?? "");
        var replaced = e.Find("RECURRENCE-ID");
        IcsTime? replaces = replaced is null ? null : Time(replaced, replaced.Value, zones, mustKnow: false);
        var range = replaced?.Parameter("RANGE")?.ToUpperInvariant() switch
        {
            "THISANDFUTURE" => IcsRange.AndLater,
            "THISANDPRIOR" => IcsRange.AndEarlier,
            _ => IcsRange.One,
        };
        if (e.Calendar.IsCancellation || e.Value("STATUS")?.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true)
            return new(e, zones)
            {
                IsCancelled = true,
                CancelledStart = StartOf(e, zones),
                Replaces = replaces,
                Range = range,
                Revision = revision,
            };
        var start = e.Find("DTSTART") is { } line
            ? Time(line, line.Value, zones) : throw new OddEvent("It does not say when it begins: DTSTART is missing.");
        var length = LengthOf(e, start, zones);
        return new(e, zones)
        {
            Start = start,
            Length = length,
            Rules = RulesOf(e, "RRULE", start),
            NotRules = RulesOf(e, "EXRULE", start),
            Also = [.. from also in e.All("RDATE") from value in Values(also) select Period(also, value, start, length, zones)],
            Not = [.. from not in e.All("EXDATE") from value in Values(not) select Time(not, value, zones, mustKnow: false)],
            Replaces = replaces,
            Range = range,
            Revision = revision,
        };
    }

    private static IcsTime? StartOf(IcsEvent cancelled, IcsZones zones)
    {
        try
        {
            return cancelled.Find("DTSTART") is { } line ? Time(line, line.Value, zones, mustKnow: false) : null;
        }
        catch (OddEvent)
        {
            return null;
        }
    }

    private static List<IcsRule> RulesOf(IcsEvent e, string name, IcsTime start) =>
        [.. e.All(name).Select(line => IcsRule.Parse(line.Value, start)).OfType<IcsRule>()];

    private static string[] Values(IcsLine line) =>
        line.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (IcsTime, IcsLength) Period(IcsLine line, string value, IcsTime start, IcsLength length, IcsZones zones)
    {
        var parts = value.Split('/');
        var begins = Time(line, parts[0], zones);
        var lasts = parts.Length < 2
            ? length : IcsLength.Parse(parts[1]) ?? IcsLength.Between(begins.Wall, Time(line, parts[1], zones).InZoneOf(begins, zones));
        return start.IsDate ? (new(begins.Day(zones).AtMidnight(), true, null), IcsLength.OfDays(lasts.WholeDays))
            // A day among the times of a series is that day at its time.
            : (begins.IsDate ? start with { Wall = begins.Date + start.Wall.TimeOfDay } : begins, lasts);
    }

    private static IcsLength LengthOf(IcsEvent e, IcsTime start, IcsZones zones)
    {
        if (e.Find("DTEND") is { } line)
        {
            var end = Time(line, line.Value, zones);
            if (!start.IsDate)
                return IcsLength.Between(start.Wall, end.InZoneOf(start, zones));
            // The end of whole days is the day after them; a time on a day ends there, unless it is its midnight.
            var after = end.Day(zones);
            var endsLate = !end.IsDate && end.Wall.TimeOfDay >= IcsOccurrence.AsGoodAsMidnight && after == end.Date;
            return IcsLength.OfDays(Math.Max(1, NodaTime.Period.DaysBetween(start.Date, after) + (endsLate ? 1 : 0)));
        }
        if (e.Find("DURATION") is { } lasts)
        {
            var length = IcsLength.Parse(lasts.Value) ?? throw new OddEvent($"Its length cannot be read: {IcsText.Shorten(lasts.Value)}");
            return start.IsDate ? IcsLength.OfDays(length.WholeDays) : length;
        }
        return start.IsDate ? IcsLength.OfDays(1) : default;
    }

    /// <param name="mustKnow">Else a time of an unknown zone is one on anybody's wall.</param>
    private static IcsTime Time(IcsLine line, string value, IcsZones zones, bool mustKnow = true)
    {
        var name = line.Parameter("TZID");
        var time = IcsTime.Parse(value, null, line.Parameter("VALUE")?.Equals("DATE", StringComparison.OrdinalIgnoreCase) == true)
            ?? throw new OddEvent($"\"{IcsText.Shorten(value)}\" is no date or time ({line.Name}).");
        if (time.IsDate || time.Zone is not null || string.IsNullOrWhiteSpace(name))
            return time;
        var zone = zones.Find(name);
        return zone is not null || !mustKnow ? time with { Zone = zone }
            : throw new OddEvent($"Its time zone is not known, and the file does not describe it: {IcsText.Shorten(name)}");
    }
}
