using NodaTime;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>When a message is tried again: the schedule that the Standard Webhooks specification names.</summary>
public static class WebhookSchedule
{
    /// <summary>So long after the first attempt of a message each further one is made; the last of ten after 75 hours.</summary>
    public static readonly IReadOnlyList<Duration> After = Sums(
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5),
        Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24));

    /// <summary>A webhook to which nothing has got through for so long is paused.</summary>
    public static readonly Duration PausedAfter = Duration.FromDays(5);

    /// <summary>An address that was away for at least so long gets what waits for it at once when it is back.</summary>
    public static readonly Duration Away = Duration.FromMinutes(5);

    /// <summary>The secret of before signs for so long beside a new one.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>No answer asks for a longer wait.</summary>
    public static readonly Duration LongestAsked = Duration.FromHours(24);

    /// <summary>When an attempt is made again that failed just now; null: it is given up.</summary>
    /// <param name="first">When the message was tried first.</param>
    /// <param name="now">The time of this attempt.</param>
    /// <param name="attempts">How many were made, this one included: while the program stood still none was.</param>
    /// <param name="asked">How long the answer asks to wait.</param>
    public static Instant? Next(Instant first, Instant now, int attempts, Duration? asked = null)
    {
        var due = After.FirstOrDefault(after => first + after > now) is { } after && after > Duration.Zero ? first + after
            : attempts <= After.Count ? now + Duration.FromHours(5)
            : (Instant?)null;
        return due is { } at && asked is { } wait ? Instant.Max(at, now + Duration.Min(wait, LongestAsked)) : due;
    }

    private static List<Duration> Sums(params ReadOnlySpan<Duration> steps)
    {
        var (sums, sum) = (new List<Duration>(), Duration.Zero);
        foreach (var step in steps)
            sums.Add(sum += step);
        return sums;
    }
}
