using System.Globalization;
using NodaTime;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Durations as ISO 8601 hours, minutes and seconds; a minus in front when something is late.</summary>
public static class IsoDuration
{
    public static string Of(Duration duration)
    {
        var seconds = (long)Math.Abs(duration.TotalSeconds);
        if (seconds == 0)
            return "PT0S";
        return (duration < Duration.Zero ? "-PT" : "PT") + Part(seconds / 3600, 'H') + Part(seconds / 60 % 60, 'M')
            + Part(seconds % 60, 'S');
    }

    private static string Part(long number, char unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
}
