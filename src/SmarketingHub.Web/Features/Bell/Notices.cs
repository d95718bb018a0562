using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>One notice as the bell shows it.</summary>
public sealed record NoticeLine(long Id, long LeadId, string Lead, NoticeKind Kind, string? About, Instant At, bool IsRead);

public sealed record NoticeList(int Unread, IReadOnlyList<NoticeLine> Newest)
{
    public static readonly NoticeList Empty = new(0, []);
}

/// <summary>Reads a person's notices and marks them read.</summary>
public static class Notices
{
    private const int Shown = 30;

    public static async Task<NoticeList> Read(HubContext rows, Actor actor)
    {
        var mine = Mine(rows, actor);
        var newest = await mine.OrderByDescending(n => n.Id).Take(Shown).Select(n => new
        {
            Notice = n,
            Account = (from l in rows.Leads join a in rows.Accounts on l.AccountId equals a.Id where l.Id == n.LeadId select a.Name).FirstOrDefault(),
            Contact = (from l in rows.Leads join c in rows.Contacts on l.ContactId equals c.Id where l.Id == n.LeadId select new { c.FirstName, c.LastName, c.Email }).FirstOrDefault(),
        }).AsNoTracking().ToListAsync();
        return new(
            await mine.CountAsync(n => n.ReadAt == null),
            [.. newest.Select(n => new NoticeLine(
                n.Notice.Id, n.Notice.LeadId, n.Account ?? NameOf(n.Contact?.FirstName, n.Contact?.LastName, n.Contact?.Email) ?? $"#{n.Notice.LeadId}",
                n.Notice.Kind, n.Notice.About, n.Notice.At, n.Notice.ReadAt is not null))]);
    }

    /// <param name="only">One lead's; null: all.</param>
    public static Task<int> MarkRead(this Door door, Actor actor, long? only) => door.Do(actor, write =>
        write.Rows.Notices.Where(n => n.PersonId == actor.Id && n.ReadAt == null && (only == null || n.LeadId == only))
            .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, write.Now)));

    // A lead that went elsewhere is not the partner's to see any more.
    private static IQueryable<Notice> Mine(HubContext rows, Actor actor)
    {
        var mine = rows.Notices.Where(n => n.PersonId == actor.Id);
        return actor.SeesAll() ? mine : mine.Where(n =>
            rows.Leads.Any(l => l.Id == n.LeadId && l.Holder == actor.Party)
            || rows.Handoffs.Any(h => h.LeadId == n.LeadId && h.To == actor.Party && (h.State == HandoffState.Offered || h.State == HandoffState.Returned)));
    }

    private static string? NameOf(string? first, string? last, string? email) =>
        $"{first} {last}".Trim() is { Length: > 0 } name ? name : email;
}
