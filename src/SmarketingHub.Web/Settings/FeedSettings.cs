using SmarketingHub.Engine.Calendars.Feeds;

namespace SmarketingHub.Web.Settings;

/// <summary>How holiday feeds are read here.</summary>
public static class FeedSettings
{
    /// <summary><c>Calendars:AllowPrivateFeeds</c> (false) and <c>Calendars:RefreshHours</c> (24, at least 1).</summary>
    public static IServiceCollection AddHubFeeds(this IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new FeedOptions
        {
            AllowPrivate = settings.GetValue<bool>("Calendars:AllowPrivateFeeds"),
            Every = TimeSpan.FromHours(Math.Clamp(settings.GetValue("Calendars:RefreshHours", 24d), 1, 24 * 365)),
        });
}
