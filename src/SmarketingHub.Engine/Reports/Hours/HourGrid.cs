using NodaTime;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>Seconds of each part by the hours of a zone: each piece costs the same, however long it is.</summary>
internal sealed class HourGrid
{
    private const long Hour = 3600;

    private readonly long first;
    private readonly long cell;
    private readonly (IsoDayOfWeek Day, int Hour)[] hours;

    // Of each part: seconds in cells that a piece covers in part; and at which cells runs of whole ones begin and end.
    private readonly long[,] some;
    private readonly int[,] whole;

    /// <param name="from">No piece begins before it …</param>
    /// <param name="until">… or ends after it.</param>
    /// <param name="zone">Whose hours.</param>
    internal HourGrid(long from, long until, DateTimeZone zone)
    {
        var (begin, end) = (Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(Math.Max(until, from + 1)));
        // Some zones are half an hour, or three quarters, beside the others.
        cell = zone.GetZoneIntervals(begin, end).All(i => i.WallOffset.Seconds % Hour == 0) ? Hour : Hour / 4;
        first = from / cell;
        hours = new (IsoDayOfWeek, int)[(until - 1) / cell - first + 2];
        for (var i = 0; i < hours.Length; i++)
        {
            var local = Instant.FromUnixTimeSeconds((first + i) * cell).InZone(zone);
            hours[i] = (local.DayOfWeek, local.Hour);
        }
        (some, whole) = (new long[HoursParts.All.Count, hours.Length], new int[HoursParts.All.Count, hours.Length]);
    }

    internal void Add(HoursPart part, long from, long to)
    {
        var (p, a, b) = ((int)part, from / cell - first, to / cell - first);
        if (a == b)
        {
            some[p, a] += (int)(to - from);
            return;
        }
        some[p, a] += (int)((a + first + 1) * cell - from);
        some[p, b] += (int)(to - (b + first) * cell);
        whole[p, a + 1]++;
        whole[p, b]--;
    }

    /// <summary>The seconds of a piece that fall on each weekday and hour.</summary>
    internal IEnumerable<(IsoDayOfWeek Day, int Hour, long Seconds)> Of(long from, long to)
    {
        for (var i = from / cell - first; from < to; i++)
        {
            var end = Math.Min((i + first + 1) * cell, to);
            yield return (hours[i].Day, hours[i].Hour, end - from);
            from = end;
        }
    }

    /// <summary>All that was added.</summary>
    internal IEnumerable<(IsoDayOfWeek Day, int Hour, HoursPart Part, long Seconds)> Sums()
    {
        foreach (var part in HoursParts.All)
        {
            var running = 0L;
            for (var i = 0; i < hours.Length; i++)
            {
                running += whole[(int)part, i];
                if (running * cell + some[(int)part, i] is > 0 and var seconds)
                    yield return (hours[i].Day, hours[i].Hour, part, seconds);
            }
        }
    }
}
