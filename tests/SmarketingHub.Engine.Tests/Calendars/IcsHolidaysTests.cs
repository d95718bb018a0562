using SmarketingHub.Domain;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

public class IcsHolidaysTests
{
    [Fact]
    public void A_day_a_name_and_the_end_that_is_the_day_after()
    {
        var read = Read(Of(
            Event("UID:1", "DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Boże Narodzenie\\, oba dni"),
            Event("UID:2", "DTSTART;VALUE=DATE:20260501", "SUMMARY:Święto", "  Pracy")));

        read.Days.Select(day => (day.Date.ToString("uuuu-MM-dd", null), day.Name)).ShouldBe(
            [("2026-05-01", "Święto Pracy"), ("2026-12-25", "Boże Narodzenie, oba dni"), ("2026-12-26", "Boże Narodzenie, oba dni")]);
        read.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void Recurrence_is_expanded_from_last_year_to_five_years_on() => Days(Of(Event(
        "UID:1", "DTSTART;VALUE=DATE:20101111", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20281111", "RDATE;VALUE=DATE:20280102")))
        .ShouldBe(["2025-11-11", "2026-11-11", "2027-11-11", "2028-01-02", "2029-11-11", "2030-11-11", "2031-11-11"]);

    [Fact]
    public void Rules_of_weekdays_and_counts() => Days(Of(
        Event("UID:1", "DTSTART;VALUE=DATE:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2"),
        Event("UID:2", "DTSTART;VALUE=DATE:20260504", "RRULE:FREQ=DAILY;UNTIL=20260506")))
        .ShouldBe(["2026-05-04", "2026-05-05", "2026-05-06", "2026-11-26", "2027-11-25"]);

    [Fact]
    public void One_occurrence_moved_and_another_cancelled() => Days(Of(
        Event("UID:1", "DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=YEARLY;UNTIL=20290601"),
        Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270601", "DTSTART;VALUE=DATE:20270602"),
        Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20280601", "DTSTART;VALUE=DATE:20280601", "STATUS:CANCELLED")))
        .ShouldBe(["2026-06-01", "2027-06-02", "2029-06-01"]);

    [Fact]
    public void What_is_cancelled_is_none()
    {
        var read = Read(Of(Event("UID:1", "DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=YEARLY", "STATUS:CANCELLED")));
        (read.Events.Count, read.LeftOut).ShouldBe((0, 0));
    }

    [Fact]
    public void What_is_read_says_what_each_event_is_called_and_what_was_left_out()
    {
        var read = Read(Of(
            Event("UID:a@x", "DTSTART;VALUE=DATE:20270129", "DTEND;VALUE=DATE:20270131", "SUMMARY:Kansas Day",
                @"DESCRIPTION:Observance\nin Kansas\\now\, not \;elsewhere", @"CATEGORIES:Observance,State\, US", "CATEGORIES:Local"),
            Event("DTSTART;VALUE=DATE:20270130", "SUMMARY:Another"),
            Event("UID:b", "DTSTART:20270201T090000", "SUMMARY:A meeting")));

        read.Events.Select(e =>
            $"{e.Uid}|{e.Name}|{string.Join('/', e.Categories)}|{e.Description}|{string.Join(' ', e.Days.Select(d => d.Day))}").ShouldBe(
            [@"a@x|Kansas Day|Observance/State, US/Local|Observance in Kansas\now, not ;elsewhere|29 30", "|Another|||30"]);
        read.Days.Select(day => (day.Date.Day, day.Name)).ShouldBe([(29, "Kansas Day"), (30, "Kansas Day")]);
        read.LeftOut.ShouldBe(1);
        read.LeftOutEvents.Select(e => (e.Line, e.Name, $"{e.Why}")).ShouldBe([(17, "A meeting", "It covers no whole day.")]);
    }

    [Fact]
    public void Timed_events_count_when_they_cover_a_whole_day_of_the_calendars_zone()
    {
        var read = Read(Of(
            // Midnight to midnight in Warsaw, written in UTC; in New York's zone it covers none.
            Event("UID:1", "DTSTART:20260817T220000Z", "DTEND:20260818T220000Z"),
            Event("UID:2", "DTSTART;TZID=America/New_York:20260901T000000", "DTEND;TZID=America/New_York:20260902T000000"),
            Event("UID:3", "DTSTART;TZID=Europe/Warsaw:20260911T000000", "DTEND;TZID=Europe/Warsaw:20260911T235900"),
            // Over the clock change: that Sunday has 23 hours.
            Event("UID:4", "DTSTART;TZID=Europe/Warsaw:20260328T120000", "DTEND;TZID=Europe/Warsaw:20260330T010000"),
            Event("UID:5", "DTSTART:20261001T000000", "DURATION:P2D"),
            Event("UID:6", "DTSTART:20261005T090000", "DTEND:20261005T100000", "SUMMARY:a meeting"),
            Event("UID:7", "DTSTART;TZID=Our own zone:20261006T000000", "DTEND;TZID=Our own zone:20261007T000000"),
            Event("UID:8", "DTSTART:20261007T000000", "RRULE:FREQ=SECONDLY")));

        read.Days.Select(day => $"{day.Date:MM-dd}").ShouldBe(["03-29", "08-18", "09-11", "10-01", "10-02"]);
        read.LeftOut.ShouldBe(4);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<html><body>Sign in</body></html>", "Line 1: an iCalendar text begins with BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\n",
        "Line 2: BEGIN:VEVENT has no END:VEVENT: the file is cut short.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\n", "Line 1: BEGIN:VCALENDAR has no END:VCALENDAR")]
    public void What_is_no_iCalendar_or_cut_short_is_refused_and_names_the_line(string text, string says)
    {
        var wrong = Should.Throw<InvalidArgument>(() => Read(text));
        wrong.Field.ShouldBe("feed");
        wrong.Message.ShouldContain(says);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        Should.Throw<InvalidArgument>(() => Read(new string('x', 1_048_577))).Message.ShouldContain("more than 1 MB");
}
