using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>A notice and what its lead is called.</summary>
public sealed record NoticeLine(long Id, long LeadId, string Name, NoticeKind Kind, string? About, Instant At, bool Unread);

/// <summary>A person's notices of leads that the person may see now.</summary>
public static class NoticeList
{
    public const int Most = 40;

    public static Task<int> Unread(HubContext rows, Actor actor) => Mine(rows, actor).CountAsync(n => n.ReadAt == null);

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<NoticeLine>> Read(HubContext rows, Actor actor)
    {
        var found = await (
            from notice in Mine(rows, actor)
            join lead in rows.Leads on notice.LeadId equals lead.Id
            join contact in rows.Contacts on lead.ContactId equals contact.Id
            join company in rows.Accounts on lead.AccountId equals (long?)company.Id into companies
            from company in companies.DefaultIfEmpty()
            orderby notice.Id descending
            select new { Notice = notice, Company = (string?)company.Name, contact.FirstName, contact.LastName, contact.Email }).Take(Most).ToListAsync();
        return [.. found.Select(f => new NoticeLine(
            f.Notice.Id, f.Notice.LeadId, f.Company ?? ($"{f.FirstName} {f.LastName}".Trim() is { Length: > 0 } name ? name : f.Email ?? $"#{f.Notice.LeadId}"),
            f.Notice.Kind, f.Notice.About, f.Notice.At, f.Notice.ReadAt is null))];
    }

    private static IQueryable<Notice> Mine(HubContext rows, Actor actor)
    {
        var mine = rows.Notices.AsNoTracking().Where(n => n.PersonId == actor.PersonId);
        // Whoever sees all leads need not be asked for each.
        return actor.SeesAll() ? mine : mine.Where(n => rows.Leads.SeenNowBy(actor).Any(l => l.Id == n.LeadId));
    }
}
