using NodaTime;

namespace SmarketingHub.Engine.Telling;

/// <summary>When a letter that was not taken is sent again: after 1, 2, 4 … minutes, then every hour, for three days.</summary>
public static class LetterSchedule
{
    public static readonly Duration LongestWait = Duration.FromHours(1);
    public static readonly Duration GivenUpAfter = Duration.FromDays(3);

    // No channel's wish is older than a day.
    internal static readonly Duration LongestAsked = Duration.FromDays(1);

    /// <param name="first">When it was sent first.</param>
    /// <param name="now">The time of this attempt.</param>
    /// <param name="attempts">How many were made, this one included.</param>
    /// <param name="asked">How long the channel asks to wait.</param>
    /// <returns>Null: it is given up.</returns>
    public static Instant? Next(Instant first, Instant now, int attempts, Duration? asked = null)
    {
        // The program may have stood still for days: one attempt alone is too few.
        if (now - first >= GivenUpAfter && attempts > 6)
            return null;
        var wait = attempts > 6 ? LongestWait : Duration.FromMinutes(1 << (attempts - 1));
        return now + (asked is { } wish ? Duration.Max(wait, Duration.Min(wish, LongestAsked)) : wait);
    }
}
