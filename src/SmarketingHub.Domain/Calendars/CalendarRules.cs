using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace SmarketingHub.Domain.Calendars;

/// <summary>What a calendar must be like; each rule hands back a copy that nobody can change, or says what is wrong.</summary>
internal static class CalendarRules
{
    // One for each half hour: more would let a request ask for gigabytes of boundaries.
    public const int MostWindows = 48;
    public const int MostHolidays = 10_000;

    public static DateTimeZone Zone(string id)
    {
        const string Field = "timeZone";
        if (id is null)
            throw new CalendarException(Field, "is missing; give an IANA id such as \"Europe/Warsaw\".");
        // Asked of the database itself: the provider would also take "UTC+02:00", which is no IANA id.
        var ids = TzdbDateTimeZoneSource.Default.CanonicalIdMap;
        if (ids.ContainsKey(id))
            return DateTimeZoneProviders.Tzdb[id];
        var meant = ids.Keys.FirstOrDefault(known => known.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? "Europe/Warsaw";
        throw new CalendarException(Field,
            $"{Quoted.Value(id)} is not known in time-zone data {WorkCalendar.TimeZoneDataVersion}; give an IANA id such as \"{meant}\".");
    }

    public static FrozenDictionary<IsoDayOfWeek, IReadOnlyList<Window>> Hours(
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>> hours)
    {
        const string Field = "hours";
        if (hours is null)
            throw new CalendarException(Field, "are missing; give at least one window, such as mon 09:00-17:00.");
        foreach (var (day, windows) in hours)
            Check(day, windows, Field);
        if (hours.Values.All(windows => windows.Count == 0))
            throw new CalendarException(Field,
                "have no window, so that nothing would ever be due; give at least one, such as mon 09:00-17:00.");
        return hours.Where(day => day.Value.Count > 0)
            .ToFrozenDictionary(day => day.Key, day => (IReadOnlyList<Window>)Array.AsReadOnly(day.Value.ToArray()));
    }

    public static IEnumerable<LocalDate> Holidays(IEnumerable<LocalDate> holidays)
    {
        const string Field = "holidays";
        if (holidays is null)
            throw new CalendarException(Field, "are missing; give an empty list for none.");
        var index = 0;
        foreach (var date in holidays)
        {
            if (index == MostHolidays)
                throw new CalendarException(Field, $"are more than {MostHolidays}; give fewer.");
            var iso = date.WithCalendar(CalendarSystem.Iso);
            if (!Reach.Covers(iso))
                throw new CalendarException($"{Field}[{index}]",
                    $"{iso:uuuu-MM-dd} is outside the years that calendars cover; give a date from 1900-01-01 to 2199-12-31.");
            index++;
            yield return iso;
        }
    }

    public static Duration DayLength(Duration length) =>
        length > Duration.Zero && length <= Duration.FromDays(1) && length.SubsecondNanoseconds == 0
            ? length
            : throw new CalendarException("dayLength",
                $"{length.TotalHours:0.##} hours is no length of a business day; give whole seconds, more than zero and at most 24 hours, "
                    + $"such as \"PT8H\".");

    private static void Check(IsoDayOfWeek day, IReadOnlyList<Window> windows, string field)
    {
        if (day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday)
            throw new CalendarException(field, $"{day} is no weekday; give Monday to Sunday.");
        var dayField = $"{field}.{Weekdays.Key(day)}";
        if (windows is null)
            throw new CalendarException(dayField, "is missing; give an empty list for a closed day.");
        if (windows.Count > MostWindows)
            throw new CalendarException(dayField, $"has {windows.Count} windows; give at most {MostWindows}.");
        for (var index = 0; index < windows.Count; index++)
        {
            if (windows[index].Start == TimeOfDay.EndOfDay)
                throw new CalendarException($"{dayField}[{index}]", "starts at 24:00; give 00:00 of the next day.");
        }
    }
}
