using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>A lead that a search found.</summary>
public sealed record LeadFound(long Id, string Name, string? Contact, string? Email, Stage Stage)
{
    public override string ToString() => Contact is null || Contact == Name ? Name : $"{Name} · {Contact}";
}

/// <summary>Finds leads, closed ones too, by the names of company and contact or by email.</summary>
public static class LeadFinder
{
    public const int Most = 8;

    /// <summary>The open ones first, then the newest.</summary>
    public static async Task<IReadOnlyList<LeadFound>> Find(HubContext rows, Actor actor, string text, bool openOnly = false)
    {
        text = text.Trim();
        if (text.Length < 2)
            return [];
        var (account, email) = ($"%{Escape(Accounts.KeyOf(text))}%", $"%{Escape(text.ToLowerInvariant())}%");
        // SQLite folds the case of ASCII only: elsewhere a name is found as it is typed or with a capital.
        var (asTyped, capital) = ($"%{Escape(text)}%", $"%{Escape(char.ToUpperInvariant(text[0]) + text[1..])}%");
        var found = await (
            from lead in rows.Leads.AsNoTracking().SeenBy(actor)
            join contact in rows.Contacts on lead.ContactId equals contact.Id
            join company in rows.Accounts on lead.AccountId equals (long?)company.Id into companies
            from company in companies.DefaultIfEmpty()
            where (!openOnly || lead.ClosedAt == null)
                && (EF.Functions.Like(company.NameKey, account, "\\") || EF.Functions.Like(contact.EmailKey!, email, "\\")
                    || EF.Functions.Like((contact.FirstName ?? "") + " " + (contact.LastName ?? ""), asTyped, "\\")
                    || EF.Functions.Like((contact.FirstName ?? "") + " " + (contact.LastName ?? ""), capital, "\\"))
            orderby lead.ClosedAt != null, lead.Id descending
            select new { lead.Id, lead.Stage, Company = (string?)company.Name, contact.FirstName, contact.LastName, contact.Email }).Take(Most).ToListAsync();
        return [.. found.Select(f => (Found: f, Person: $"{f.FirstName} {f.LastName}".Trim())).Select(f => new LeadFound(
            f.Found.Id, f.Found.Company ?? (f.Person.Length > 0 ? f.Person : f.Found.Email ?? $"#{f.Found.Id}"),
            f.Person.Length > 0 ? f.Person : null, f.Found.Email, f.Found.Stage))];
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
