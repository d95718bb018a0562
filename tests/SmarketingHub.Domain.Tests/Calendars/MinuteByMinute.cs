using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>
/// Business time the slow and obvious way: a list of real minutes, each with what the wall clock shows, ticked as
/// open by reading the rules literally. For whole-minute calendars over a few days.
/// </summary>
internal sealed class MinuteByMinute
{
    private const int MarginDays = 3;

    private readonly Instant _first;
    private readonly LocalDateTime[] _wall;
    private readonly bool[] _open;

    public MinuteByMinute(WorkCalendar calendar, Instant from, Instant to)
    {
        _first = from - Duration.FromDays(MarginDays);
        var count = (int)(to - _first).TotalMinutes + MarginDays * 24 * 60;
        _wall = [.. Enumerable.Range(0, count).Select(minute => At(minute).InZone(calendar.Zone).LocalDateTime)];
        _open = new bool[count];
        for (var date = _wall[0].Date; date <= _wall[^1].Date; date = date.PlusDays(1))
        {
            if (!calendar.Holidays.Contains(date) && calendar.Hours.TryGetValue(date.DayOfWeek, out var windows))
                Tick(date, windows);
        }
    }

    public int Elapsed(Instant start, Instant end) => _open[Index(start)..Index(end)].Count(open => open);

    /// <summary>Null when there are not so many open minutes in the list.</summary>
    public Instant? Due(Instant start, int minutes)
    {
        for (var minute = Index(start); minute < _open.Length; minute++)
        {
            if (_open[minute] && --minutes == 0)
                return At(minute + 1);
        }
        return null;
    }

    public bool IsOpen(Instant at) => _open[Index(at)];

    private void Tick(LocalDate date, IReadOnlyList<Window> windows)
    {
        foreach (var window in windows)
        {
            var start = date.AtMidnight().PlusSeconds(window.Start.SecondsSinceMidnight);
            var endDate = window.End <= window.Start ? date.PlusDays(1) : date;
            var end = endDate.AtMidnight().PlusSeconds(window.End.SecondsSinceMidnight);
            var opens = FirstOr(Array.IndexOf(_wall, start), start);
            var closes = FirstOr(Last(end), end);
            for (var minute = opens; minute < closes; minute++)
                _open[minute] = true;
        }
    }

    // When the clock was just put back to it, the first time that it showed counts.
    private int Last(LocalDateTime wall) =>
        Array.LastIndexOf(_wall, wall) is > 0 and var last && _wall[last - 1] > wall
            ? Array.IndexOf(_wall, wall) : Array.LastIndexOf(_wall, wall);

    // A wall time that never shows is the moment at which the clock jumps past it.
    private int FirstOr(int found, LocalDateTime wall)
    {
        if (found >= 0)
            return found;
        var jump = Array.FindIndex(_wall, shown => shown > wall);
        return jump >= 0 ? jump : _wall.Length;
    }

    private Instant At(int minute) => _first + Duration.FromMinutes((long)minute);

    private int Index(Instant at) => (int)(at - _first).TotalMinutes;
}
