using System.Globalization;
using NodaTime;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Instants and lengths inside sentences; where a time stands alone the browser writes it.</summary>
public static class Moments
{
    /// <summary>"Tue 2 Mar 2027, 14:00" in a zone; the year only when it is not this one's.</summary>
    public static string Say(Instant at, DateTimeZone zone, Instant? now = null)
    {
        var local = at.InZone(zone).LocalDateTime;
        var year = now is { } today && today.InZone(zone).Year == local.Year ? "" : " yyyy";
        return local.ToDateTimeUnspecified().ToString($"ddd d MMM{year}, HH:mm", CultureInfo.CurrentCulture);
    }

    public static string Day(Instant at, DateTimeZone zone) =>
        at.InZone(zone).LocalDateTime.ToDateTimeUnspecified().ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);
}
