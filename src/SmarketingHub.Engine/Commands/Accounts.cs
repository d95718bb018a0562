using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Finds companies by name, or by the domain of a work email.</summary>
public static class Accounts
{
    // Addresses there say nothing of where somebody works.
    private static readonly HashSet<string> PublicMail = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net",
        "web.de", "proton.me", "protonmail.com", "mail.ru", "yandex.ru", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "t-online.de", "orange.fr", "libero.it",
    };

    public static Account? FindOrAdd(Write write, string? name, string? email)
    {
        var domain = DomainOf(email);
        if (string.IsNullOrWhiteSpace(name))
            return domain is null ? null : write.Rows.AccountOfDomain(domain);
        PlainText.Check(name, "company");
        var key = KeyOf(name);
        var account = write.Rows.AccountOfName(key);
        if (account is null)
        {
            account = new() { Id = write.NextId(), Name = name.Trim(), NameKey = key };
            write.Rows.Accounts.Add(account);
        }
        account.Domain ??= domain;
        return account;
    }

    public static Account? Of(Write write, Contact? contact) =>
        contact?.AccountId is { } id ? write.Rows.Account(id) : null;

    /// <summary>The name as it is compared: lower case, letters and digits only; a name without any is itself.</summary>
    public static string KeyOf(string name)
    {
        var key = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : name.Trim();
    }

    private static string? DomainOf(string? email) =>
        Profiles.EmailKey(email) is { } key && key[(key.IndexOf('@') + 1)..] is var domain && !PublicMail.Contains(domain) ? domain : null;
}
