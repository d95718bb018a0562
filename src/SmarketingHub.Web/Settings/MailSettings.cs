using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Settings;

/// <summary>What mail addresses say here.</summary>
public static class MailSettings
{
    /// <summary>
    /// <c>Mail:AnybodysDomains</c>: domains whose addresses say nothing of a company, beside those of the kept lists;
    /// <c>Mail:CompanyDomains</c>: those that are a company's here, whatever the lists say. Both between commas or spaces.
    /// </summary>
    /// <exception cref="FormatException">One of them is no domain; says which.</exception>
    public static IServiceCollection AddHubMail(this IServiceCollection services, IConfiguration settings)
    {
        return services.AddSingleton(new MailDomains(Domains("Mail:AnybodysDomains"), Domains("Mail:CompanyDomains")));

        string[] Domains(string name)
        {
            var domains = (settings[name] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
            return Array.Find(domains, domain => MailDomains.Plain(domain) is null) is { } wrong
                ? throw new FormatException($"{name} has '{wrong}': give domains, such as mail.example.")
                : domains;
        }
    }
}
