using System.Diagnostics;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Benchmarks.Calendars;

/// <summary><c>Due</c> of 40 business hours in Warsaw with 12 holidays, beside a walk from day to day with NodaTime.</summary>
public sealed class BusinessTimeVersusWalk : Comparison
{
    // Fewer would be over before the code is compiled for speed.
    private const int Calls = 2_000_000;

    private static readonly Duration Target = Duration.FromHours(40);
    private static readonly LocalTime Opens = new(9, 0);
    private static readonly LocalTime Closes = new(17, 0);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    private static readonly HashSet<LocalDate> Holidays =
    [
        new(2026, 1, 1), new(2026, 1, 6), new(2026, 4, 6), new(2026, 5, 1), new(2026, 6, 4), new(2026, 11, 11),
        new(2026, 12, 24), new(2026, 12, 25), new(2027, 1, 1), new(2027, 1, 6), new(2027, 3, 29), new(2027, 5, 3),
    ];

    private readonly WorkCalendar calendar = new(
        "Europe/Warsaw",
        Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<Window>)[new(TimeOfDay.Of(9), TimeOfDay.Of(17))]),
        Holidays);

    // Starts spread over a year, open and closed, winter and summer.
    private readonly Instant[] starts =
        [.. Enumerable.Range(0, 1024).Select(i => Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(i * 511L))];

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("business_time_vs_walk", "calls/s", Goal.AtLeast(5)),
        new("business_time_allocated", "bytes/call", Goal.FigureAtMost(0, "bytes")),
    ];

    public override async Task Prepare(Effort effort)
    {
        foreach (var start in starts)
            if (calendar.Due(start, Target) != Walk(start, Target))
                throw new InvalidOperationException($"The two sides disagree at {start}.");
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Measure(start => calendar.Due(start, Target));

    public override Task<double[]> Bare() => Measure(start => Walk(start, Target));

    private Task<double[]> Measure(Func<Instant, Instant> due)
    {
        var (allocated, clock, sum) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), 0L);
        for (var i = 0; i < Calls; i++)
            sum ^= due(starts[i & 1023]).ToUnixTimeTicks();
        var seconds = clock.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        GC.KeepAlive(sum);
        return Task.FromResult<double[]>([Calls / seconds, Math.Round(allocated / (double)Calls)]);
    }

    private static Instant Walk(Instant start, Duration left)
    {
        for (var date = start.InZone(Zone).Date; ; date = date.PlusDays(1))
        {
            if (date.DayOfWeek >= IsoDayOfWeek.Saturday || Holidays.Contains(date))
                continue;
            var open = Instant.Max(Zone.AtLeniently(date + Opens).ToInstant(), start);
            var close = Zone.AtLeniently(date + Closes).ToInstant();
            if (close <= open)
                continue;
            if (close - open >= left)
                return open + left;
            left -= close - open;
        }
    }
}
