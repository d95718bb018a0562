using NodaTime;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Domain.Calendars.SegmentKind;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

public class SegmentTests
{
    [Fact]
    public void Closed_time_and_holidays_are_told_apart() =>
        Office("Etc/UTC", "2026-12-25").Segments(At("2026-12-24T15:00Z"), At("2026-12-28T10:00Z")).ShouldBe(
        [
            new(Counted, At("2026-12-24T15:00Z"), At("2026-12-24T17:00Z")),
            new(Closed, At("2026-12-24T17:00Z"), At("2026-12-25T09:00Z")),
            new(Holiday, At("2026-12-25T09:00Z"), At("2026-12-25T17:00Z")),
            new(Closed, At("2026-12-25T17:00Z"), At("2026-12-28T09:00Z")),
            new(Counted, At("2026-12-28T09:00Z"), At("2026-12-28T10:00Z")),
        ]);

    [Fact]
    public void A_pause_outranks_what_it_covers_and_pauses_that_overlap_are_one() =>
        Office("Etc/UTC").Segments(At("2026-03-02T15:00Z"), At("2026-03-03T12:00Z"),
        [
            new(At("2026-03-02T20:00Z"), At("2026-03-03T10:00Z")),
            new(At("2026-03-02T16:00Z"), At("2026-03-02T21:00Z")),
            new(At("2026-03-03T11:00Z"), null),
        ]).ShouldBe(
        [
            new(Counted, At("2026-03-02T15:00Z"), At("2026-03-02T16:00Z")),
            new(Paused, At("2026-03-02T16:00Z"), At("2026-03-03T10:00Z")),
            new(Counted, At("2026-03-03T10:00Z"), At("2026-03-03T11:00Z")),
            new(Paused, At("2026-03-03T11:00Z"), At("2026-03-03T12:00Z")),
        ]);

    [Fact]
    public void A_night_that_reaches_into_a_holiday_is_counted_and_the_one_from_it_is_not() =>
        WorkCalendar.Create("Etc/UTC", Daily("Etc/UTC", ["22:00", "06:00"]).ToHours(), ["2026-12-25"])
            .Segments(At("2026-12-25T00:00Z"), At("2026-12-26T12:00Z")).ShouldBe(
            [
                new(Counted, At("2026-12-25T00:00Z"), At("2026-12-25T06:00Z")),
                new(Closed, At("2026-12-25T06:00Z"), At("2026-12-25T22:00Z")),
                new(Holiday, At("2026-12-25T22:00Z"), At("2026-12-26T06:00Z")),
                new(Closed, At("2026-12-26T06:00Z"), At("2026-12-26T12:00Z")),
            ]);

    [Fact]
    public void No_time_has_no_segments() =>
        Office().Segments(At("2026-03-02T10:00Z"), At("2026-03-02T10:00Z")).ShouldBeEmpty();

    [Fact]
    public void A_pause_without_an_end_holds_a_deadline_forever()
    {
        Interval[] forever = [new(At("2026-03-02T10:00Z"), null)];
        Office("Etc/UTC").Due(At("2026-03-02T09:00Z"), Duration.FromHours(1), forever).ShouldBe(At("2026-03-02T10:00Z"));
        Should.Throw<CalendarException>(() => Office("Etc/UTC")
            .Due(At("2026-03-02T09:00Z"), Duration.FromHours(2), forever)).Field.ShouldBe("target");
        Office("Etc/UTC").Elapsed(At("2026-03-02T09:00Z"), At("2026-03-03T17:00Z"), forever).ShouldBe(Duration.FromHours(1));
    }
}
