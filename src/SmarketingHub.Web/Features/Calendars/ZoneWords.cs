using NodaTime;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>How a zone is called in a sentence.</summary>
public static class ZoneWords
{
    /// <summary><c>America/New_York</c> reads "New York".</summary>
    public static string City(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
