using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>A calendar, and from when it is asked.</summary>
public abstract record CalendarIn
{
    /// <summary>An IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// By <c>mon</c> to <c>sun</c>, windows such as <c>["09:00","17:00"]</c>, up to 24:00; an end not after its start is on the next day.
    /// </summary>
    public Dictionary<string, string[][]>? Hours { get; init; }

    /// <summary>ISO dates.</summary>
    public string[]? Holidays { get; init; }

    /// <summary>What <c>P1D</c> is; <c>PT8H</c> without.</summary>
    public string? DayLength { get; init; }
    public Instant? Start { get; init; }

    /// <summary>Stretches in which nothing counts.</summary>
    public IReadOnlyList<PauseIn>? Pauses { get; init; }

    internal WorkCalendar ToCalendar() => WorkCalendar.Create(
        TimeZone ?? throw CalendarEndpoints.Missing("timeZone"), Hours ?? throw CalendarEndpoints.Missing("hours"), Holidays ?? [],
        DayLength);

    internal List<Interval> ToPauses() => [.. (Pauses ?? []).Select((pause, index) =>
        pause?.Start is { } start && !(pause.End < start)
            ? new Interval(start, pause.End)
            : throw new CalendarException($"pauses[{index}]", "is no pause; give a start, and an end at or after it or none."))];
}

/// <summary>When a target is reached.</summary>
public sealed record DueIn : CalendarIn
{
    /// <summary>Business time: <c>PT8H</c>, <c>P1D</c>.</summary>
    public string? Target { get; init; }
}

/// <summary>How much business time has passed.</summary>
public sealed record ElapsedIn : CalendarIn
{
    public Instant? End { get; init; }
}

public sealed record PauseIn
{
    public Instant? Start { get; init; }

    /// <summary>Without one it holds on.</summary>
    public Instant? End { get; init; }
}

/// <param name="Segments">From the start to the due instant: counted, closed, holiday, paused.</param>
public sealed record DueOut(Instant Due, IReadOnlyList<SegmentOut> Segments);

/// <summary>A stretch of one kind.</summary>
public sealed record SegmentOut(SegmentKind Kind, Instant Start, Instant End)
{
    internal static IReadOnlyList<SegmentOut> Of(IReadOnlyList<Segment> segments) =>
        [.. segments.Select(s => new SegmentOut(s.Kind, s.Start, s.End))];
}

/// <param name="Elapsed">Business time, in hours, minutes and seconds.</param>
public sealed record ElapsedOut(string Elapsed);
