using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// Turns the windows of local days into stretches of real time, in seconds since the Unix epoch: each from the first instant at which
/// clocks show its start or later, to the last at which they showed less than its end.
/// </summary>
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
            var (open, close) = (Opening(midnight.PlusSeconds(window.Start.SecondsSinceMidnight)),
                Closing(midnight.PlusSeconds(window.EndSecond)));
            if (open < close)
                stretches.Add(new Stretch(open.ToUnixTimeSeconds(), close.ToUnixTimeSeconds()));
        }
    }

    private Instant Opening(LocalDateTime local)
    {
        var mapped = zone.MapLocal(local);
        return mapped.Count == 0 ? mapped.LateInterval.Start : mapped.First().ToInstant();
    }

    // When clocks go back to the very time of closing they showed less than it only before its first occurrence.
    private Instant Closing(LocalDateTime local)
    {
        var mapped = zone.MapLocal(local);
        return mapped.Count == 0 ? mapped.LateInterval.Start
            : mapped.Count == 2 && mapped.LateInterval.IsoLocalStart == local ? mapped.First().ToInstant()
            : mapped.Last().ToInstant();
    }
}
