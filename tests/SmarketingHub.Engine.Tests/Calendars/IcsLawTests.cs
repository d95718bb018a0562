using CsCheck;
using NodaTime;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>What holds for every file.</summary>
public class IcsLawTests
{
    private static readonly Gen<string> Zones = Gen.OneOf(
        [.. new[] { "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", "Africa/Cairo",
            "Atlantic/Azores", "Australia/Lord_Howe" }.Select(zone => Gen.Const(zone))]);

    private static readonly Gen<(string Zone, LocalDate Start, int Step, int Count, int Out)> Series =
        Gen.Select(Zones, Gen.Int[0, 1_400], Gen.Int[1, 9], Gen.Int[1, 12], Gen.Int[0, 11])
            .Select((zone, day, step, count, gone) => (zone, new LocalDate(2026, 4, 1).PlusDays(day), step, count, gone % count));

    [Fact]
    public void An_exception_takes_out_the_same_day_in_whatever_form_it_is_written() => Series.Sample(s =>
    {
        var zone = DateTimeZoneProviders.Tzdb[s.Zone];
        var gone = s.Start.PlusDays(s.Out * s.Step);
        LocalDate[] left = [.. Enumerable.Range(0, s.Count).Where(i => i != s.Out).Select(i => s.Start.PlusDays(i * s.Step))];
        var rule = $"RRULE:FREQ=DAILY;INTERVAL={s.Step};COUNT={s.Count}";
        foreach (var start in new[] { $"DTSTART;VALUE=DATE:{s.Start:uuuuMMdd}", $"DTSTART:{s.Start:uuuuMMdd}T000000",
            $"DTSTART;TZID={s.Zone}:{s.Start:uuuuMMdd}T000000" })
            foreach (var form in Forms(zone, gone))
            {
                var (master, cancelled) = (Event("UID:1", start, "DURATION:P1D", rule),
                    Event("UID:1", $"RECURRENCE-ID{form}", "STATUS:CANCELLED"));
                Read(Of(Event("UID:1", start, "DURATION:P1D", rule, $"EXDATE{form}")), s.Zone).Days.Select(day => day.Date)
                    .ShouldBe(left, $"{s} {start} {form}");
                Read(Of(cancelled, master), s.Zone).Days.Select(day => day.Date).ShouldBe(left, $"{s} {start} {form}");
                Read(Of(master, Event("UID:1", $"RECURRENCE-ID{form}", "DTSTART;VALUE=DATE:20310101")), s.Zone).Days.Select(day => day.Date)
                    .ShouldBe([.. left, new(2031, 1, 1)], $"{s} {start} {form}");
            }
    }, iter: 60, threads: 2);

    [Fact]
    public void What_follows_moves_as_far_as_the_first_of_it() => Gen.Select(Series, Gen.Int[-3, 3]).Sample((s, move) =>
    {
        var zone = DateTimeZoneProviders.Tzdb[s.Zone];
        var from = s.Start.PlusDays(s.Out * s.Step);
        var days = Enumerable.Range(0, s.Count).Select(i => s.Start.PlusDays(i * s.Step + (i < s.Out ? 0 : move))).Distinct().Order();
        foreach (var form in Forms(zone, from))
            Read(Of(Event("UID:1", $"DTSTART;VALUE=DATE:{s.Start:uuuuMMdd}", $"RRULE:FREQ=DAILY;INTERVAL={s.Step};COUNT={s.Count}"),
                Event("UID:1", $"RECURRENCE-ID;RANGE=THISANDFUTURE{form}", $"DTSTART;VALUE=DATE:{from.PlusDays(move):uuuuMMdd}")),
                s.Zone).Days.Select(day => day.Date).ShouldBe(days, $"{s} {move} {form}");
    }, iter: 60, threads: 2);

