using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Web.Settings;

/// <summary>How webhooks are sent here.</summary>
public static class WebhookSettings
{
    /// <summary><c>Webhooks:AllowPrivate</c> (false).</summary>
    public static IServiceCollection AddHubWebhooks(this IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new WebhookOptions { AllowPrivate = settings.GetValue<bool>("Webhooks:AllowPrivate") });
}
