using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web;

/// <summary>What mail addresses say here.</summary>
public static class MailSettings
{
    /// <summary>
    /// <c>Mail:AnybodysDomains</c>: domains whose addresses say nothing of a company, beside those of the kept lists; between commas or spaces.
    /// </summary>
    /// <exception cref="FormatException">One of them is no domain; says which.</exception>
    public static IServiceCollection AddHubMail(this IServiceCollection services, IConfiguration settings)
    {
        var own = (settings["Mail:AnybodysDomains"] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var domain in own)
            if (MailDomains.Plain(domain) is null)
                throw new FormatException($"Mail:AnybodysDomains has '{domain}': give domains, such as mail.example.");
        return services.AddSingleton(new MailDomains(own));
    }
}
