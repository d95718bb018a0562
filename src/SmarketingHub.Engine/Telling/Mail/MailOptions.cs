using MimeKit;

namespace SmarketingHub.Engine.Telling.Mail;

public enum MailSecurity
{
    /// <summary>TLS from the first byte on, mostly port 465.</summary>
    Tls,

    /// <summary>The connection is made secure before anything is said; a server that cannot is told nothing.</summary>
    StartTls,

    /// <summary>For a server on this machine or in a network of one's own.</summary>
    None,
}

/// <summary>By which server e-mails are sent from here.</summary>
public sealed record MailOptions
{
    /// <summary>Null: none are.</summary>
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Null: the server asks for no sign-in.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Who it comes from, an address with or without a name.</summary>
    public MailboxAddress? From { get; init; }

    /// <summary>For one attempt.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Names what this installation sends among all lists, as RFC 2919 wants it.</summary>
    public string ListId => $"smarketinghub.{Domain}";

    public string Domain => From?.Domain is { Length: > 0 } domain ? MailboxAddress.EncodeAddrspec($"x@{domain}")[2..] : "localhost";
}
