using NodaTime;
using NodaTime.TimeZones;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>A zone as a file describes it (VTIMEZONE): from each change on, its offset counts until the next.</summary>
internal sealed class IcsOwnZone : DateTimeZone
{
    private const int MostChanges = 5_000;
    // The file's rules begin anywhere, 1601 among others.
    private static readonly DateInterval Years = new(new(1600, 1, 1), new(2100, 12, 31));
    private readonly List<(Instant At, Offset Offset)> changes;
    private readonly Offset before;

    private IcsOwnZone(string name, Offset before, List<(Instant At, Offset Offset)> changes)
        : base(name, false, changes.Select(change => change.Offset).Append(before).Min(),
            changes.Select(change => change.Offset).Append(before).Max()) =>
        (this.before, this.changes) = (before, changes);

    /// <summary>Null: what it says cannot be made out.</summary>
    public static IcsOwnZone? Of(string name, IReadOnlyList<IcsObservance> observances, IcsBounds bounds)
    {
        var changes = new SortedDictionary<Instant, (Offset From, Offset To)>();
        foreach (var observance in observances)
        {
            if (OffsetOf(observance, "TZOFFSETTO") is not { } to || observance.Find("DTSTART") is not { } line
                || IcsTime.Parse(line.Value, null) is not { } start)
                return null;
            var from = OffsetOf(observance, "TZOFFSETFROM") ?? to;
            try
            {
                foreach (var wall in Begins(observance, start with { IsDate = false, Zone = ForOffset(from) }))
                {
                    bounds.CheckTime(line.Number);
                    if (wall is not { } begins)
                        return null;
                    changes[begins.WithOffset(from).ToInstant()] = (from, to);
                    if (changes.Count > MostChanges)
                        return null;
                }
            }
            catch (OddEvent)
            {
                return null;
            }
        }
        return changes.Count == 0
            ? null : new(name, changes.First().Value.From, [.. changes.Select(change => (change.Key, change.Value.To))]);
    }

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = changes[middle].At <= instant ? (middle + 1, high) : (low, middle);
        }
        var offset = low == 0 ? before : changes[low - 1].Offset;
        return new(Id, low == 0 ? null : changes[low - 1].At, low == changes.Count ? null : changes[low].At, offset, Offset.Zero);
    }

    // Null: one that cannot be read.
    private static IEnumerable<LocalDateTime?> Begins(IcsObservance observance, IcsTime start)
    {
        yield return start.Wall;
        foreach (var line in observance.Lines.Where(line => line.Name == "RDATE"))
            foreach (var value in line.Value.Split(','))
                yield return IcsTime.Parse(value.Split('/')[0], start.Zone)?.In(start.Zone!);
        foreach (var line in observance.Lines.Where(line => line.Name == "RRULE"))
            if (IcsRule.Parse(line.Value, start) is { } rule)
                foreach (var wall in rule.Starts(start, Years,
                    at => rule.Until is { } until && at.InZoneLeniently(start.Zone!).ToInstant() > until.At(start.Zone!))
                    .Take(MostChanges + 1))
                    yield return wall;
    }

    private static Offset? OffsetOf(IcsObservance observance, string name)
    {
        var text = (observance.Find(name)?.Value ?? "").Trim().Replace(":", "", StringComparison.Ordinal);
        var digits = text.TrimStart('+', '-');
        if (digits.Length is not (4 or 6) || text.Length > digits.Length + 1 || !digits.All(char.IsAsciiDigit))
            return null;
        var seconds = digits.Chunk(2)
            .Select((pair, index) => int.Parse(pair, System.Globalization.CultureInfo.InvariantCulture) * (index == 0 ? 3600
                : index == 1 ? 60 : 1)).Sum();
        return seconds > 18 * 3600 ? null : Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
    }
}
