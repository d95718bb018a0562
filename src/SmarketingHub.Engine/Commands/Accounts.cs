using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Commands;

/// <summary>Finds companies by name, or by the domain of a work email.</summary>
public static class Accounts
{
    /// <summary>The company that is named, else the person's own, else the one whose people alone have such addresses.</summary>
    public static Account? Of(Write write, string? name, string? email, Contact? contact) =>
        FindOrAdd(write, name, email) ?? OwnOf(write, contact) ?? OfDomain(write, email);

    /// <summary>The company of this name; null without a name.</summary>
    /// <param name="email">Of somebody of this company.</param>
    public static Account? FindOrAdd(Write write, string? name, string? email)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        PlainText.Check(name, "company");
        var key = KeyOf(name);
        var account = write.Rows.AccountOfName(key);
        if (account is null)
        {
            account = new() { Id = write.NextId(), Name = name.Trim(), NameKey = key };
            write.Rows.Accounts.Add(account);
        }
        Learn(write, account.Id, email);
        return account;
    }

    /// <summary>Somebody of the company has such an address. A domain that people of two companies have is nobody's from then on.</summary>
    public static void Learn(Write write, long? account, string? email)
    {
        if (account is not { } id || WorkDomain(write, email) is not { } domain)
            return;
        if (write.Rows.WorkDomain(domain) is not { } known)
            write.Rows.WorkDomains.Add(new() { Domain = domain, AccountId = id });
        else if (known.AccountId != id)
            known.AccountId = null;
    }

    /// <summary>The name as it is compared: lower case, letters and digits only; a name without any is itself.</summary>
    public static string KeyOf(string name)
    {
        var key = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : name.Trim();
    }

    private static Account? OwnOf(Write write, Contact? contact) => contact?.AccountId is { } id ? write.Rows.Account(id) : null;

    private static Account? OfDomain(Write write, string? email) =>
        WorkDomain(write, email) is { } domain && write.Rows.WorkDomain(domain)?.AccountId is { } id ? write.Rows.Account(id) : null;

    private static string? WorkDomain(Write write, string? email) =>
        Emails.DomainOf(email) is { } domain && !write.MailDomains.IsAnybodys(domain) ? domain : null;
}
