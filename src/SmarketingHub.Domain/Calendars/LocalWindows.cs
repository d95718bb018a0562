using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>Turns the windows of local days into stretches of real time, in seconds since the Unix epoch.</summary>
internal sealed class LocalWindows(DateTimeZone zone, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>> hours)
{
    /// <summary>Adds what opens on a date, in no order; a window that a clock change leaves empty is left out.</summary>
    public void AddTo(List<Stretch> stretches, LocalDate date)
    {
        if (!hours.TryGetValue(date.DayOfWeek, out var windows))
            return;
        var midnight = date.AtMidnight();
        foreach (var window in windows)
        {
            var mappedOpen = zone.MapLocal(midnight.PlusSeconds(window.Start.SecondsSinceMidnight));
            var mappedClose = zone.MapLocal(midnight.PlusSeconds(window.EndSecond));
            var open = mappedOpen.Count == 0 ? Jump(mappedOpen) : mappedOpen.First().ToInstant();
            var close = mappedClose.Count == 0 ? Jump(mappedClose) : mappedClose.Last().ToInstant();
            if (open < close)
                stretches.Add(new Stretch(open.ToUnixTimeSeconds(), close.ToUnixTimeSeconds()));
        }
    }

    // A boundary in a skipped hour takes effect when the clock jumps over it.
    private static Instant Jump(NodaTime.TimeZones.ZoneLocalMapping mapping) => mapping.LateInterval.Start;
}
