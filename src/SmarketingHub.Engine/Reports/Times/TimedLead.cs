using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Times;

/// <summary>What times are made of: one lead, as it was known at a moment.</summary>
internal sealed record TimedRow(
    long Lead, Instant ReceivedAt, bool IsNew, string? Grade, Stage Stage, bool Placed, Instant? OfferedAt, Instant? AcceptedAt,
    long? AcceptedBy, Instant? TouchedAt, Instant? QualifiedAt, Instant? ClosedAt, string? Calendar, int CalendarVersion)
{
    internal Instant Start(TimedEvent timed) => timed == TimedEvent.Accept ? OfferedAt!.Value : ReceivedAt;

    /// <summary>An import told where it stood, and not how it came there.</summary>
    internal bool IsUnknown(TimedEvent timed) => Placed && timed is TimedEvent.Touch or TimedEvent.Qualify;

    /// <summary>
    /// How long it was watched: until the event, else until it was closed, else until the moment. What came after its close is not the
    /// event: nobody waited for it any more.
    /// </summary>
    internal TimedLead Watch(TimedEvent timed, TimeKind kind, Company company, Instant now)
    {
        var (start, end) = (Start(timed), Instant.Min(ClosedAt ?? now, now));
        var ending = Ending.Censored;
        if (timed.IsEnd())
            ending = ClosedAt is null ? Ending.Censored : IsSo(timed) ? Ending.Event : Ending.Competing;
        else if (Happened(timed) is { } at && at <= end)
            (end, ending) = (at, Ending.Event);
        return new(Lead, start, ClosedAt is null && ending == Ending.Censored, new(Length(start, end, kind, company), ending));
    }

    /// <summary>In milliseconds. Something that is told of an earlier instant than the start took no time.</summary>
    internal long Length(Instant start, Instant end, TimeKind kind, Company company)
    {
        if (end <= start)
            return 0;
        var length = kind == TimeKind.Elapsed ? end - start
            : company.CalendarOf(Calendar, CalendarVersion, start).Elapsed(start, end);
        return (long)length.TotalMilliseconds;
    }

    private Instant? Happened(TimedEvent timed) => timed switch
    {
        TimedEvent.Accept => AcceptedAt,
        TimedEvent.Touch => TouchedAt,
        _ => QualifiedAt,
    };

    private bool IsSo(TimedEvent timed) => timed switch
    {
        TimedEvent.Won => Stage == Stage.Won,
        TimedEvent.Lost => Stage == Stage.Lost,
        _ => Stage == Stage.Disqualified,
    };
}

/// <summary>A lead, and how long it was watched, in milliseconds.</summary>
/// <param name="Start">Of its time.</param>
/// <param name="Waits">It is open, and what is asked for has not happened.</param>
public sealed record TimedLead(long Lead, Instant Start, bool Waits, Subject Subject);
