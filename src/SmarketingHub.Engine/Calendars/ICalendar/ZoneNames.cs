using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
using TimeZoneConverter;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>Zones by the names that programs give them: IANA's, Windows' own and shown ones, and offsets.</summary>
internal static partial class ZoneNames
{
    private static readonly string[] Areas =
    [
        "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    ];

    private static readonly Interval Now = new(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));

    // Since when Windows has shown such names; some of the offsets in them are of then.
    private static readonly Interval Lately = new(Instant.FromUtc(2000, 1, 1, 0, 0), Now.End);

    private static readonly Dictionary<string, string> Ids = Names();

    /// <summary>What Windows shows for zones without one of their cities, or with one that is not known or has a namesake.</summary>
    private static readonly Dictionary<string, string> Regions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Aleutian Islands"] = "America/Adak",
        ["Marquesas Islands"] = "Pacific/Marquesas",
        ["Baja California"] = "America/Tijuana",
        ["Yukon"] = "America/Whitehorse",
        ["Easter Island"] = "Pacific/Easter",
        ["Chetumal"] = "America/Cancun",
        ["Haiti"] = "America/Port-au-Prince",
        ["Turks and Caicos"] = "America/Grand_Turk",
        ["City of Buenos Aires"] = "America/Argentina/Buenos_Aires",
        ["Saint Pierre and Miquelon"] = "America/Miquelon",
        ["Salvador"] = "America/Bahia",
        ["Cabo Verde Is."] = "Atlantic/Cape_Verde",
        ["Lord Howe Island"] = "Australia/Lord_Howe",
        ["Yangon (Rangoon)"] = "Asia/Yangon",
        ["Port Louis"] = "Indian/Mauritius",
        ["Chokurdakh"] = "Asia/Srednekolymsk",
        ["Bougainville Island"] = "Pacific/Bougainville",
        ["Norfolk Island"] = "Pacific/Norfolk",
        ["Chatham Islands"] = "Pacific/Chatham",
        ["Kiritimati Island"] = "Pacific/Kiritimati",
        ["International Date Line West"] = "Etc/GMT+12",
        ["Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London"] = "Europe/London",
        ["La Paz, Mazatlan"] = "America/Mazatlan",
        ["Georgetown, La Paz, Manaus, San Juan"] = "America/La_Paz",
        ["Reykjavik"] = "Atlantic/Reykjavik",
        ["Izhevsk, Samara"] = "Europe/Samara",
        ["Barnaul, Gorno-Altaysk"] = "Asia/Barnaul",
        ["Beijing, Chongqing, Hong Kong, Urumqi"] = "Asia/Shanghai",
        ["Anadyr, Petropavlovsk-Kamchatsky"] = "Asia/Kamchatka",
    };

    /// <summary>Null: nothing is known of that name.</summary>
    public static DateTimeZone? Find(string name)
    {
        var given = name.Trim().Trim('"').Replace("Coordinated Universal Time", "UTC", StringComparison.OrdinalIgnoreCase);
        return InBrackets().Match(given) is { Success: true } offset ? Shown(given[offset.Length..].Trim(), offset)
            : Named(given) ?? Offset(given) ?? Listed(given) ?? AtTheEnd(given);
    }

    private static DateTimeZone? Named(string name) =>
        Ids.TryGetValue(name, out var id) ? DateTimeZoneProviders.Tzdb[id]
            : name.Equals("Z", StringComparison.OrdinalIgnoreCase) ? DateTimeZone.Utc : null;

    /// <summary>GMT+0100, UTC-5, +02:00.</summary>
    private static DateTimeZone? Offset(string name) =>
        OffsetOnly().Match(name) is { Success: true } match && OffsetOf(match) is { } offset ? DateTimeZone.ForOffset(offset) : null;

    /// <summary>(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb: the first that keeps the offset, else one that once did.</summary>
    private static DateTimeZone? Shown(string text, Match match)
    {
        if (!match.Groups["sign"].Success)
            return text.Length == 0 ? DateTimeZone.Utc : Named(text) ?? Offset(text) ?? Listed(text);
        if (OffsetOf(match) is not { } offset)
            return null;
        if (text.Length == 0)
            return DateTimeZone.ForOffset(offset);
        // Cities that had one time when they were put together may have gone their ways.
        var known = Parts(text).Select(City).Prepend(Named(text)).OfType<DateTimeZone>().ToList();
        return known.Find(zone => Keeps(zone, offset, Now)) ?? known.Find(zone => Keeps(zone, offset, Lately));
    }

    /// <summary>One city, or several that all keep the same time.</summary>
    private static DateTimeZone? Listed(string text)
    {
        if (City(text) is { } city)
            return city;
        var cities = Parts(text).Skip(1).Select(City).ToList();
        return cities[0] is { } first && cities.TrueForAll(other => other is not null && Times(other).SequenceEqual(Times(first)))
            ? first : null;
    }

    /// <summary>The whole, and what it lists.</summary>
    private static IEnumerable<string> Parts(string text) => text.Split([',', '/', ';', ':']).Select(part => part.Trim()).Prepend(text);

    private static DateTimeZone? City(string name) =>
        Regions.TryGetValue(name, out var id) || TZConvert.TryRailsToIana(name, out id!) || Ids.TryGetValue($"city:{name}", out id)
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;

    /// <summary>
    /// /freeassociation.sourceforge.net/Tzfile/Europe/Berlin, tzone://Microsoft/Utc. What is no such path ends in an area and a city, as
    /// tz/Europe/Berlin.
    /// </summary>
    private static DateTimeZone? AtTheEnd(string name)
    {
        var parts = name.Split('/');
        var isPath = parts[0].Length == 0 || name.Contains("://", StringComparison.Ordinal);
        for (var from = Math.Max(1, parts.Length - 3); from < parts.Length - (isPath ? 0 : 1); from++)
            if (Named(string.Join('/', parts[from..])) is { } zone)
                return zone;
        return null;
    }

    private static bool Keeps(DateTimeZone zone, Offset offset, Interval within) =>
        zone.GetZoneIntervals(within).Any(time => time.WallOffset == offset);

    private static IEnumerable<(Instant From, Offset Offset)> Times(DateTimeZone zone) =>
        zone.GetZoneIntervals(Now).Select(time => (time.HasStart && time.Start > Now.Start ? time.Start : Now.Start, time.WallOffset));

    private static Offset? OffsetOf(Match match)
    {
        var (hours, minutes) = (int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture),
            match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0);
        return hours > 14 || minutes > 59
            ? null : NodaTime.Offset.FromSeconds((match.Groups["sign"].Value == "-" ? -60 : 60) * (60 * hours + minutes));
    }

    private static Dictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            names[id] = id;
            if (Areas.Contains(id.Split('/')[0]) && TzdbDateTimeZoneSource.Default.CanonicalIdMap[id] == id)
                names.TryAdd($"city:{id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ')}", id);
        }
        foreach (var (windows, id) in TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping)
            names.TryAdd(windows, id);
        return names;
    }

    [GeneratedRegex("^(?:UTC|GMT)? ?(?<sign>[+-])(?<h>[0-9]{1,2})(?:[:.]?(?<m>[0-9]{2}))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OffsetOnly();

    [GeneratedRegex("^\\((?:UTC|GMT) ?(?:(?<sign>[+-])(?<h>[0-9]{1,2})(?:[:.]?(?<m>[0-9]{2}))?)?\\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
