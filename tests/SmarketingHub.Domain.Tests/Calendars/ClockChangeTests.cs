using NodaTime;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>Nights on which clocks change, written out by hand.</summary>
public class ClockChangeTests
{
    [Fact]
    public void An_exact_fit_is_due_at_the_closing_instant()
    {
        var calendar = Office();
        calendar.Due(At("2026-03-02T08:00Z"), Duration.FromHours(8)).ShouldBe(At("2026-03-02T16:00Z"));
        calendar.Due(At("2026-03-02T08:00Z"), Duration.FromHours(8) + Duration.Epsilon)
            .ShouldBe(At("2026-03-03T08:00Z") + Duration.Epsilon);
    }

    [Fact]
    public void A_target_of_zero_is_due_at_the_start_open_or_not()
    {
        Office().Due(At("2026-03-02T10:00Z"), Duration.Zero).ShouldBe(At("2026-03-02T10:00Z"));
        Office().Due(At("2026-03-01T10:00Z"), Duration.Zero, []).ShouldBe(At("2026-03-01T10:00Z"));
    }

    [Fact]
    public void Opening_is_open_and_closing_is_not()
    {
        var calendar = Office();
        calendar.IsOpen(At("2026-03-02T08:00Z") - Duration.Epsilon).ShouldBeFalse();
        calendar.IsOpen(At("2026-03-02T08:00Z")).ShouldBeTrue();
        calendar.IsOpen(At("2026-03-02T16:00Z") - Duration.Epsilon).ShouldBeTrue();
        calendar.IsOpen(At("2026-03-02T16:00Z")).ShouldBeFalse();
        calendar.NextOpening(At("2026-03-02T16:00Z")).ShouldBe(At("2026-03-03T08:00Z"));
        calendar.NextOpening(At("2026-03-02T15:59Z")).ShouldBe(At("2026-03-02T15:59Z"));
    }

    [Fact]
    public void A_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn()
    {
        var calendar = Daily("Europe/Warsaw", ["22:00", "06:00"]);
        calendar.Runs("2026-03-28T12:00Z", "2026-03-29T12:00Z").ShouldBe(["2026-03-28T21:00Z 2026-03-29T04:00Z"]);
        calendar.Runs("2026-10-24T12:00Z", "2026-10-25T12:00Z").ShouldBe(["2026-10-24T20:00Z 2026-10-25T05:00Z"]);
    }

    [Fact]
    public void Boundaries_in_a_skipped_hour_take_effect_at_the_jump()
    {
        Daily("Europe/Warsaw", ["02:30", "05:00"]).Runs("2026-03-29T00:00Z", "2026-03-29T12:00Z")
            .ShouldBe(["2026-03-29T01:00Z 2026-03-29T03:00Z"]);
        Daily("Europe/Warsaw", ["00:00", "02:30"]).Runs("2026-03-28T12:00Z", "2026-03-29T12:00Z")
            .ShouldBe(["2026-03-28T23:00Z 2026-03-29T01:00Z"]);
        Daily("Europe/Warsaw", ["02:15", "02:45"]).Runs("2026-03-28T12:00Z", "2026-03-29T12:00Z").ShouldBeEmpty();
    }

    [Fact]
    public void In_a_repeated_hour_a_window_opens_first_and_closes_last()
    {
        Daily("Europe/Warsaw", ["02:30", "05:00"]).Runs("2026-10-24T12:00Z", "2026-10-25T12:00Z")
            .ShouldBe(["2026-10-25T00:30Z 2026-10-25T04:00Z"]);
        Daily("Europe/Warsaw", ["00:00", "02:30"]).Runs("2026-10-24T12:00Z", "2026-10-25T12:00Z")
            .ShouldBe(["2026-10-24T22:00Z 2026-10-25T01:30Z"]);
        // A break inside the repeated hour vanishes: what ends before it closes last, what follows opens first.
        Daily("Europe/Warsaw", ["01:00", "02:15"], ["02:30", "04:00"]).Runs("2026-10-24T12:00Z", "2026-10-25T12:00Z")
            .ShouldBe(["2026-10-24T23:00Z 2026-10-25T03:00Z"]);
    }

