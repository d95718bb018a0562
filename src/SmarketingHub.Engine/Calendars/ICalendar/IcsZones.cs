using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// The zones of one VCALENDAR, by the names that its times give: those that it describes itself, else those known by name. None is guessed.
/// </summary>
/// <param name="here">The zone whose holidays are read.</param>
internal sealed class IcsZones(IcsCalendar calendar, DateTimeZone here, IcsBounds bounds)
{
    private readonly Dictionary<string, DateTimeZone?> found = new(StringComparer.OrdinalIgnoreCase);

    public DateTimeZone Here => here;

    public IcsBounds Bounds => bounds;

    /// <summary>Whose midnights may be meant by a time where a day is asked for.</summary>
    public IEnumerable<DateTimeZone> OfDays => calendar.Zone is { } said && Find(said) is { } zone ? [zone, here] : [here];

    /// <summary>Null: it is not known. UTC by any name is UTC.</summary>
    public DateTimeZone? Find(string name)
    {
        if (!found.TryGetValue(name, out var zone))
            found[name] = zone = Plain((calendar.Zones.TryGetValue(name, out var own) ? IcsOwnZone.Of(name, own, bounds) : null)
                ?? ZoneNames.Find(name));
        return zone;
    }

    private static DateTimeZone? Plain(DateTimeZone? zone) =>
        zone is not null && zone.MinOffset == Offset.Zero && zone.MaxOffset == Offset.Zero ? DateTimeZone.Utc : zone;
}
