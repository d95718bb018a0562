using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>What must hold for every calendar, to the nanosecond.</summary>
public class CalendarLawTests
{
    private const int Samples = 500;

    private static readonly Gen<Situation> Situations =
        Gen.Select(CalendarGen.Calendars, CalendarGen.Instants, CalendarGen.Targets, CalendarGen.Targets).SelectMany(
            (calendar, start, first, second) => Gen.Select(CalendarGen.PausesNear(start), CalendarGen.PausesNear(start),
                (pauses, more) => new Situation(calendar, start, first, second, pauses, more)));

    [Fact]
    public void Due_is_the_first_instant_at_which_the_target_has_elapsed() => Check((calendar, start, target, _, _, _) =>
    {
        var due = calendar.Due(start, target);
        calendar.Elapsed(start, due).ShouldBe(target);
        calendar.Elapsed(start, due - Duration.Epsilon).ShouldBe(target - Duration.Epsilon);
    });

    [Fact]
    public void What_elapsed_up_to_an_open_instant_is_due_then() => Check((calendar, start, after, _, _, _) =>
    {
        var open = calendar.NextOpening(start + after) + Duration.Epsilon;
        calendar.Due(start, calendar.Elapsed(start, open)).ShouldBe(open);
    });

    [Fact]
    public void A_longer_target_and_a_later_start_are_never_due_earlier() => Check((calendar, start, first, second, _, _) =>
    {
        var due = calendar.Due(start, first);
        calendar.Due(start, first + second).ShouldBeGreaterThan(due);
        calendar.Due(start + second, first).ShouldBeGreaterThanOrEqualTo(due);
    });

    [Fact]
    public void Elapsed_adds_up_over_any_split() => Check((calendar, start, first, second, pauses, _) =>
    {
        var (middle, end) = (start + first, start + first + second);
        (calendar.Elapsed(start, middle) + calendar.Elapsed(middle, end)).ShouldBe(calendar.Elapsed(start, end));
        (calendar.Elapsed(start, middle, pauses) + calendar.Elapsed(middle, end, pauses)).ShouldBe(calendar.Elapsed(start, end, pauses));
    });

    [Fact]
    public void Due_adds_up_over_any_split() => Check((calendar, start, first, second, pauses, _) =>
    {
        calendar.Due(calendar.Due(start, first), second).ShouldBe(calendar.Due(start, first + second));
        calendar.Due(calendar.Due(start, first, pauses), second, pauses).ShouldBe(calendar.Due(start, first + second, pauses));
    });

    [Fact]
    public void With_pauses_too_due_is_the_first_instant_at_which_the_target_has_elapsed() =>
        Check((calendar, start, target, _, pauses, _) =>
        {
            var due = calendar.Due(start, target, pauses);
            calendar.Elapsed(start, due, pauses).ShouldBe(target);
            calendar.Elapsed(start, due - Duration.Epsilon, pauses).ShouldBeLessThan(target);
        });

    [Fact]
    public void A_pause_never_shortens_a_deadline() => Check((calendar, start, target, _, pauses, more) =>
    {
        var due = calendar.Due(start, target, pauses);
        due.ShouldBeGreaterThanOrEqualTo(calendar.Due(start, target));
        calendar.Due(start, target, [.. pauses, .. more]).ShouldBeGreaterThanOrEqualTo(due);
    });

    [Fact]
    public void A_pause_never_adds_business_time() => Check((calendar, start, length, _, pauses, more) =>
    {
        var end = start + length;
        var elapsed = calendar.Elapsed(start, end, pauses);
        elapsed.ShouldBeInRange(Duration.Zero, calendar.Elapsed(start, end));
        calendar.Elapsed(start, end, [.. pauses, .. more]).ShouldBeLessThanOrEqualTo(elapsed);
    });

    [Fact]
    public void Segments_cover_the_time_once_and_their_counted_length_is_what_elapsed() => Check((calendar, start, length, _, pauses, _) =>
    {
        var end = start + length;
        var segments = calendar.Segments(start, end, pauses);
        segments[0].Start.ShouldBe(start);
        segments[^1].End.ShouldBe(end);
        segments.ShouldAllBe(segment => segment.Length > Duration.Zero);
        foreach (var (segment, next) in segments.Zip(segments.Skip(1)))
        {
            next.Start.ShouldBe(segment.End);
            next.Kind.ShouldNotBe(segment.Kind);
        }
        Total(segments.Where(segment => segment.Kind == SegmentKind.Counted).Select(segment => segment.Length))
            .ShouldBe(calendar.Elapsed(start, end, pauses));
        segments.ShouldAllBe(segment => segment.Kind == SegmentKind.Paused
            || calendar.IsOpen(segment.Start) == (segment.Kind == SegmentKind.Counted));
    });

    [Fact]
    public void Open_intervals_are_apart_and_hold_all_that_elapsed() => Check((calendar, start, length, _, _, _) =>
    {
        var end = start + length;
        var open = calendar.OpenIntervals(start, end).ToList();
        Total(open.Select(interval => interval.Duration)).ShouldBe(calendar.Elapsed(start, end));
        foreach (var (interval, next) in open.Zip(open.Skip(1)))
        {
            next.Start.ShouldBeGreaterThan(interval.End);
            calendar.NextOpening(interval.End).ShouldBe(next.Start);
        }
    });

    [Fact]
    public void Around_the_clock_no_nanosecond_is_lost_in_any_zone()
    {
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids)
        {
            var calendar = CalendarSamples.Always(zone);
            var (start, end) = (Instant.FromUtc(1985, 3, 4, 5, 6, 7) + Duration.Epsilon, Instant.FromUtc(2040, 1, 1, 0, 0));
            calendar.Elapsed(start, end).ShouldBe(end - start, zone);
            calendar.Due(start, end - start).ShouldBe(end, zone);
            calendar.OpenIntervals(start, end).ShouldBe([new Interval(start, end)], zone);
        }
    }

    private static Duration Total(IEnumerable<Duration> lengths) => lengths.Aggregate(Duration.Zero, (sum, length) => sum + length);

    private static void Check(Action<WorkCalendar, Instant, Duration, Duration, List<Interval>, List<Interval>> law) =>
        Situations.Sample(now => law(now.Calendar, now.Start, now.First, now.Second, now.Pauses, now.More), iter: Samples);

    private sealed record Situation(
        WorkCalendar Calendar, Instant Start, Duration First, Duration Second, List<Interval> Pauses, List<Interval> More)
    {
        public override string ToString() =>
            $"{Calendar.Describe()}; start {Start}; first {First}; second {Second}; pauses {string.Join(" ", Pauses)}; "
                + $"more {string.Join(" ", More)}";
    }
}
