using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
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
        var newest = await mine.OrderByDescending(n => n.Id).Take(Shown).AsNoTracking().ToListAsync();
        var names = await LeadNames.Of(rows, [.. newest.Select(n => n.LeadId).Distinct()]);
        return new(
            await mine.CountAsync(n => n.ReadAt == null),
            [.. newest.Select(n => new NoticeLine(n.Id, n.LeadId, names[n.LeadId], n.Kind, n.About, n.At, n.ReadAt is not null))]);
    }

    /// <param name="upTo">The newest that the person saw: what came after it stays unread.</param>
    /// <param name="only">One lead's; null: all.</param>
    public static Task<int> MarkRead(this Door door, Actor actor, long upTo, long? only) => door.Do(actor, write =>
        write.Rows.Notices.Where(n => n.PersonId == actor.PersonId && n.ReadAt == null && n.Id <= upTo && (only == null || n.LeadId == only))
            .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, write.Now)));

    // A lead that went elsewhere is not the partner's to see any more.
    private static IQueryable<Notice> Mine(HubContext rows, Actor actor)
    {
        var mine = rows.Notices.Where(n => n.PersonId == actor.PersonId);
        return actor.SeesAll() ? mine : mine.Where(n => rows.Leads.SeenNowBy(actor).Any(l => l.Id == n.LeadId));
    }
}