    // Where clocks go back, and when: each first shows the hour, then goes back to its beginning.
    [Theory]
    [InlineData("Africa/Cairo", "thu", "02:15-23:00", "2026-10-28T23:15Z 2026-10-29T20:00Z")]
    [InlineData("Africa/Cairo", "thu", "02:15-23:01", "2026-10-28T23:15Z 2026-10-29T21:01Z")]
    [InlineData("Africa/Cairo", "thu", "02:15-24:00", "2026-10-28T23:15Z 2026-10-29T22:00Z")]
    [InlineData("Africa/Cairo", "thu", "23:00-06:00", "2026-10-29T20:00Z 2026-10-30T04:00Z")]
    [InlineData("Africa/Cairo", "thu", "23:00-23:30", "2026-10-29T20:00Z 2026-10-29T21:30Z")]
    [InlineData("Africa/Cairo", "wed", "23:00-23:00", "2026-10-28T20:00Z 2026-10-29T20:00Z")]
    [InlineData("Europe/Warsaw", "sat", "22:00-02:00", "2026-10-24T20:00Z 2026-10-25T00:00Z")]
    [InlineData("Europe/Warsaw", "sun", "00:00-02:00", "2026-10-24T22:00Z 2026-10-25T00:00Z")]
    [InlineData("Europe/Warsaw", "sun", "00:00-03:00", "2026-10-24T22:00Z 2026-10-25T02:00Z")]
    [InlineData("Atlantic/Azores", "sat", "20:00-24:00", "2026-10-24T20:00Z 2026-10-25T00:00Z")]
    [InlineData("Asia/Beirut", "sat", "20:00-23:00", "2026-10-24T17:00Z 2026-10-24T20:00Z")]
    [InlineData("Asia/Beirut", "sat", "20:00-24:00", "2026-10-24T17:00Z 2026-10-24T22:00Z")]
    [InlineData("America/Santiago", "sat", "20:00-23:00", "2026-04-04T23:00Z 2026-04-05T02:00Z")]
    [InlineData("America/Asuncion", "sat", "20:00-23:00", "2024-03-23T23:00Z 2024-03-24T02:00Z")]
    [InlineData("Australia/Lord_Howe", "sun", "00:15-01:30", "2026-04-04T13:15Z 2026-04-04T14:30Z")]
    [InlineData("Australia/Lord_Howe", "sun", "00:15-01:45", "2026-04-04T13:15Z 2026-04-04T15:15Z")]
    public void A_window_that_closes_just_as_the_repeated_hour_begins_closes_at_the_first(
        string zone, string day, string window, string run)
    {
        var (calendar, open) = (Only(zone, day, window), run.Split(' '));
        var (from, to) = (At(open[0]) - Duration.FromDays(2), At(open[1]) + Duration.FromDays(2));

        calendar.OpenIntervals(from, to).ShouldBe([new(At(open[0]), At(open[1]))]);
        calendar.Segments(from, to).ShouldContain(new Segment(SegmentKind.Counted, At(open[0]), At(open[1])));
        calendar.Due(from, calendar.Elapsed(from, to)).ShouldBe(At(open[1]));
        calendar.Elapsed(from, to, [new(At(open[1]), to)]).ShouldBe(At(open[1]) - At(open[0]));
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-10-29T22:00Z")]
    [InlineData("America/Havana", "2025-11-02T05:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:00Z")]
    public void Windows_that_meet_where_clocks_go_back_neither_lose_nor_double_time(string zone, string changes)
    {
        var meet = At(changes).InZone(DateTimeZoneProviders.Tzdb[zone]).TimeOfDay.ToString("HH:mm", null);
        var (from, to) = (At(changes) - Duration.FromDays(1), At(changes) + Duration.FromDays(1));

        Daily(zone, ["00:00", meet], [meet, "24:00"]).Elapsed(from, to).ShouldBe(Duration.FromDays(2));
        Daily(zone, ["12:00", meet], [meet, "12:00"]).Elapsed(from, to).ShouldBe(Duration.FromDays(2));
    }

    [Fact]
    public void Lord_Howe_changes_by_half_an_hour()
    {
        var calendar = Daily("Australia/Lord_Howe", ["01:00", "03:00"]);
        calendar.Runs("2026-04-04T12:00Z", "2026-04-04T20:00Z").ShouldBe(["2026-04-04T14:00Z 2026-04-04T16:30Z"]);
        calendar.Runs("2026-10-03T12:00Z", "2026-10-03T20:00Z").ShouldBe(["2026-10-03T14:30Z 2026-10-03T16:00Z"]);
    }

    [Fact]
    public void The_day_that_Apia_skipped_has_no_business_time()
    {
        Daily("Pacific/Apia", ["09:00", "17:00"]).Runs("2011-12-29T12:00Z", "2012-01-01T00:00Z")
            .ShouldBe(["2011-12-29T19:00Z 2011-12-30T03:00Z", "2011-12-30T19:00Z 2011-12-31T03:00Z",
                "2011-12-31T19:00Z 2012-01-01T00:00Z"]);
        Only("Pacific/Apia", "fri", "09:00-17:00").Runs("2011-12-24T12:00Z", "2012-01-05T00:00Z").ShouldBeEmpty();
    }

    [Fact]
    public void Havana_doubles_and_skips_the_hour_after_midnight()
    {
        // Sunday 2025-11-02 01:00 is 00:00 again; Saturday's last window closes at the first midnight.
        Only("America/Havana", "sat", "20:00-24:00").Runs("2025-11-01T12:00Z", "2025-11-02T12:00Z")
            .ShouldBe(["2025-11-02T00:00Z 2025-11-02T04:00Z"]);
        Only("America/Havana", "sun", "00:00-02:00").Runs("2025-11-01T12:00Z", "2025-11-02T12:00Z")
            .ShouldBe(["2025-11-02T04:00Z 2025-11-02T07:00Z"]);
        Only("America/Havana", "sun", "00:00-02:00").Runs("2026-03-07T12:00Z", "2026-03-08T12:00Z")
            .ShouldBe(["2026-03-08T05:00Z 2026-03-08T06:00Z"]);
    }

    [Fact]
    public void A_lunch_break_does_not_count()
    {
        var calendar = Daily("Europe/Warsaw", ["13:00", "17:00"], ["09:00", "12:00"]);
        calendar.Due(At("2026-03-02T10:00Z"), Duration.FromHours(1)).ShouldBe(At("2026-03-02T11:00Z"));
        calendar.Due(At("2026-03-02T10:00Z"), Duration.FromHours(2)).ShouldBe(At("2026-03-02T13:00Z"));
    }

    [Fact]
    public void Windows_that_overlap_or_touch_count_once() =>
        Daily("Etc/UTC", ["09:00", "12:00"], ["12:00", "13:00"], ["10:00", "11:00"], ["12:30", "14:00"])
            .Runs("2026-03-02T00:00Z", "2026-03-03T00:00Z").ShouldBe(["2026-03-02T09:00Z 2026-03-02T14:00Z"]);

    [Fact]
    public void A_window_that_ends_when_it_starts_lasts_24_hours() =>
        Only("Etc/UTC", "mon", "09:00-09:00").Runs("2026-03-02T00:00Z", "2026-03-05T00:00Z")
            .ShouldBe(["2026-03-02T09:00Z 2026-03-03T09:00Z"]);

    [Fact]
    public void A_window_crosses_into_a_holiday_but_none_starts_on_it()
    {
        var calendar = WorkCalendar.Create("Etc/UTC", Daily("Etc/UTC", ["22:00", "06:00"]).ToHours(), ["2026-12-25"]);
        calendar.Runs("2026-12-24T12:00Z", "2026-12-27T12:00Z")
            .ShouldBe(["2026-12-24T22:00Z 2026-12-25T06:00Z", "2026-12-26T22:00Z 2026-12-27T06:00Z"]);
    }
}