    private static readonly string[] Some =
    [
        Event("UID:1", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE:20270118T000000"),
        Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270125", "DTSTART;VALUE=DATE:20270126", "SEQUENCE:1"),
        Event("UID:1", "RECURRENCE-ID:20270124T230000Z", "DTSTART;VALUE=DATE:20270127", "SEQUENCE:3"),
        Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270208T000000", "DTSTART;VALUE=DATE:20270209"),
        Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270222", "STATUS:CANCELLED"),
        Event("UID:2", "DTSTART;TZID=X:20270701T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=3", "SEQUENCE:2"),
        Event("UID:2", "DTSTART;TZID=X:20270801T000000", "DURATION:P1D", "SEQUENCE:1"),
        Event("UID:3", "DTSTART;VALUE=DATE:20271225", "STATUS:CANCELLED", "SEQUENCE:1"),
        Event("UID:3", "DTSTART;VALUE=DATE:20271225"),
        Day("20270501", "May"),
        Zone("X"),
    ];

    private const string Expected = "01-04 01-11 01-27 02-01 02-09 02-16 03-02 05-01 07-01 07-02 07-03";

    [Fact]
    public void The_order_of_the_events_does_not_matter() =>
        Gen.Shuffle(Some).Sample(events => Short(events).ShouldBe(Expected), iter: 200, threads: 2);

    [Fact]
    public void A_broken_event_changes_none_of_the_other_days()
    {
        string[] lines =
        [
            "UID:1", "UID:2", "UID:3", "SEQUENCE:99", "DTSTAMP:20300101T000000Z", "DTSTART;VALUE=DATE:20270230", "DTSTART:soon",
            "RECURRENCE-ID;VALUE=DATE:20270125", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270111",
            "RECURRENCE-ID:never", "RRULE:FREQ=NEVER", "EXDATE:20270104,x", "DURATION:long", "DTEND:20270199", "SUMMARY:x", "BEGIN:VALARM",
            "X_Y:z", "STATUS:TENTATIVE", "TZID", "RRULE;FREQ",
        ];
        Gen.Select(Gen.Int[0, lines.Length - 1].Array[1, 6], Gen.Int[0, Some.Length]).Sample((picked, at) =>
        {
            // Whatever else it says, when it begins cannot be read.
            var broken = Event([.. picked.Select(i => lines[i]), "DTSTART;TZID=Nowhere:20270199T000000"]);
            var read = Read(Of([.. Some[..at], broken, .. Some[at..]]));
            (Short(read), read.LeftOut).ShouldBe(($"{Expected} -1", 1));
        }, iter: 300, threads: 2);
    }

    [Fact]
    public void A_timed_whole_day_is_a_day_in_every_zone() => Series.Sample(s =>
    {
        LocalDate[] days = [.. Enumerable.Range(0, s.Count).Select(i => s.Start.PlusDays(i * s.Step))];
        foreach (var end in new[] { $"DTEND;TZID={s.Zone}:{s.Start.PlusDays(1):uuuuMMdd}T000000", "DURATION:P1D" })
            Read(Of(Event($"DTSTART;TZID={s.Zone}:{s.Start:uuuuMMdd}T000000", end, $"RRULE:FREQ=DAILY;INTERVAL={s.Step};COUNT={s.Count}")),
                s.Zone).Days.Select(day => day.Date).ShouldBe(days, $"{s} {end}");
    }, iter: 300, threads: 2);

    private static string[] Forms(DateTimeZone zone, LocalDate day)
    {
        var utc = zone.AtStartOfDay(day).ToInstant().InUtc().LocalDateTime;
        var elsewhere = zone.AtStartOfDay(day).WithZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).LocalDateTime;
        return
        [
            $";VALUE=DATE:{day:uuuuMMdd}", $":{day:uuuuMMdd}", $":{day:uuuuMMdd}T000000", $";TZID={zone.Id}:{day:uuuuMMdd}T000000",
            $":{utc:uuuuMMdd'T'HHmmss}Z",
            $";TZID=Asia/Tokyo:{elsewhere:uuuuMMdd'T'HHmmss}",
        ];
    }
}
