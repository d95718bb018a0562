using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>Random calendars and instants: any windows, overlapping, touching, crossing midnight, round the clock.</summary>
internal static class CalendarGen
{
    private static readonly string[] Zones =
    [
        "Europe/Warsaw", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut",
        "Africa/Casablanca", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Gaza", "Antarctica/Troll", "Etc/UTC",
    ];

    private static readonly Instant First = Instant.FromUtc(1990, 1, 1, 0, 0);

    /// <summary>From 1990 to 2040, to the nanosecond or on a quarter hour.</summary>
    public static readonly Gen<Instant> Instants = Gen.OneOf(
        Gen.Select(Gen.Int[0, 50 * 365], Gen.Long[0, NodaConstants.NanosecondsPerDay - 1],
            (day, nano) => First + Duration.FromDays(day) + Duration.FromNanoseconds(nano)),
        Gen.Int[0, 50 * 365 * 96].Select(quarter => First + QuarterHours(quarter)));

    /// <summary>More than zero; up to hours, days or some months; whole quarter hours too, which fit exactly.</summary>
    public static readonly Gen<Duration> Targets = Gen.OneOf(
        Gen.Long[1, 7_200_000_000_000].Select(Duration.FromNanoseconds),
        Gen.Long[1, 9_000_000_000_000_000].Select(Duration.FromNanoseconds),
        Gen.Int[1, 40].Select(QuarterHours),
        Gen.Int[1, 4000].Select(QuarterHours));

    /// <summary>Whole quarter hours more often than odd minutes, so that boundaries meet.</summary>
    private static readonly Gen<int> Minutes = Gen.OneOf(Gen.Int[0, 95].Select(quarter => quarter * 15), Gen.Int[0, 1439]);

    private static readonly Gen<Window> Windows =
        Gen.Select(Minutes, Gen.OneOf(Minutes, Gen.Const(24 * 60)), (start, end) => new Window(new(start * 60), new(end * 60)));

    public static readonly Gen<IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>>> Hours =
        Windows.List[0, 3].Array[7].Where(days => days.Any(day => day.Count > 0))
            .Select(days => (IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Window>>)days
                .Select((windows, index) => (Day: (IsoDayOfWeek)(index + 1), Windows: windows))
                .ToDictionary(day => day.Day, day => (IReadOnlyList<Window>)day.Windows));

    /// <summary>In zones with peculiar clocks, with holidays strewn over all the years of <see cref="Instants"/>.</summary>
    public static readonly Gen<WorkCalendar> Calendars =
        Gen.Select(Gen.Int[0, Zones.Length - 1], Hours, Gen.Int[0, 50 * 365].List[0, 300],
            (zone, hours, days) => new WorkCalendar(Zones[zone], hours, days.Select(First.InUtc().Date.PlusDays)));

    /// <summary>Up to four pauses near an instant, in any order, overlapping or not.</summary>
    public static Gen<List<Interval>> PausesNear(Instant at) =>
        Gen.Select(Gen.Int[-200, 400], Gen.Int[0, 200],
                (offset, length) => new Interval(at + QuarterHours(offset), at + QuarterHours(offset + length)))
            .List[0, 4];

    private static Duration QuarterHours(int count) => Duration.FromMinutes(15L * count);

    public static string Describe(this WorkCalendar calendar) =>
        $"{calendar.Zone.Id}; {string.Join("; ",
            calendar.Hours.OrderBy(day => day.Key).Select(day => $"{day.Key} {string.Join(" ", day.Value)}"))}; holidays {string.Join(" ",
                calendar.ToHolidays())}";
}
