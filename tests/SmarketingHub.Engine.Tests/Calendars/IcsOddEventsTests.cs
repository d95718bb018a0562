using SmarketingHub.Domain;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>One odd event never costs the feed.</summary>
public class IcsOddEventsTests
{
    private static readonly string[] Good =
    [
        Day("20270104", "One"), Event("UID:2", "DTSTART;VALUE=DATE:20270111", "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Two"),
    ];

    public static TheoryData<string, string> Odd => new()
    {
        { "DTSTART;VALUE=DATE:20270230", "\"20270230\" is no date or time (DTSTART)." },
        { "DTSTART;VALUE=DATE:2014930", "\"2014930\" is no date or time (DTSTART)." },
        { "DTSTART:2027-01-06 00:00", "\"00\" is no date or time (DTSTART)." },
        { "DTSTART:20270106T250000", "\"20270106T250000\" is no date or time (DTSTART)." },
        { "DTSTART;VALUE=DATE:", "It does not say when it begins: DTSTART is missing." },
        { "DTSTART;VALUE=DATE:20270106\r\nDTEND;VALUE=DATE:20270231", "\"20270231\" is no date or time (DTEND)." },
        { "DTSTART;VALUE=DATE:20270106\r\nDURATION:one day", "Its length cannot be read: one day" },
        { "DTSTART;VALUE=DATE:20270106\r\nDURATION:-P1D", "Its length cannot be read: -P1D" },
        { "DTSTART;VALUE=DATE:20270106\r\nRRULE:FREQ=NEVER", "Its rule cannot be read: FREQ=NEVER" },
        { "DTSTART;VALUE=DATE:20270106\r\nRRULE:Every year", "Its rule cannot be read: Every year" },
        { "DTSTART;VALUE=DATE:20270106\r\nRRULE:YD1 12 #0", "Its rule cannot be read: YD1 12 #0" },
        { "DTSTART;VALUE=DATE:20270106\r\nRRULE:FREQ=DAILY;INTERVAL=0", "Its rule cannot be read: FREQ=DAILY;INTERVAL=0" },
        { "DTSTART;VALUE=DATE:20270106\r\nRRULE FREQ=YEARLY", "Its line RRULE cannot be read." },
        { "DTSTART20270106", "It does not say when it begins: DTSTART is missing." },
        { "SUMMARY:x", "It does not say when it begins: DTSTART is missing." },
        { "DTSTART:20270106T000000\r\nDURATION:P1D\r\nRRULE:FREQ=HOURLY", "It recurs within a day." },
        { "DTSTART;VALUE=DATE:20270106\r\nRDATE:soon", "\"soon\" is no date or time (RDATE)." },
        {
            "DTSTART;TZID=Customized Time Zone:20270106T000000\r\nDURATION:P1D",
            "Its time zone is not known, and the file does not describe it: Customized Time Zone"
        },
        { "DTSTART:20270106T090000\r\nDTEND:20270106T100000", "It covers no whole day." },
        { "DTSTART:20270106T000000\r\nDTEND:20270105T000000", "It covers no whole day." },
        { "DTSTART:20270106T000000\r\nDURATION:P1D\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H", "A part of it is not closed: END is missing." },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void It_is_left_out_counted_named_and_said_why(string lines, string why)
    {
        var odd = Event("UID:odd", "SUMMARY:Odd one", lines);
        foreach (var events in new[] { [odd, .. Good], [.. Good, odd], new[] { Good[0], odd, Good[1] } })
        {
            var read = Read(Of(events));
            read.Days.Select(day => $"{day.Date:MM-dd} {day.Name}").ShouldBe(["01-04 One", "01-11 Two", "01-18 Two"]);
            read.LeftOut.ShouldBe(1);
            read.LeftOutEvents.Select(e => (e.Name, $"{e.Why}")).ShouldBe([("Odd one", why)]);
        }
    }

    [Theory]
    [InlineData("an empty rule", "DTSTART;VALUE=DATE:20270106\r\nRRULE:")]
    [InlineData("empty lists",
        "DTSTART;VALUE=DATE:20270106\r\nEXDATE:\r\nRDATE:\r\nDTEND:\r\nDURATION: \r\nRECURRENCE-ID:\r\nUID:\r\nSUMMARY:\r\nSTATUS:")]
    [InlineData("a property that is none", "X_OWNER:me\r\nDTSTART;VALUE=DATE:20270106\r\n=:\r\n:\r\n;")]
    [InlineData("a stray quote", "X-A;CN=\"Smith:mailto:x\r\nDTSTART;VALUE=DATE:20270106\r\nATTENDEE;CN=\"a:b")]
    [InlineData("a stray quote in a zone", "DTSTART;TZID=\"Europe/Warsaw:20270106T000000\r\nDURATION:P1D")]
    [InlineData("a description that runs on",
        "DTSTART;VALUE=DATE:20270106\r\nDESCRIPTION:One line\r\nand another without a fold\r\nDuration: two hours\r\nStatus: cancelled\r\n"
            + "\r\nhttps://example.com/x: y\r\n<b>Start</b>")]
    [InlineData("a description before the name",
        "DTSTART;VALUE=DATE:20270106\r\nDESCRIPTION:One line\r\nSummary: not this\r\nEnd: not this")]
    [InlineData("nothing but the start", "DTSTART:20270106")]
    [InlineData("a rule with further parts",
        "DTSTART;VALUE=DATE:20270106\r\nRRULE:FREQ=WEEKLY;X-Y=1;RSCALE=GREGORIAN;COUNT=5;UNTIL=20270106;BYHOUR=0;")]
    [InlineData("signs and spaces in a rule", "DTSTART;VALUE=DATE:20270106 \r\nRRULE:FREQ=MONTHLY; BYDAY=+1WE;BYMONTHDAY=+6 ;COUNT=1")]
    [InlineData("lower case", "dtstart;value=date:20270106")]
    public void It_is_read_all_the_same(string kind, string lines)
    {
        var read = Read(Of([.. Good, Event(lines, "SUMMARY:Odd one")]));
        read.Days.Select(day => $"{day.Date:MM-dd} {day.Name}").ShouldBe(["01-04 One", "01-06 Odd one", "01-11 Two", "01-18 Two"], kind);
        read.LeftOut.ShouldBe(0, kind);
    }

    [Fact]
    public void A_long_attachment_and_a_long_description()
    {
        var folded = string.Concat(Enumerable.Repeat("\r\n " + new string('A', 74), 4_000));
        var read = Read(Of(Event("DTSTART;VALUE=DATE:20270106", $"ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD{folded}",
            $"DESCRIPTION:long{folded}", "SUMMARY:" + new string('x', 90_000))));
        (Short(read), read.Events[0].Name!.Length, read.Events[0].Description!.Length).ShouldBe(("01-06", 100, 500));
        Short(Event("DTSTART;VALUE=DATE:20270106", "ATTACH:" + new string('A', 300_000))).ShouldBe("01-06");
    }

    [Fact]
    public void Events_of_other_centuries_are_read_and_recur_until_today()
    {
        Short(Event("UID:1", "DTSTART;VALUE=DATE:18990101"), Event("UID:2", "DTSTART;VALUE=DATE:17760704"), Good[0]).ShouldBe("01-04");
        Days(Of(Event("UID:2", "DTSTART;VALUE=DATE:17760704", "RRULE:FREQ=YEARLY")))
            .ShouldBe([.. Enumerable.Range(2025, 7).Select(year => $"{year}-07-04")]);
        Short(Event("UID:1", "DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:99991231", "RRULE:FREQ=DAILY;COUNT=2"),
            Event("UID:2", "DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=DAILY")).ShouldEndWith("12-31");
        Short(Event("UID:1", "DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=YEARLY;UNTIL=20260101")).ShouldBe("01-01 01-01");
        Short(Event("UID:1", "DTSTART;TZID=America/New_York:99991231T230000", "DURATION:P3999999D"), Good[0]).ShouldBe("01-04");
    }

    [Theory]
    [InlineData("BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:Odd one\r\nDTSTART;VALUE=DATE:20270106\r\n", "It is not closed: END:VEVENT is missing.")]
    [InlineData("BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:Odd one\r\nDTSTART;VALUE=DATE:20270106\r\nBEGIN:VALARM\r\n",
        "It is not closed: END:VEVENT is missing.")]
    public void An_event_without_its_end_is_told_and_the_next_is_read(string odd, string why)
    {
        foreach (var text in new[] { Of([odd, .. Good]), Of([.. Good, odd]), Of(Good[0], odd, Zone("X"), Good[1]) })
        {
            var read = Read(text);
            Short(read).ShouldBe("01-04 01-11 01-18 -1");
            (read.LeftOutEvents[0].Name, $"{read.LeftOutEvents[0].Why}").ShouldBe(("Odd one", why));
        }
    }

    [Fact]
    public void What_stands_around_the_calendars_does_not_matter()
    {
        var text = Of(Good[0]);
        Short(Read($"Notice: on line 3\r\n\r\n{text}<!-- 12 ms -->\r\n{Of(Good[1])}")).ShouldBe("01-04 01-11 01-18");
        Short(Read(text.Replace("VERSION:2.0\r\nPRODID:-//test//EN\r\n", "END:VTODO\r\nEND:NOTHING\r\n", StringComparison.Ordinal)))
            .ShouldBe("01-04");
        Short(Read("BEGIN:VTODO\r\nDTSTART:20270101\r\nEND:VTODO\r\n" + text
            + "BEGIN:STANDARD\r\nDTSTART:20270101T000000\r\nEND:STANDARD\r\n" + Zone("X") + "BEGIN:VJOURNAL\r\n")).ShouldBe("01-04");
        Short(Read($"\r\n \t{text}\uFEFF{Of(Good[1])}")).ShouldBe("01-04 01-11 01-18");
        Short(Read(text.Replace("END:VCALENDAR\r\n", "", StringComparison.Ordinal) + Of(Good[1]))).ShouldBe("01-04 01-11 01-18");
        foreach (var end in new[] { "\n", "\r", "\r\r\n", "\n\n" })
            Short(Read(Of(Good).Replace("SUMMARY:One", "SUMMARY:O\r\n ne", StringComparison.Ordinal)
                .Replace("\r\n", end, StringComparison.Ordinal))).ShouldBe("01-04 01-11 01-18", end);
    }

    [Fact]
    public void An_event_outside_of_the_calendar_is_told()
    {
        var odd = Event("UID:odd", "SUMMARY:Odd one", "DTSTART;VALUE=DATE:20270106");
        foreach (var (text, days) in new[]
        {
            (Of(Good) + odd, "01-04 01-11 01-18"), (odd + Of(Good), "01-04 01-11 01-18"),
            (Of(Good[0]) + odd + Of(Good[1]), "01-04 01-11 01-18"),
            (Of(Good[0], "END:VCALENDAR\r\n", odd), "01-04"),
            (Of(Good) + odd.Replace("END:VEVENT\r\n", "", StringComparison.Ordinal), "01-04 01-11 01-18"),
            (odd.Replace("END:VEVENT\r\n", "", StringComparison.Ordinal) + Of(Good), "01-04 01-11 01-18"),
            (Of(Good) + odd.Replace("END:VEVENT", "BEGIN:VALARM", StringComparison.Ordinal), "01-04 01-11 01-18"),
        })
        {
            var read = Read(text);
            Short(read).ShouldBe($"{days} -1", text);
            (read.LeftOutEvents[0].Name, Why(read)[0]).ShouldBe(("Odd one",
                "It stands outside of the calendar: between BEGIN:VCALENDAR and END:VCALENDAR it would count."));
        }
        // An end too many costs those behind it, each of them told.
        Short(Read(Of(["END:VCALENDAR\r\n", odd, .. Good]))).ShouldBe(" -3");
        Read(Of(Good) + odd + "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").LeftOutEvents[0].Line.ShouldBe(16);
    }

    [Fact]
    public void An_event_without_its_beginning_is_told()
    {
        foreach (var text in new[] { "UID:odd\r\nSUMMARY:Odd one\r\nDTSTART;VALUE=DATE:20270106\r\nEND:VEVENT\r\n",
            "BEGIN VEVENT\r\nDTSTART;VALUE=DATE:20270106\r\nSUMMARY:Odd one\r\nEND:VEVENT\r\n" })
            foreach (var whole in new[] { Of(text, Good[0], Good[1]), Of(Good[0], text, Good[1]), Of(Good) + text })
            {
                var read = Read(whole);
                Short(read).ShouldBe("01-04 01-11 01-18 -1", whole);
                Why(read).ShouldBe(["Its beginning is missing: no BEGIN:VEVENT stands before its DTSTART."]);
            }
        Short(Read(Of(Good[0], "END:VEVENT\r\n", Good[1]))).ShouldBe("01-04 01-11 01-18");
    }

    [Fact]
    public void Whatever_is_left_out_is_counted_and_the_first_are_named()
    {
        var read = Read(Of([.. Enumerable.Range(0, 120).Select(i => Event($"UID:odd{i}", "DTSTART:never", $"SUMMARY:Number {i}")),
            .. Good]));

        (read.LeftOut, read.LeftOutEvents.Count, read.LeftOutEvents[49].Name).ShouldBe((120, 50, "Number 49"));
        Short(read).ShouldBe("01-04 01-11 01-18 -120");
    }

    [Fact]
    public void One_that_recurs_too_often_costs_itself_alone()
    {
        // Under one UID too: the other may be its namesake only.
        var often = Event("UID:2", "DTSTART:20260101T000000", "DURATION:P1D", "SUMMARY:Often", "RRULE:FREQ=DAILY",
            "RRULE:FREQ=DAILY;BYHOUR=1", "RRULE:FREQ=DAILY;BYHOUR=2");
        var read = Read(Of([often, .. Good]));

        Short(read).ShouldBe("01-04 01-11 01-18 -1");
        read.LeftOutEvents.Select(e => (e.Name, $"{e.Why}")).ShouldBe([("Often", "It recurs too often to be a holiday.")]);
    }

    [Fact]
    public void A_file_whose_events_together_take_too_long_is_refused() => Should.Throw<InvalidArgument>(() =>
        Read(Of([.. Enumerable.Range(0, 60)
            .Select(i => Event($"UID:{i}", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY"))]))).Message.ShouldContain("recur");
}
