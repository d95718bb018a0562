using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>
/// Business time the slow way: every real minute of some years, open or not, and a walk along them. A boundary in a skipped hour
/// counts from the jump; in a repeated hour a window opens at the first and closes at the last.
/// </summary>
internal sealed class Minutes
{
    private const long Minute = 60_000;
    private static readonly long First = Clocked.Read("2025-01-01T00:00:00Z");
    private static readonly long Last = Clocked.Read("2029-01-01T00:00:00Z");
    private static readonly ConcurrentDictionary<string, Minutes> Known = [];

    private readonly bool[] open = new bool[(Last - First) / Minute];
    private readonly long day;

    private Minutes(Body calendar)
    {
        day = LengthOf(calendar.Text("dayLength")!, 0);
        var zone = DateTimeZoneProviders.Tzdb[calendar.Text("timeZone")!];
        var holidays = calendar.Words("holidays").ToHashSet();
        var hours = calendar.Part("hours")!;
        for (var date = new LocalDate(2024, 12, 30); date.Year < 2029; date = date.PlusDays(1))
            if (!holidays.Contains(date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)))
                foreach (var window in hours.Each(date.DayOfWeek.ToString()[..3].ToLowerInvariant()))
                    Open(zone, date, window.Raw);
    }

    /// <summary>The calendar of a stored document; the same one for the same text.</summary>
    public static Minutes Of(Body calendar) =>
        Known.GetOrAdd(
            calendar.Text("timeZone") + calendar.Part("hours")!.Raw + string.Join(',', calendar.Words("holidays"))
                + calendar.Text("dayLength"), _ => new(calendar));

    /// <summary>Milliseconds of open time that <c>P1DT2H</c> is here.</summary>
    public long Length(string text) => LengthOf(text, day);

    public bool IsOpen(long at) => open[(at - First) / Minute];

    /// <summary>When so much open time has passed since the start, outside of the holds; for lengths in ascending order.</summary>
    public List<long> Due(long start, IReadOnlyList<long> lengths, IReadOnlyList<(long From, long To)> holds)
    {
        var due = new List<long>();
        var (at, passed) = (start, 0L);
        while (due.Count < lengths.Count)
        {
            var end = (at / Minute + 1) * Minute;
            if (passed == lengths[due.Count])
                due.Add(at);
            else if (!IsOpen(at))
                at = end;
            else
            {
                foreach (var hold in holds)
                    end = hold.From <= at && at < hold.To ? Math.Min(end, hold.To) : at < hold.From ? Math.Min(end, hold.From) : end;
                var counted = holds.Any(hold => hold.From <= at && at < hold.To) ? 0 : Math.Min(end - at, lengths[due.Count] - passed);
                (at, passed) = (counted > 0 ? at + counted : end, passed + counted);
            }
        }
        return due;
    }

    private void Open(DateTimeZone zone, LocalDate date, string window)
    {
        var times = Regex.Matches(window, @"(\d\d):(\d\d)")
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * 60
                + int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).ToList();
        var length = times[1] > times[0] ? times[1] : times[1] + 24 * 60;
        var opens = Real(zone, date.AtMidnight().PlusMinutes(times[0]), early: true);
        var closes = Real(zone, date.AtMidnight().PlusMinutes(length), early: false);
        for (var at = Math.Max(opens, First); at < Math.Min(closes, Last); at += Minute)
            open[(at - First) / Minute] = true;
    }

    private static long Real(DateTimeZone zone, LocalDateTime wall, bool early)
    {
        var mapping = zone.MapLocal(wall);
        return (mapping.Count switch
        {
            0 => mapping.LateInterval.Start,
            1 => mapping.Single().ToInstant(),
            _ => (early ? mapping.First() : mapping.Last()).ToInstant(),
        }).ToUnixTimeMilliseconds();
    }

    private static long LengthOf(string text, long day)
    {
        long Of(char unit) =>
            Regex.Match(text, $@"(\d+){unit}") is { Success: true } found
                ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        return Of('D') * day + ((Of('H') * 60 + Of('M')) * 60 + Of('S')) * 1000;
    }
}
