using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Identities;

/// <summary>Finds companies by name, or by the domain of a work email.</summary>
public static class Accounts
{
    /// <summary>The company that is named, else the person's own, else the one whose people alone have such addresses.</summary>
    public static Account? Of(Write write, string? name, string? email, Contact? contact) =>
        FindOrAdd(write, name) ?? OwnOf(write, contact) ?? OfDomain(write, email);

    /// <summary>The company of this name; null without a name.</summary>
    public static Account? FindOrAdd(Write write, string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        PlainText.Check(name, "company");
        var key = KeyOf(name);
        var account = write.Lookups.AccountOfName(key);
        if (account is null)
        {
            account = new() { Id = write.NextId(), Name = name.Trim(), NameKey = key };
            write.Changes.Accounts.Add(account);
        }
        return account;
    }

    /// <summary>
    /// Learns whose the domain of a person's address is, once it is settled what the person's address and company are.
    /// A domain that people of two companies have is nobody's until the last of them moves to where the others are;
    /// one whose people all went to another company goes with them.
    /// </summary>
    /// <param name="named">Another company that the person named, though it is known to be of its own.</param>
    /// <param name="hasMoved">The person was another company's before.</param>
    internal static void Learn(Write write, Contact contact, long? named = null, bool hasMoved = false)
    {
        if (contact.AccountId is null && named is null || WorkDomain(write, contact.Email) is not { } domain)
            return;
        foreach (var account in new[] { contact.AccountId, named }.OfType<long>().Distinct())
            if (write.Lookups.WorkDomain(domain) is not { } known)
                write.Changes.WorkDomains.Add(new() { Domain = domain, AccountId = account });
            else if (known.AccountId is { } other ? other != account : hasMoved)
                known.AccountId = (known.AccountId is { } company
                    ? write.Lookups.HasPeople(company, domain) : write.Lookups.HasPeopleElsewhere(account, domain)) ? null : account;
    }

    /// <summary>That a person is of its company turned out to be untrue, and so whose the domain of its address is.</summary>
    /// <param name="before">The company of before; null: none.</param>
    internal static void Unlearn(Write write, Contact contact, long? before)
    {
        var account = contact.AccountId;
        contact.AccountId = before;
        if (account is { } id && WorkDomain(write, contact.Email) is { } domain && write.Lookups.WorkDomain(domain) is { } known
            && known.AccountId == id && !write.Lookups.HasPeople(id, domain))
            write.Changes.WorkDomains.Remove(known);
    }

    /// <summary>The name as it is compared: lower case, letters and digits only; a name without any is itself.</summary>
    public static string KeyOf(string name)
    {
        var key = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : name.Trim();
    }

    private static Account? OwnOf(Write write, Contact? contact) => contact?.AccountId is { } id ? write.Lookups.Account(id) : null;

    private static Account? OfDomain(Write write, string? email) =>
        WorkDomain(write, email) is { } domain && write.Lookups.WorkDomain(domain)?.AccountId is { } id ? write.Lookups.Account(id) : null;

    private static string? WorkDomain(Write write, string? email) =>
        Emails.DomainOf(email) is { } domain && !write.MailDomains.IsAnybodys(domain) ? domain : null;
}
