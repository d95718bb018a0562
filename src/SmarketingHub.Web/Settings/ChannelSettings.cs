using MimeKit;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Web.Settings;

/// <summary>How people are told by addresses of the web: Slack, Teams, browsers.</summary>
public static class ChannelSettings
{
    /// <summary>
    /// <c>Telling:AllowPrivate</c> (false). Whom the makers of browsers may ask is said by <c>Hub:Url</c> if it is https, else by
    /// <c>Mail:From</c>.
    /// </summary>
    public static IServiceCollection AddHubChannels(this IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new ChannelOptions
        {
            AllowPrivate = settings.GetValue<bool>("Telling:AllowPrivate"),
            Contact = Contact(settings),
        });

    private static string Contact(IConfiguration settings) =>
        HubAddress.Read(settings) is { Scheme: "https" } hub ? hub.AbsoluteUri
        : MailboxAddress.TryParse(settings["Mail:From"] ?? "", out var from) ? $"mailto:{from.Address}"
        : "mailto:hub@localhost";
}
