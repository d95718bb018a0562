using CsCheck;
using NodaTime;
using NodaTime.TimeZones;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>The calendar beside a model that ticks minutes, where clocks change.</summary>
public class AgainstTheMinutesTests
{
    private static readonly Instant From = Instant.FromUtc(1990, 1, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2036, 1, 1, 0, 0);

    private static readonly Gen<int> MinutesAround = Gen.Int[-36 * 60, 36 * 60];

    private static readonly Gen<(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>> Hours, int Pick, int Holiday, int A, int B,
        int Target)> Picks =
        Gen.Select(CalendarGen.Hours, Gen.Int[0, 1_000_000], Gen.Int[-12, 3], MinutesAround, MinutesAround, Gen.Int[1, 1000]);

    [Fact]
    public void Any_calendar_agrees_at_any_instant() =>
        Gen.Select(CalendarGen.Calendars, CalendarGen.Instants.Select(WholeMinute), MinutesAround, MinutesAround, Gen.Int[1, 1000])
            .Sample(Agree, iter: 300,
                print: sample => $"{sample.Item1.Describe()}; around {sample.Item2}, {sample.Item3}, {sample.Item4}, {sample.Item5}");

    /// <summary>Other zones have no changes in these years.</summary>
    [Fact]
    public void Every_zone_agrees_at_its_own_clock_changes()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])
            .Select(zone => (Zone: zone, Changes: Changes(zone))).Where(zone => zone.Changes.Length > 0).ToArray();
        zones.Length.ShouldBeGreaterThan(300);
        foreach (var (zone, changes) in zones)
            AgreeAt(zone, changes, samples: 2);
    }

    [Theory]
    [InlineData("Australia/Lord_Howe")] // half an hour
    [InlineData("America/Havana")] // the doubled midnight
    [InlineData("Africa/Cairo")] // back at midnight to 23:00
    [InlineData("Asia/Beirut")] // the skipped midnight
    [InlineData("Africa/Casablanca")] // twice a year around Ramadan
    [InlineData("Antarctica/Troll")] // two hours
    [InlineData("Europe/Warsaw")]
    public void Peculiar_zones_agree_at_many_clock_changes(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        AgreeAt(zone, Changes(zone), samples: 60);
    }

    [Theory]
    [InlineData("Pacific/Apia", 2011, 12, 30)]
    [InlineData("Pacific/Fakaofo", 2011, 12, 30)]
    [InlineData("Pacific/Kwajalein", 1993, 8, 21)]
    public void A_skipped_day_agrees(string id, int year, int month, int day)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var jump = zone.MapLocal(new LocalDateTime(year, month, day, 12, 0));
        jump.Count.ShouldBe(0);
        AgreeAt(zone, [jump.LateInterval.Start], samples: 60);
    }

    /// <summary>A boundary that is the very time that clocks change from or to, where chance seldom puts one.</summary>
    [Fact]
    public void Windows_on_the_changes_of_clocks_agree_in_every_zone()
    {
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
            foreach (var change in Changes(zone).TakeLast(4))
            {
                TimeOfDay before = Wall(change - Duration.FromSeconds(1), zone, 1), after = Wall(change, zone, 0), noon = new(12 * 60 * 60);
                foreach (var window in new Window[] { new(noon, before), new(noon, after), new(before, noon), new(after, noon), new(before,
                    after), new(after, before), new(after, after) })
                {
                    var calendar = new WorkCalendar(zone.Id, Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
                        .ToDictionary(day => day, _ => (IReadOnlyList<Window>)[window]), []);
                    var (from, to) = (change - Duration.FromDays(3), change + Duration.FromDays(3));
                    calendar.OpenIntervals(from, to).ShouldBe(ByTheClock.Open(calendar, from, to), $"{calendar.Describe()} at {change}");
                }
            }
    }

    private static TimeOfDay Wall(Instant at, DateTimeZone zone, int plus) =>
        new(((int)(at.InZone(zone).TickOfDay / NodaConstants.TicksPerSecond) + plus) % NodaConstants.SecondsPerDay);

    private static void AgreeAt(DateTimeZone zone, Instant[] changes, int samples) =>
        Picks.Sample(
            (hours, pick, holiday, a, b, target) =>
            {
                var change = changes[pick % changes.Length];
                // Most samples have no holiday near.
                var date = change.InZone(zone).Date.PlusDays(holiday);
                Agree(new WorkCalendar(zone.Id, hours, [date]), change, a, b, target);
            },
            iter: samples,
            print: sample =>
                $"{new WorkCalendar(zone.Id, sample.Item1, []).Describe()}; change {changes[sample.Item2 % changes.Length]}; "
                    + $"holiday {sample.Item3} days off; {sample.Item4}, {sample.Item5}, {sample.Item6}");

    private static void Agree(WorkCalendar calendar, Instant around, int a, int b, int target)
    {
        var start = around + Duration.FromMinutes((long)Math.Min(a, b));
        var end = around + Duration.FromMinutes((long)Math.Max(a, b));
        var model = new MinuteByMinute(calendar, start, end);

        var open = ByTheClock.Open(calendar, start, end).ToArray();
        calendar.OpenIntervals(start, end).ShouldBe(open);
        calendar.Segments(start, end).Where(segment => segment.Kind == SegmentKind.Counted)
            .Select(segment => new Interval(segment.Start, segment.End)).ShouldBe(open);
        calendar.Elapsed(start, end).ShouldBe(Duration.FromMinutes((long)model.Elapsed(start, end)));
        calendar.IsOpen(start).ShouldBe(model.IsOpen(start));
        calendar.IsOpen(end).ShouldBe(model.IsOpen(end));
        // Close to the model's last day its windows may be cut off.
        if (model.Due(start, target) is { } due && due <= end + Duration.FromDays(1))
            calendar.Due(start, Duration.FromMinutes((long)target)).ShouldBe(due);
    }

    private static Instant[] Changes(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(new Interval(From, To), ZoneEqualityComparer.Options.OnlyMatchWallOffset)
            .Where(interval => interval.HasStart && interval.Start > From).Select(interval => interval.Start)];

    private static Instant WholeMinute(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 60 * 60);
}
