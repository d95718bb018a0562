using NodaTime;
namespace SmarketingHub.Domain.Calendars;
// Stands in until the calendars branch is merged.
public sealed class WorkCalendar
{
    public DateTimeZone Zone => DateTimeZone.Utc;
    public Duration DayLength => Duration.FromHours(8);
    public static WorkCalendar Create(string timeZone, IReadOnlyDictionary<string, string[][]> hours, IEnumerable<string> holidays, string? dayLength) => new();
    public IReadOnlyDictionary<string, string[][]> ToHours() => new Dictionary<string, string[][]>();
    public Instant Due(Instant start, Duration target) => start + target;
    public Instant Due(Instant start, Duration target, IReadOnlyList<Interval> pauses) => start + target;
    public Duration Elapsed(Instant start, Instant end) => end - start;
    public Duration Elapsed(Instant start, Instant end, IReadOnlyList<Interval> pauses) => end - start;
    public bool IsOpen(Instant at) => true;
    public Instant NextOpening(Instant at) => at;
    public IReadOnlyList<Segment> Segments(Instant start, Instant end, IReadOnlyList<Interval>? pauses = null) => [];
    public IEnumerable<Interval> OpenIntervals(Instant from, Instant to) => [];
}
public enum SegmentKind { Counted, Closed, Holiday, Paused }
public sealed record Segment(SegmentKind Kind, Instant Start, Instant End);
public readonly record struct BusinessDuration(int Days, Duration Time)
{
    public static BusinessDuration Parse(string iso) => new(0, NodaTime.Text.PeriodPattern.NormalizingIso.Parse(iso).Value.ToDuration());
    public Duration In(WorkCalendar calendar) => Time + calendar.DayLength * Days;
}
