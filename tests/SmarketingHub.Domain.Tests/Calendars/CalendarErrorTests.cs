using System.Diagnostics;
using NodaTime;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>Each error names the field and says what would be right; hostile questions are refused at once.</summary>
public class CalendarErrorTests
{
    private static readonly Dictionary<string, string[][]> Monday = new() { ["mon"] = [["09:00", "17:00"]] };

    [Theory]
    [InlineData(null, "Europe/Warsaw")]
    [InlineData("", "Europe/Warsaw")]
    [InlineData("Mars/Olympus", "Europe/Warsaw")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("UTC+02:00", "Europe/Warsaw")]
    public void Unknown_zones(string? zone, string right) =>
        Refused(() => WorkCalendar.Create(zone!, Monday, []), "timeZone", $"\"{right}\"");

    [Theory]
    [InlineData("9:00", "17:00")]
    [InlineData("09:00", "25:00")]
    [InlineData("09:00", "24:01")]
    [InlineData("09:60", "17:00")]
    [InlineData("09:00", "")]
    [InlineData("09:00", null)]
    [InlineData("09:00\n", "17:00")]
    [InlineData("٠٩:00", "17:00")]
    public void Times_that_are_none(string? start, string? end) =>
        Refused(() => Hours("tue", [["08:00", "08:30"], [start!, end!]]), "hours.tue[1]", "00:00 to 24:00, such as \"09:00\"");

    [Fact]
    public void Windows_that_are_none()
    {
        Refused(() => Hours("mon", [["09:00"]]), "hours.mon[0]", "[\"09:00\",\"17:00\"]");
        Refused(() => Hours("mon", [null!]), "hours.mon[0]", "[\"09:00\",\"17:00\"]");
        Refused(() => Hours("mon", [["24:00", "06:00"]]), "hours.mon[0]", "00:00 of the next day");
        Refused(() => Hours("mon", null!), "hours.mon", "an empty list");
        Refused(() => Hours("mon", [.. Enumerable.Repeat<string[]>(["09:00", "17:00"], 49)]), "hours.mon", "at most 48");
        Refused(() => Hours("Monday", [["09:00", "17:00"]]), "hours", "mon, tue, wed, thu, fri, sat, sun");
        Refused(() => Hours("mon", []), "hours", "at least one");
        Refused(() => WorkCalendar.Create("Etc/UTC", null!, []), "hours", "at least one");
        Refused(() => new WorkCalendar("Etc/UTC", new Dictionary<IsoDayOfWeek, IReadOnlyList<Window>> { [IsoDayOfWeek.None] = [] }, []),
            "hours", "Monday to Sunday");
    }

    [Theory]
    [InlineData("2026-02-30", "2026-12-25")]
    [InlineData("25.12.2026", "2026-12-25")]
    [InlineData(null, "2026-12-25")]
    [InlineData("0206-12-25", "1900-01-01 to 2199-12-31")]
    public void Holidays_that_are_none(string? date, string right) =>
        Refused(() => WorkCalendar.Create("Etc/UTC", Monday, ["2026-01-01", date!]), "holidays[1]", right);

    [Fact]
    public void Too_many_holidays() =>
        Refused(() => WorkCalendar.Create("Etc/UTC", Monday, Enumerable.Repeat("2026-01-01", 10_001)), "holidays", "more than 10000");

    [Theory]
    [InlineData("P1D")]
    [InlineData("PT0H")]
    [InlineData("PT24H1S")]
    [InlineData("8")]
    public void Day_lengths_that_are_none(string length) =>
        Refused(() => WorkCalendar.Create("Etc/UTC", Monday, [], length), "dayLength", "\"PT8H\"");

    [Fact]
    public void Questions_that_have_no_answer()
    {
        var (calendar, start) = (Office(), At("2026-03-02T08:00Z"));
        Refused(() => calendar.Due(start, -Duration.Epsilon), "target", "zero or more");
        Refused(() => calendar.Due(start, -Duration.Epsilon, [new Interval(start, null)]), "target", "zero or more");
        Refused(() => calendar.Due(At("9999-01-01T00:00Z"), Duration.FromHours(1)), "start",
            "1900-01-01T00:00:00Z to 2200-01-01T00:00:00Z");
        Refused(() => calendar.Due(Instant.MinValue, Duration.FromHours(1)), "start", "1900");
        Refused(() => calendar.Elapsed(start, Instant.MaxValue), "end", "2200");
        Refused(() => calendar.Elapsed(start, start - Duration.Epsilon), "end", "at or after");
        Refused(() => calendar.Segments(start, start - Duration.Epsilon), "end", "at or after");
        Refused(() => calendar.OpenIntervals(start, start - Duration.Epsilon), "to", "at or after");
        Refused(() => calendar.IsOpen(At("1899-12-31T23:59Z")), "at", "1900");
        Refused(() => calendar.NextOpening(At("2200-01-01T00:00Z")), "at", "does not open again");
    }

    [Fact]
    public void Questions_too_large_are_refused_quickly()
    {
        var watch = Stopwatch.StartNew();
        var calendar = Only("Europe/Warsaw", "mon", "09:00-09:01", [.. Mondays()]);
        var (start, end) = (At("1990-01-01T00:00Z"), At("2200-01-01T00:00Z"));

        Refused(() => calendar.Due(start, Duration.FromHours(402_653_183)), "target", "not reached before 2200");
        Refused(() => calendar.Due(start, Duration.MaxValue), "target", "not reached before 2200");
        Refused(() => calendar.Due(start, Duration.FromHours(1000)), "target", "not reached before 2200");
        calendar.NextOpening(start).ShouldBe(At("2181-08-20T07:00Z"));
        Refused(() => Daily("Europe/Warsaw", [.. HalfHours()]).Segments(At("1900-01-01T00:00Z"), end), "end", "100000 segments");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        static IEnumerable<string> Mondays() =>
            Enumerable.Range(0, 9999).Select(week => $"{new LocalDate(1990, 1, 1).PlusWeeks(week):uuuu-MM-dd}");
        static IEnumerable<string[]> HalfHours() =>
            Enumerable.Range(0, 48).Select(half => new[] { $"{half / 2:00}:{half % 2 * 30:00}", $"{half / 2:00}:{half % 2 * 30 + 15:00}" });
    }

    private static WorkCalendar Hours(string day, string[][] windows) =>
        WorkCalendar.Create("Etc/UTC", new Dictionary<string, string[][]> { [day] = windows }, []);

    private static void Refused(Action act, string field, string right)
    {
        var error = Should.Throw<CalendarException>(act);
        error.Field.ShouldBe(field);
        error.ParamName.ShouldBe(field);
        error.Message.ShouldBe($"{field}: {error.Problem}");
        error.Problem.ToString().ShouldContain(right);
        error.Message.Length.ShouldBeLessThan(300);
    }
}
