using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>A lead that a search found.</summary>
public sealed record LeadFound(long Id, string Name, string? Contact, string? Email, Stage Stage)
{
    public override string ToString() => Contact is null || Contact == Name ? Name : $"{Name} · {Contact}";
}

/// <summary>Finds leads, closed ones too, by what <see cref="SearchQuery"/> looks for.</summary>
public static class LeadFinder
{
    public const int Most = 8;

    /// <summary>Whether so little says anything already: two letters, or one that is a word.</summary>
    public static bool IsEnough(string text) => text.Trim() is { Length: > 1 } or [> '\u02ff'];

    /// <summary>The open ones first, then the newest.</summary>
    public static async Task<IReadOnlyList<LeadFound>> Find(HubContext rows, Actor actor, string text, bool openOnly = false)
    {
        if (!IsEnough(text) || SearchQuery.Of(text) is not { } query)
            return [];
        var leads = rows.Leads.AsNoTracking().SeenBy(actor).Matching(rows, query);
        var open = await Newest(rows, leads.Where(l => l.ClosedAt == null), Most);
        return openOnly || open.Count == Most
            ? open : [.. open, .. await Newest(rows, leads.Where(l => l.ClosedAt != null), Most - open.Count)];
    }

    private static async Task<List<LeadFound>> Newest(HubContext rows, IQueryable<Lead> leads, int most)
    {
        var found = await (
            from lead in leads.OrderByDescending(l => l.Id).Take(most)
            join contact in rows.Contacts on lead.ContactId equals contact.Id
            join company in rows.Accounts on lead.AccountId equals (long?)company.Id into companies
            from company in companies.DefaultIfEmpty()
            orderby lead.Id descending
            select new
            {
                lead.Id,
                lead.Stage,
                Company = (string?)company.Name,
                contact.FirstName,
                contact.LastName,
                contact.Email,
            }).ToListAsync();
        return [.. found.Select(f => (Found: f, Person: $"{f.FirstName} {f.LastName}".Trim())).Select(f => new LeadFound(
            f.Found.Id, f.Found.Company ?? (f.Person.Length > 0 ? f.Person : f.Found.Email ?? $"#{f.Found.Id}"),
            f.Person.Length > 0 ? f.Person : null, f.Found.Email, f.Found.Stage))];
    }
}
