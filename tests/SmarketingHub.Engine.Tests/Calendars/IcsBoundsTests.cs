using Microsoft.Extensions.Time.Testing;
using SmarketingHub.Domain;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>A hostile file costs little memory, also where no clock stops it.</summary>
public class IcsBoundsTests
{
    private static string Daily(int count, params string[] further) =>
        Of([.. Enumerable.Repeat(Event(["UID:a", "DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=DAILY", .. further]), count)]);

    // Without the time, what counts stops it.
    private static void Refused(string text, TimeProvider? time = null) =>
        Should.Throw<InvalidArgument>(() => Read(text, time ?? new FakeTimeProvider())).Message.ShouldContain("recur");

    [Fact]
    public void Series_of_one_UID_are_counted_before_they_are_all_there()
    {
        Refused(Daily(30));
        var (few, many) = (Allocated(Daily(30)), Allocated(Daily(120)));
        many.ShouldBeLessThan(2 * few);

        static long Allocated(string text)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refused(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void What_is_taken_out_again_counts_too() => Refused(Daily(30, "EXRULE:FREQ=DAILY"));

    [Fact]
    public void What_changes_all_that_follow_counts_for_each() => Refused(Of(
        [Event("UID:a", "DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=DAILY"),
            .. Enumerable.Repeat(Event("UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250101", "DTSTART;VALUE=DATE:20250101"),
                30)]));

    [Fact]
    public void Those_that_recur_too_often_by_themselves_cost_themselves_alone() => Short([
        .. Enumerable.Range(0, 20)
            .Select(i => Event($"UID:{i}", "DTSTART:20260101T000000", "DURATION:P1D", "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;BYHOUR=1",
                "RRULE:FREQ=DAILY;BYHOUR=2")), Day("20270104", "One"),
    ]).ShouldBe("01-04 -20");

    [Fact]
    public void Looking_for_what_each_change_means_takes_time()
    {
        string[] series = [.. Enumerable.Range(0, 300)
            .Select(i => Event("UID:a", $"DTSTART;VALUE=DATE:2026{1 + i % 12:00}{1 + i % 28:00}"))];
        string[] changes = [.. Enumerable.Range(0, 300)
            .Select(i => Event("UID:a", $"RECURRENCE-ID:20270{1 + i % 9}01T{i % 24:00}0000", "DTSTART;VALUE=DATE:20270104"))];
        // A look at this clock takes a millisecond.
        Refused(Of([.. series, .. changes]), Slow());
        Read(Of(series), Slow()).LeftOut.ShouldBe(0);
        // So does looking for exceptions.
        Refused(Of(Event("DTSTART;VALUE=DATE:20270104", $"EXDATE:{string.Join(',', Enumerable.Repeat("20270105", 6_000))}")), Slow());

        static FakeTimeProvider Slow() => new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    }

    [Fact]
    public void A_zone_that_changes_too_often_is_none_however_it_says_so()
    {
        var rules = string.Concat(Enumerable.Range(0, 60).Select(minute => $"RRULE:FREQ=DAILY;COUNT=4000;BYMINUTE={minute}\r\n"));
        var zone =
            "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\n{0}TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"
                + "END:STANDARD\r\nEND:VTIMEZONE\r\n";
        var days = Event("UID:1", "DTSTART;TZID=X:20270104T000000", "DURATION:P1D");
        var (few, many) = (Allocated(2), Allocated(60));
        many.ShouldBeLessThan(2 * few);

        long Allocated(int count)
        {
            var text = Of(zone.Replace("{0}", string.Concat(rules.Split('\n').Take(count).Select(rule => rule + "\n")),
                StringComparison.Ordinal), days);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Short(Read(text, new FakeTimeProvider())).ShouldBe(" -1");
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
