using NodaTime;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>A timed event from midnight to midnight is that day, whatever hours the day has.</summary>
public class IcsWholeDaysTests
{
    [Theory]
    [InlineData("Europe/Warsaw", "2026-10-25", "2027-03-28")]
    [InlineData("America/New_York", "2026-11-01", "2027-03-14")]
    [InlineData("Africa/Cairo", "2026-10-29", "2027-04-30")]
    [InlineData("Atlantic/Azores", "2026-10-25", "2027-03-28")]
    [InlineData("Australia/Lord_Howe", "2027-04-04", "2026-10-04")]
    [InlineData("America/Santiago", "2027-04-03", "2026-09-06")]
    [InlineData("Asia/Beirut", "2026-10-24", "2027-03-28")]
    public void On_the_longest_and_on_the_shortest_day_of_any_zone(string zone, string longest, string shortest)
    {
        foreach (var begins in new[] { new LocalDate(2026, 8, 1), Date(longest), Date(shortest) })
            foreach (var length in new[] { $"DTEND;TZID={zone}:{begins.PlusDays(1):uuuuMMdd}T000000", "DURATION:P1D",
                $"DTEND;TZID={zone}:{begins:uuuuMMdd}T235900", $"DTEND;TZID={zone}:{begins:uuuuMMdd}T240000" })
            {
                var read = Read(
                    Of(Event("UID:1", $"DTSTART;TZID={zone}:{begins:uuuuMMdd}T000000", length, "RRULE:FREQ=DAILY;UNTIL=20270601")), zone);
                read.Days.Select(day => day.Date).ShouldBe(new DateInterval(begins, new(2027, 6, 1)), $"{begins} {length}");
                read.LeftOut.ShouldBe(0);
            }

        static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
    }

    [Fact]
    public void Sundays_in_Warsaw_by_its_own_or_the_files_zone()
    {
        foreach (var zone in new[] { "Europe/Warsaw", "Mine" })
            Short(Zone("Mine"),
                Event("UID:1", $"DTSTART;TZID={zone}:20261011T000000", $"DTEND;TZID={zone}:20261012T000000", "RRULE:FREQ=WEEKLY;COUNT=4"))
                .ShouldBe("10-11 10-18 10-25 11-01");
        Short(Event("UID:1", "DTSTART:20261011T000000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=4")).ShouldBe("10-11 10-18 10-25 11-01");
        // Until the other side of the change, and over it.
        Short(Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20261023T000000", "DTEND;TZID=Europe/Warsaw:20261025T000000",
            "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2")).ShouldBe("10-23 10-24 10-25 10-26");
    }

    [Fact]
    public void Hours_are_exact_and_what_they_miss_is_told()
    {
        var read = Read(Of(Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20261018T000000", "DURATION:PT24H", "RRULE:FREQ=WEEKLY;COUNT=3",
            "SUMMARY:Closed")));

        Short(read).ShouldBe("10-18 11-01 -1");
        read.LeftOutEvents.Select(e => (e.Line, e.Name, $"{e.Why}"))
            .ShouldBe([(4, "Closed", "It covers no whole day on 1 of its 3 dates.")]);
        // Written in UTC it is a day in winter only.
        Short(Event("UID:1", "DTSTART:20261023T220000Z", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=3")).ShouldBe("10-24 -1");
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND:20270106T000000", "01-04 01-05")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND;TZID=Europe/Warsaw:20270106T000000", "01-04 01-05")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND:20270105T230000Z", "01-04 01-05")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND:20270106T000000Z", "01-04 01-05")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND:20270105T235959", "01-04 01-05")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND:20270104T120000", "01-04")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270104", "01-04")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270103", "01-04")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DURATION:P1W", "01-04 01-05 01-06 01-07 01-08 01-09 01-10")]
    [InlineData("DTSTART;VALUE=DATE:20270104", "DURATION:PT48H", "01-04 01-05")]
    [InlineData("DTSTART:20270104T000000", "DTEND;VALUE=DATE:20270106", "01-04 01-05")]
    [InlineData("DTSTART;TZID=Europe/Warsaw:20270104T000000", "DTEND:20270105T230000Z", "01-04 01-05")]
    [InlineData("DTSTART:20270104T000000", "DTEND:20270105T230000Z", "01-04 01-05")]
    [InlineData("DTSTART:20270103T230000Z", "DTEND;TZID=Asia/Tokyo:20270105T080000", "01-04")]
    [InlineData("DTSTART:20270104T0000", "DTEND:20270105T0000", "01-04")]
    public void Starts_and_ends_of_different_kinds(string start, string end, string days) =>
        Short(Event("UID:1", start, end)).ShouldBe(days);
}
