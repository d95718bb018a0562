using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

public class CalendarTextTests
{
    [Fact]
    public void A_calendar_written_down_is_read_back_the_same() =>
        Gen.Select(CalendarGen.Calendars, Gen.Int[1, 86_400]).Sample((calendar, dayLength) =>
        {
            var written = new WorkCalendar(calendar.Zone.Id, calendar.Hours, calendar.Holidays, Duration.FromSeconds((long)dayLength));
            var read = WorkCalendar.Create(written.Zone.Id, written.ToHours(), written.ToHolidays(), written.ToDayLength());
            read.Describe().ShouldBe(written.Describe());
            read.DayLength.ShouldBe(written.DayLength);
        }, iter: 200);

    [Fact]
    public void It_is_written_as_clients_write_it()
    {
        var calendar = WorkCalendar.Create("Europe/Warsaw",
            new Dictionary<string, string[][]>
            {
                ["sun"] = [],
                ["wed"] = [["22:00", "06:00"], ["00:00", "24:00"]],
                ["mon"] = [["09:00:30", "17:00"]],
            },
            ["2026-12-26", "2026-12-25", "2026-12-25"], "PT7H30M");

        calendar.ToHours().Keys.ShouldBe(["mon", "wed"]);
        calendar.ToHours()["mon"].ShouldBe([["09:00:30", "17:00"]]);
        calendar.ToHours()["wed"].ShouldBe([["22:00", "06:00"], ["00:00", "24:00"]]);
        calendar.ToHolidays().ShouldBe(["2026-12-25", "2026-12-26"]);
        calendar.ToDayLength().ShouldBe("PT7H30M");
    }

    [Fact]
    public void A_day_is_8_hours_unless_said_otherwise() => Office().DayLength.ShouldBe(Duration.FromHours(8));

    [Fact]
    public void Nobody_changes_a_calendar_afterwards()
    {
        var windows = new List<Window> { new(TimeOfDay.Of(9), TimeOfDay.Of(17)) };
        var hours = new Dictionary<IsoDayOfWeek, IReadOnlyList<Window>> { [IsoDayOfWeek.Monday] = windows };
        var calendar = new WorkCalendar("Etc/UTC", hours, []);

        windows.Clear();
        hours.Clear();

        calendar.Hours[IsoDayOfWeek.Monday].Count.ShouldBe(1);
        calendar.Elapsed(At("2026-03-02T00:00Z"), At("2026-03-03T00:00Z")).ShouldBe(Duration.FromHours(8));
    }
}
