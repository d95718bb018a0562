using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
using TimeZoneConverter;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>Zones by the names that programs give them: IANA's, Windows' own and shown ones, and offsets.</summary>
internal static partial class ZoneNames
{
    private static readonly string[] Areas = ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    private static readonly Dictionary<string, string> Ids = Names();

    /// <summary>What Windows shows for zones without one of their cities.</summary>
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
    };

    /// <summary>Null: nothing is known of that name.</summary>
    public static DateTimeZone? Find(string name)
    {
        var given = name.Trim().Trim('"').Replace("Coordinated Universal Time", "UTC", StringComparison.OrdinalIgnoreCase);
        return Named(given) ?? Offset(given) ?? Shown(given) ?? AtTheEnd(given);
    }

    private static DateTimeZone? Named(string name) =>
        Ids.TryGetValue(name, out var id) ? DateTimeZoneProviders.Tzdb[id] : name.Equals("Z", StringComparison.OrdinalIgnoreCase) ? DateTimeZone.Utc : null;

    /// <summary>GMT+0100, UTC-5, +02:00.</summary>
    private static DateTimeZone? Offset(string name) =>
        OffsetOnly().Match(name) is { Success: true } match && OffsetOf(match) is { } offset ? DateTimeZone.ForOffset(offset) : null;

    /// <summary>(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb; without its offset too.</summary>
    private static DateTimeZone? Shown(string name)
    {
        var match = InBrackets().Match(name);
        var text = (match.Success ? name[match.Length..] : name).Trim();
        if (match.Success && (text.Length == 0 ? Offset(name.Trim('(', ')')) : Named(text)) is { } known)
            return known;
        var cities = new[] { text }.Concat(text.Split([',', '/', ';', ':'])).Select(part => City(part.Trim())).OfType<DateTimeZone>().ToList();
        // Cities that had one time when they were put together may have gone their ways.
        return (match.Groups["sign"].Success && OffsetOf(match) is { } offset ? cities.Find(city => Keeps(city, offset)) : null) ?? cities.FirstOrDefault();
    }

    private static DateTimeZone? City(string name) =>
        Regions.TryGetValue(name, out var id) || TZConvert.TryRailsToIana(name, out id!) || Ids.TryGetValue($"city:{name}", out id)
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;

    /// <summary>/freeassociation.sourceforge.net/Tzfile/Europe/Berlin, tzone://Microsoft/Utc.</summary>
    private static DateTimeZone? AtTheEnd(string name)
    {
        var parts = name.Split('/');
        for (var from = Math.Max(1, parts.Length - 3); from < parts.Length; from++)
            if (Named(string.Join('/', parts[from..])) is { } zone)
                return zone;
        return null;
    }

    private static bool Keeps(DateTimeZone zone, Offset offset) =>
        zone.GetUtcOffset(Instant.FromUtc(2026, 1, 1, 0, 0)) == offset || zone.GetUtcOffset(Instant.FromUtc(2026, 7, 1, 0, 0)) == offset;

    private static Offset? OffsetOf(Match match)
    {
        var (hours, minutes) = (int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture), match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0);
        return hours > 14 || minutes > 59 ? null : NodaTime.Offset.FromSeconds((match.Groups["sign"].Value == "-" ? -60 : 60) * (60 * hours + minutes));
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

    [GeneratedRegex("^(?:UTC|GMT)? ?(?<sign>[+-])(?<h>[0-9]{1,2})(?:[:.]?(?<m>[0-9]{2}))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OffsetOnly();

    [GeneratedRegex("^\\((?:UTC|GMT) ?(?:(?<sign>[+-])(?<h>[0-9]{1,2})(?:[:.]?(?<m>[0-9]{2}))?)?\\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
