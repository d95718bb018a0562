using NodaTime;

namespace SmarketingHub.Web.Features.Board;

/// <summary>When each calendar is open, around now, for the browser: Unix milliseconds, ascending, merged.</summary>
public sealed record OpenTimes(IReadOnlyDictionary<string, long[][]> Intervals, Instant At = default)
{
    public static readonly Duration Reach = Duration.FromDays(40);

    public static OpenTimes Of(IReadOnlyDictionary<string, IEnumerable<Interval>> calendars) =>
        new(calendars.ToDictionary(pair => pair.Key, pair => pair.Value
            .Select(open => new[] { open.Start.ToUnixTimeMilliseconds(), open.End.ToUnixTimeMilliseconds() }).ToArray()));
}
