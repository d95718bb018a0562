using NodaTime;

namespace SmarketingHub.Domain.Calendars;

public enum SegmentKind
{
    /// <summary>Open, and counted.</summary>
    Counted,

    /// <summary>No window is open.</summary>
    Closed,

    /// <summary>Would be open, had a holiday not removed the window.</summary>
    Holiday,

    /// <summary>A pause holds the clock; closed time inside a pause is part of it.</summary>
    Paused,
}

/// <summary>
/// One step of the answer to "why this deadline?": from <paramref name="Start"/> up to <paramref name="End"/>, never empty.
/// </summary>
public sealed record Segment(SegmentKind Kind, Instant Start, Instant End)
{
    /// <summary>Elapsed time, of which only that of <see cref="SegmentKind.Counted"/> is business time.</summary>
    public Duration Length => End - Start;
}
