using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>Exceptions and replaced occurrences mean the same occurrence in whatever form they are written.</summary>
public class IcsExceptionsTests
{
    private static readonly string Days4 = Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=4");
    private static readonly string Times4 = Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20270104T000000",
        "DTEND;TZID=Europe/Warsaw:20270105T000000", "RRULE:FREQ=DAILY;COUNT=4");
    private static readonly string Utc4 = Event("UID:1", "DTSTART:20270103T230000Z", "DTEND:20270104T230000Z", "RRULE:FREQ=DAILY;COUNT=4");
    private static readonly string Floating4 = Event("UID:1", "DTSTART:20270104T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=4");
    private static readonly string Weeks4 = Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Series");

    /// <summary>The sixth of January in Warsaw.</summary>
    public static TheoryData<string> Forms =>
    [
        ";VALUE=DATE:20270106", ":20270106", ":20270106T000000", ";TZID=Europe/Warsaw:20270106T000000",
        ";TZID=W. Europe Standard Time:20270106T000000",
        ";TZID=\"(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb\":20270106T000000",
        ";TZID=(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb:20270106T000000", ":20270105T230000Z",
        ";TZID=Nowhere at all:20270106T000000", ";TZID=UTC:20270105T230000", ";VALUE=DATE-TIME:20270105T230000Z",
        ";VALUE=DATE:20270106T000000",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void One_day_of_a_series_is_taken_out_however_it_is_named(string form)
    {
        foreach (var series in new[] { Days4, Times4, Utc4, Floating4 })
        {
            Short(series.Replace("RRULE", $"EXDATE{form}\r\nRRULE", StringComparison.Ordinal)).ShouldBe("01-04 01-05 01-07", series);
            Short(series, Event("UID:1", $"RECURRENCE-ID{form}", "STATUS:CANCELLED")).ShouldBe("01-04 01-05 01-07", series);
            Short(Event("UID:1", $"RECURRENCE-ID{form}", "DTSTART;VALUE=DATE:20270112"), series)
                .ShouldBe("01-04 01-05 01-07 01-12", series);
        }
    }

    [Theory]
    [InlineData("20270106T000000Z")]
    [InlineData("20270106T090000")]
    public void Of_whole_days_any_time_of_the_day_names_it(string time) =>
        Short(Days4, Event("UID:1", $"RECURRENCE-ID:{time}", "STATUS:CANCELLED")).ShouldBe("01-04 01-05 01-07");

    [Fact]
    public void A_time_at_which_nothing_begins_names_nothing() =>
        Short(Times4, Event("UID:1", "RECURRENCE-ID;TZID=Europe/Warsaw:20270106T090000", "STATUS:CANCELLED"))
            .ShouldBe("01-04 01-05 01-06 01-07");

    [Fact]
    public void Lists_of_exceptions_and_rules_of_exceptions()
    {
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=6", "EXDATE:20270104T000000,20270105T230000Z",
            "EXDATE;VALUE=DATE:20270108,")).ShouldBe("01-05 01-07 01-09");
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=7", "EXRULE:FREQ=WEEKLY;BYDAY=SA,SU"))
            .ShouldBe("01-04 01-05 01-06 01-07 01-08");
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "EXDATE;VALUE=DATE:20270104", "RDATE;VALUE=DATE:20270105")).ShouldBe("01-05");
    }

    [Fact]
    public void Further_dates_in_every_form()
    {
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RDATE;VALUE=DATE:20270106,20270108",
            "RDATE;TZID=Europe/Warsaw:20270110T000000", "RDATE:20270111T230000Z")).ShouldBe("01-04 01-06 01-08 01-10 01-12");
        Short(Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20270104T000000", "DURATION:P1D", "RDATE;VALUE=DATE:20270106",
            "RDATE;VALUE=PERIOD:20270109T230000Z/P2D,20270119T230000Z/20270120T230000Z",
            "RDATE;VALUE=PERIOD;TZID=Europe/Warsaw:20270125T000000/PT72H"))
            .ShouldBe("01-04 01-06 01-10 01-11 01-20 01-25 01-26 01-27");
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RDATE;VALUE=PERIOD:20270106T000000/P2D,20270110T000000/20270111T000000"))
            .ShouldBe("01-04 01-06 01-07 01-10");
    }

    [Fact]
    public void The_end_of_a_series_in_every_form()
    {
        foreach (var until in new[] { "20270106", "20270106T000000", "20270105T230000Z", "20270106T000000Z", "20270106T225959Z" })
        {
            Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", $"RRULE:FREQ=DAILY;UNTIL={until}")).ShouldBe("01-04 01-05 01-06", until);
            Short(Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20270104T000000", "DURATION:P1D", $"RRULE:FREQ=DAILY;UNTIL={until}"))
                .ShouldBe("01-04 01-05 01-06", until);
            Short(Event("UID:1", "DTSTART:20270103T230000Z", "DURATION:P1D", $"RRULE:FREQ=DAILY;UNTIL={until}"))
                .ShouldBe("01-04 01-05 01-06", until);
        }
    }

    [Fact]
    public void The_highest_revision_counts_wherever_it_stands()
    {
        string[] revisions =
        [
            Event("UID:1", "SEQUENCE:1", "DTSTART;VALUE=DATE:20270104", "SUMMARY:Old"),
            Event("UID:1", "SEQUENCE:10", "DTSTART;VALUE=DATE:20270111", "SUMMARY:New"),
            Event("UID:1", "SEQUENCE:2", "DTSTART;VALUE=DATE:20270118", "STATUS:CANCELLED"),
        ];
        Short(revisions).ShouldBe("01-11");
        Short([.. revisions.Reverse()]).ShouldBe("01-11");
        Short(Event("UID:1", "DTSTAMP:20260102T000000Z", "DTSTART;VALUE=DATE:20270104"),
            Event("UID:1", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20270105")).ShouldBe("01-04");
        Short(Event("UID:1", "LAST-MODIFIED:20260102T000000Z", "DTSTART;VALUE=DATE:20270104"),
            Event("UID:1", "LAST-MODIFIED:20260101T000000Z", "DTSTART;VALUE=DATE:20270105")).ShouldBe("01-04");
        // A newer one that is another altogether is told: it may have the UID by mistake.
        var read = Read(Of(Event("UID:1", "DTSTAMP:20260102T000000Z", "DTSTART;VALUE=DATE:20270104", "SUMMARY:New Year"),
            Event("UID:1", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20270105", "SUMMARY:Easter")));
        (Short(read), read.LeftOutEvents[0].Name, Why(read)[0]).ShouldBe(("01-04 -1", "Easter",
            "A newer event of the same UID counts instead of it."));
        // Some files give all of their events one UID: which of them is newer nobody says.
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104"), Event("UID:1", "DTSTART;VALUE=DATE:20270105")).ShouldBe("01-04 01-05");
    }

    [Fact]
    public void Of_several_changes_of_one_occurrence_the_highest_revision_counts()
    {
        Short(Days4, Event("UID:1", "SEQUENCE:2", "RECURRENCE-ID;VALUE=DATE:20270106", "DTSTART;VALUE=DATE:20270112"),
            Event("UID:1", "SEQUENCE:1", "RECURRENCE-ID:20270106T000000", "DTSTART;VALUE=DATE:20270113"))
            .ShouldBe("01-04 01-05 01-07 01-12");
        Short(Days4, Event("UID:1", "SEQUENCE:2", "RECURRENCE-ID:20270105T230000Z", "STATUS:CANCELLED"),
            Event("UID:1", "SEQUENCE:1", "RECURRENCE-ID:20270106", "DTSTART;VALUE=DATE:20270113"))
            .ShouldBe("01-04 01-05 01-07");
        Short(Days4, Event("UID:1", "SEQUENCE:1", "RECURRENCE-ID:20270105T230000Z", "STATUS:CANCELLED"),
            Event("UID:1", "SEQUENCE:2", "RECURRENCE-ID:20270106", "DTSTART;VALUE=DATE:20270113"))
            .ShouldBe("01-04 01-05 01-07 01-13");
    }

    [Fact]
    public void A_cancelled_series_takes_what_was_moved_of_it_along()
    {
        var moved = Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270106", "DTSTART;VALUE=DATE:20270112");
        var read = Read(Of(moved, Days4.Replace("RRULE", "STATUS:CANCELLED\r\nRRULE", StringComparison.Ordinal)));
        (read.Days.Count, read.LeftOut).ShouldBe((0, 0));
        Short(Days4, moved, Event("UID:1", "SEQUENCE:1", "STATUS:CANCELLED")).ShouldBe("");
        Short(Days4.Replace("RRULE", "SEQUENCE:2\r\nRRULE", StringComparison.Ordinal), moved,
            Event("UID:1", "SEQUENCE:1", "STATUS:CANCELLED")).ShouldBe("01-04 01-05 01-07 01-12");
        Short(Read(
            $"BEGIN:VCALENDAR\r\n{Days4}END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n"
                + $"METHOD:CANCEL\r\n{Event("UID:1", "SEQUENCE:1")}END:VCALENDAR\r\n")).ShouldBe("");
    }

    [Fact]
    public void What_replaces_nothing_that_is_there_stands_by_itself() =>
        Short(Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270106", "DTSTART;VALUE=DATE:20270112"),
            Event("UID:2", "RECURRENCE-ID;VALUE=DATE:20270106", "STATUS:CANCELLED")).ShouldBe("01-12");

    [Theory]
    [InlineData(";RANGE=THISANDFUTURE;VALUE=DATE:20270118")]
    [InlineData(";RANGE=THISANDFUTURE:20270118T000000")]
    [InlineData(";TZID=Europe/Warsaw;RANGE=THISANDFUTURE:20270118T000000")]
    [InlineData(";RANGE=\"THISANDFUTURE\":20270117T230000Z")]
    public void This_and_all_that_follow_move_alike(string from)
    {
        Short(Weeks4, Event("UID:1", $"RECURRENCE-ID{from}", "DTSTART;VALUE=DATE:20270119")).ShouldBe("01-04 01-11 01-19 01-26");
        Short(Weeks4, Event("UID:1", $"RECURRENCE-ID{from}", "DTSTART;VALUE=DATE:20270117", "DTEND;VALUE=DATE:20270119"))
            .ShouldBe("01-04 01-11 01-17 01-18 01-24 01-25");
        Short(Weeks4, Event("UID:1", $"RECURRENCE-ID{from}", "STATUS:CANCELLED")).ShouldBe("01-04 01-11");
        Short(Event("UID:1", $"RECURRENCE-ID{from}", "DTSTART;TZID=Europe/Warsaw:20270119T000000",
            "DTEND;TZID=Europe/Warsaw:20270120T000000"),
            Event("UID:1", "DTSTART;TZID=Europe/Warsaw:20270104T000000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=4"))
            .ShouldBe("01-04 01-11 01-19 01-26");
        Short(Event("UID:1", $"RECURRENCE-ID{from}", "DTSTART:20270118T230000Z", "DTEND:20270119T230000Z"),
            Event("UID:1", "DTSTART:20270103T230000Z", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=4")).ShouldBe("01-04 01-11 01-19 01-26");
    }

    [Fact]
    public void Two_such_changes_a_single_one_among_them_and_an_exception()
    {
        string[] events =
        [
            Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=WEEKLY;COUNT=7", "EXDATE;VALUE=DATE:20270201", "SUMMARY:Series"),
            Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270111", "DTSTART;VALUE=DATE:20270112", "SUMMARY:Tuesdays"),
            Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270125", "DTSTART;VALUE=DATE:20270127", "SUMMARY:Wednesdays"),
            Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270208", "DTSTART;VALUE=DATE:20270212", "SUMMARY:Once on a Friday"),
        ];
        Read(Of(events)).Days.Select(day => $"{day.Date:MM-dd} {day.Name}")
            .ShouldBe(["01-04 Series", "01-12 Tuesdays", "01-19 Tuesdays", "01-27 Wednesdays", "02-12 Once on a Friday",
                "02-17 Wednesdays"]);
        Short([.. events.Reverse()]).ShouldBe("01-04 01-12 01-19 01-27 02-12 02-17");
        // A change that began before the days that are read goes on among them.
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY;UNTIL=20250120"),
            Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20200113", "DTSTART;VALUE=DATE:20200114"))
            .ShouldBe("01-07 01-14 01-21");
        // Written in UTC they move as far in UTC, also over the change to winter time.
        Short(Event("UID:1", "DTSTART:20271017T220000Z", "DURATION:P1DT1H", "RRULE:FREQ=WEEKLY;COUNT=4"),
            Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE:20271024T220000Z", "DTSTART:20271025T220000Z", "DTEND:20271026T230000Z"))
            .ShouldBe("10-18 10-26 11-02 11-09");
        // One with a rule of its own goes by that.
        Short(Weeks4,
            Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270118", "DTSTART;VALUE=DATE:20270120",
                "RRULE:FREQ=DAILY;COUNT=3")).ShouldBe("01-04 01-11 01-20 01-21 01-22");
        Short(Weeks4, Event("UID:1", "RECURRENCE-ID;RANGE=THISANDPRIOR;VALUE=DATE:20270111", "DTSTART;VALUE=DATE:20270112"))
            .ShouldBe("01-05 01-12 01-18 01-25");
    }

    [Fact]
    public void A_zone_to_the_west_and_one_to_the_east()
    {
        var series = Of(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20270106T050000Z"));
        Short(Read(series, "America/New_York")).ShouldBe("01-04 01-05 01-07");
        Short(Read(series.Replace("0106T05", "0105T11", StringComparison.Ordinal), "Pacific/Auckland")).ShouldBe("01-04 01-05 01-07");
        // The file's own zone, when it says one.
        Short(Read(series.Replace("PRODID", "X-WR-TIMEZONE:Asia/Tokyo\r\nPRODID", StringComparison.Ordinal)
            .Replace("0106T05", "0105T15", StringComparison.Ordinal))).ShouldBe("01-04 01-05 01-07");
    }
}
