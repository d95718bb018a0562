using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SmarketingHub.Domain;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>Any text as a feed: it is read or refused in words, soon, and what comes out is bounded.</summary>
public class IcsFuzzTests
{
    private static readonly string Good = Of(
        Event("UID:1", "DTSTART;VALUE=DATE:20201224", "DTEND;VALUE=DATE:20201227", "RRULE:FREQ=YEARLY;INTERVAL=1",
            "EXDATE;VALUE=DATE:20271224,20281224", "SUMMARY:Święta"),
        Event("UID:2", "DTSTART;TZID=Europe/Warsaw:20260101T000000", "DURATION:P1D",
            "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;BYSETPOS=-1;COUNT=40", "RDATE;TZID=Europe/Warsaw:20260704T000000"),
        Event("UID:2", "RECURRENCE-ID;TZID=Europe/Warsaw:20260202T000000", "DTSTART:20260203T000000Z", "DTEND:20260204T235959Z",
            "STATUS:CONFIRMED"),
        Event("UID:3", "DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2,4,6"),
        Zone("Mine"),
        Event("UID:4", "DTSTART;TZID=Mine:20260704T000000", "DTEND;TZID=Mine:20260705T000000", "RRULE:FREQ=WEEKLY;COUNT=20",
            "EXDATE;VALUE=DATE:20260711", "SEQUENCE:1"),
        Event("UID:4", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260801T000000", "DTSTART;TZID=Mine:20260802T000000", "DURATION:P1D",
            "SUMMARY;ENCODING=QUOTED-PRINTABLE:=C5=9A"));

    private static readonly string[] Pieces =
    [
        "FREQ=SECONDLY", "FREQ=DAILY", "FREQ=WEEKLY", "BYYEARDAY=366,-366", "BYWEEKNO=53", "BYSETPOS=366", "INTERVAL=2147483647",
        "INTERVAL=0", "COUNT=2147483647", "COUNT=-1",
        "UNTIL=99991231T235959Z", "UNTIL=00010101", "BYDAY=MO,TU,WE,TH,FR,SA,SU", "BYDAY=53MO", "BYHOUR=0,1,2", "WKST=XX", "P999999999W",
        "PT999999999S", "-P1D", "P", "99991231", "00010101",
        "21991231T235959", "20260229", "TZID=Mars/Base", "TZID=\"", "VALUE=PERIOD", "20260101T000000Z/P1D", "RANGE=THISANDFUTURE",
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "\r\n", "\r\n ", "\n", ";", ":", ",", "=",
        "RRULE:FREQ=YEARLY\r\n", "DTSTART;VALUE=DATE:20260101\r\n", "EXDATE:\r\n", "RDATE;VALUE=DATE:20260101\r\n", "\0", "\ud800",
        "\uFEFF", "RECURRENCE-ID:20260101\r\n", "EXRULE:FREQ=DAILY\r\n", "TZOFFSETTO:-1800\r\n", "TZOFFSETFROM:+1759\r\n",
        "RDATE:20260704T000000,20260704T000001,20260705T000000\r\n", "BEGIN:STANDARD", "END:STANDARD", "BEGIN:VCALENDAR", "END:VALARM",
        "16010101", "TZID=Mine",
        "\"", "=\r\n", "SEQUENCE:9\r\n", "STATUS:CANCELLED\r\n", "METHOD:CANCEL\r\n", "RANGE=THISANDPRIOR", "\ufffd", "P1W", "PT24H",
        "T240000", "T235960Z", "DTEND;VALUE=DATE:18991231\r\n",
    ];

    /// <summary>Cuts, doubles and puts in, some times over.</summary>
    private static readonly Gen<string> Text =
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.Int[0, 60], Gen.Int[0, Pieces.Length - 1]).Array[1, 8].Select(changes =>
        {
            var text = Good;
            foreach (var (how, where, length, piece) in changes)
            {
                var at = (int)(where * text.Length);
                var end = Math.Min(text.Length, at + length);
                text = how switch
                {
                    0 => text.Remove(at, end - at),
                    1 => text.Insert(at, text[at..end]),
                    2 => text.Insert(at, Pieces[piece]),
                    _ => text.Remove(at, Math.Min(text.Length - at, Pieces[piece].Length)).Insert(at, Pieces[piece]),
                };
            }
            return text;
        });

    [Fact]
    public void Every_text_is_read_or_refused_in_words() => Text.Sample(text =>
    {
        try
        {
            var read = Read(text);
            read.Days.Count.ShouldBeLessThanOrEqualTo(7 * 366);
            read.Days.ShouldAllBe(day => day.Date.Year >= 2025 && day.Date.Year <= 2031 && (day.Name == null || day.Name.Length <= 200));
        }
        catch (InvalidArgument wrong)
        {
            wrong.Field.ShouldBe("feed");
            wrong.Message.Length.ShouldBeInRange(1, 400);
        }
    }, iter: 3_000, threads: 2);

    [Fact]
    public void A_zone_may_say_anything() =>
        Gen.Select(Gen.Int[-1800, 1800], Gen.Int[-1800, 1800], Gen.Int[0, 300],
            Gen.OneOf(Gen.Const("STANDARD"), Gen.Const("DAYLIGHT"))).Array[1, 6].Sample(changes =>
        {
            var zone = string.Concat(
                changes.Select(change =>
                    $"BEGIN:{change.Item4}\r\n"
                        + $"DTSTART:{new NodaTime.LocalDateTime(2026, 7, 1, 0, 0).PlusHours(change.Item3):uuuuMMdd'T'HHmmss}\r\n"
                        + $"TZOFFSETFROM:{change.Item1:+0000;-0000}\r\n"
                        + $"TZOFFSETTO:{change.Item2:+0000;-0000}\r\n{(change.Item3 % 3 == 0
                            ? "RRULE:FREQ=WEEKLY;COUNT=30\r\n" : "")}END:{change.Item4}\r\n"));
            var read = Read(Of($"BEGIN:VTIMEZONE\r\nTZID:X\r\n{zone}END:VTIMEZONE\r\n",
                Event("UID:1", "DTSTART;TZID=X:20260630T000000", "DURATION:P1DT6H", "RRULE:FREQ=DAILY;COUNT=20", "EXDATE:20260703T000000Z"),
                Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Warsaw:20260705T000000", "DTSTART;TZID=X:20260706T013000",
                    "DURATION:PT40H")));
            (read.Days.Count + read.LeftOut).ShouldBeInRange(1, 60);
        }, iter: 500, threads: 2);

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=2147483647")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,2,3,4,5,6,7")]
    [InlineData("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1")]
    public void A_file_full_of_rules_marks_no_more_days_than_there_are(string rule)
    {
        var text = Of([.. Enumerable.Range(0, 900).Select(i => Event($"UID:{i}", "DTSTART;VALUE=DATE:19000101", $"RRULE:{rule}"))]);

        try
        {
            Read(text).Days.Count.ShouldBeLessThanOrEqualTo(7 * 366);
        }
        catch (InvalidArgument wrong)
        {
            wrong.Message.ShouldContain("recur");
        }
    }

    [Fact]
    public void A_file_that_takes_longer_than_five_seconds_is_refused()
    {
        // A look at this clock takes a second.
        var slow = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var text = Of([.. Enumerable.Range(0, 9).Select(i => Event($"UID:{i}", "DTSTART;VALUE=DATE:20260101"))]);

        Should.Throw<InvalidArgument>(() => Read(text, slow)).Message.ShouldContain("recur");
        Read(text).Days.ShouldHaveSingleItem();
    }
}
