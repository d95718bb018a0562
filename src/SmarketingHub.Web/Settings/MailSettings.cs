using System.Globalization;
using MimeKit;
using SmarketingHub.Engine.Telling.Mail;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Settings;

/// <summary>What mail addresses say here, and by which server mails are sent.</summary>
public static class MailSettings
{
    /// <summary>
    /// <c>Mail:AnybodysDomains</c>: domains whose addresses say nothing of a company, beside those of the kept lists;
    /// <c>Mail:CompanyDomains</c>: those that are a company's here, whatever the lists say. Both between commas or spaces.
    /// </summary>
    /// <remarks>
    /// <c>Mail:SmtpHost</c> (none: no mails are sent), <c>Mail:SmtpPort</c> (587), <c>Mail:SmtpSecurity</c> (<c>tls</c> on port 465, else
    /// <c>starttls</c>; or <c>none</c>), <c>Mail:SmtpUser</c>, <c>Mail:SmtpPassword</c> and <c>Mail:From</c>.
    /// </remarks>
    /// <exception cref="FormatException">One of them says nothing that can be; says which, and what could be.</exception>
    public static IServiceCollection AddHubMail(this IServiceCollection services, IConfiguration settings)
    {
        // One that is wrong is told at the start, and not when a message is written.
        HubAddress.Read(settings);
        return services.AddSingleton<HubAddress>().AddSingleton(Server(settings))
            .AddSingleton(new MailDomains(Domains("Mail:AnybodysDomains"), Domains("Mail:CompanyDomains")));

        string[] Domains(string name)
        {
            var domains = (settings[name] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
            return Array.Find(domains, domain => MailDomains.Plain(domain) is null) is { } wrong
                ? throw new FormatException($"{name} has '{wrong}': give domains, such as mail.example.")
                : domains;
        }
    }

    private static MailOptions Server(IConfiguration settings)
    {
        string? Text(string name) => settings[$"Mail:{name}"]?.Trim() is { Length: > 0 } text ? text : null;
        var port = Text("SmtpPort") is not { } said ? 587
            : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65_536 ? number
            : throw new FormatException($"Mail:SmtpPort has '{said}': give a port, such as 587.");
        var from = Text("From");
        if (Text("SmtpHost") is not null && from is null)
            throw new FormatException("Mail:From is missing: give the address that mails come from, such as Hub <hub@mail.example>.");
        return new()
        {
            Host = Text("SmtpHost"),
            Port = port,
            Security = Text("SmtpSecurity")?.ToLowerInvariant() switch
            {
                null => port == 465 ? MailSecurity.Tls : MailSecurity.StartTls,
                "tls" => MailSecurity.Tls,
                "starttls" => MailSecurity.StartTls,
                "none" => MailSecurity.None,
                var other => throw new FormatException($"Mail:SmtpSecurity has '{other}': give tls, starttls or none."),
            },
            User = Text("SmtpUser"),
            Password = settings["Mail:SmtpPassword"],
            From = from is null ? null : MailboxAddress.TryParse(from, out var address) && address.Domain.Length > 0 ? address
                : throw new FormatException($"Mail:From has '{from}': give an address, such as Hub <hub@mail.example>."),
        };
    }
}
